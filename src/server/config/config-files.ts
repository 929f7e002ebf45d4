/**
 * What the configuration needs from the file system. The server passes the implementation of its
 * platform layer; tests pass one made of strings. Paths and contents are byte strings.
 */
export type PathKind = 'file' | 'directory' | 'none';

export interface ConfigFiles {
  /** The content of a file. Throws an Error, with the system's `code` where there is one. */
  readFile(path: string): string;
  /** The names in a directory; none when it cannot be listed. */
  listNames(directory: string): readonly string[];
  kindOfPath(path: string): PathKind;
}

/** An absolute path without `.`, `..` and double slashes; a relative one starts at `directory`. */
export function resolvePath(directory: string, path: string): string {
  const parts: string[] = [];
  const whole = path.startsWith('/') ? path : `${directory}/${path}`;
  for (const part of whole.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
