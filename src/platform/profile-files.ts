/** Files as the heap profiler needs them: source maps are read, dumps written whole. */
import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

export interface ProfileFiles {
  /** The text of a file, or null if it cannot be read. */
  readText(path: string): string | null;
  isDirectory(path: string): boolean;
  /**
   * Writes a file so that it is there whole or not at all: into a new file beside it, which is
   * flushed and then takes the name. Returns the absolute path. Rejects with the system's error,
   * and then nothing is left behind. A link of that name is replaced, not followed.
   */
  writeAtomically(directory: string, name: string, bytes: Uint8Array): Promise<string>;
}

/** The files of the machine. */
export const systemProfileFiles: ProfileFiles = {
  readText(path) {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return null;
    }
  },

  isDirectory(path) {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  },

  async writeAtomically(directory, name, bytes) {
    const path = join(resolve(directory), name);
    const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    return path;
  },
};
