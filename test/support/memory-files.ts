/** A file system made of strings, for code that reads files through an interface. */
import type { ConfigFiles, PathKind } from '../../src/server/config/config-files.js';

export class MemoryFiles implements ConfigFiles {
  readonly #contents: Readonly<Record<string, string>>;

  /** Absolute paths and their contents; the directories are those the paths imply. */
  constructor(contents: Readonly<Record<string, string>>) {
    this.#contents = contents;
  }

  readFile(path: string): string {
    const text = this.#contents[path];
    if (text !== undefined) return text;
    const code = this.kindOfPath(path) === 'directory' ? 'EISDIR' : 'ENOENT';
    throw Object.assign(new Error(`${code}: ${path}`), { code });
  }

  listNames(directory: string): readonly string[] {
    const start = directory === '/' ? '/' : `${directory}/`;
    const inside = Object.keys(this.#contents).filter((path) => path.startsWith(start));
    return [...new Set(inside.map((path) => path.slice(start.length).split('/')[0]!))];
  }

  kindOfPath(path: string): PathKind {
    if (this.#contents[path] !== undefined) return 'file';
    return path === '/' || this.listNames(path).length > 0 ? 'directory' : 'none';
  }
}
