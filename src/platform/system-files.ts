/**
 * Files as the configuration reads and rewrites them. Paths and contents are byte strings, a
 * character a byte, because neither need be valid UTF-8.
 */
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

export type PathKind = 'file' | 'directory' | 'none';

export interface SystemFiles {
  /** Throws the system's error, as do all but `listNames` and `kindOfPath`. */
  readFile(path: string): string;
  /** The names in a directory; none where it cannot be listed. */
  listNames(directory: string): readonly string[];
  kindOfPath(path: string): PathKind;
  /** Replaces the file as a whole: a reader sees the old content or the new. */
  replaceFile(path: string, content: string): void;
  /** All that standard input holds, up to its end. */
  readStandardInput(): string;
}

const STDIN = 0;

/** The files of the machine. */
export const systemFiles: SystemFiles = {
  readFile: (path) => readFileSync(bytesOf(path), 'latin1'),
  listNames(directory) {
    try {
      return readdirSync(bytesOf(directory), 'latin1');
    } catch {
      return [];
    }
  },
  kindOfPath(path) {
    const stat = statSync(bytesOf(path), { throwIfNoEntry: false });
    if (stat === undefined) return 'none';
    return stat.isDirectory() ? 'directory' : 'file';
  },
  replaceFile(path, content) {
    const temporary = bytesOf(`${path}.${process.pid}.tmp`);
    const mode = statSync(bytesOf(path), { throwIfNoEntry: false })?.mode ?? 0o644;
    try {
      writeFileSync(temporary, content, { encoding: 'latin1', mode, flush: true });
      renameSync(temporary, bytesOf(path));
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  },
  readStandardInput: () => readFileSync(STDIN, 'latin1'),
};

function bytesOf(path: string): Buffer {
  return Buffer.from(path, 'latin1');
}
