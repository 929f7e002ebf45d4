/**
 * Maps positions in the compiled program back to the TypeScript it was written in, by the source
 * maps that lie beside the compiled files. A map is read when a frame of its file is first asked
 * for, and kept. Where there is no usable map, the position stays that of the running file.
 */
import { SourceMap } from 'node:module';
import { dirname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StackFrame } from './heap-snapshot.js';

/** Gives the text of a file, or null when it cannot be read. */
export type TextReader = (path: string) => string | null;

export class SourcePositions {
  private readonly root: string;
  private readonly readText: TextReader;
  private readonly maps = new Map<string, SourceMap | null>();

  /** `root` is the folder of the package: file names below it are shown relative to it. */
  constructor(root: string, readText: TextReader) {
    this.root = root.endsWith(sep) ? root : root + sep;
    this.readText = readText;
  }

  /** The frame at its place in the source. The function's name stays. */
  resolve(frame: StackFrame): StackFrame {
    const path = toPath(frame.file);
    if (path === null) return frame;
    const map = this.mapOf(path);
    const entry = map?.findEntry(frame.line - 1, frame.column - 1);
    if (entry === undefined || !('originalSource' in entry)) {
      return { ...frame, file: this.displayName(path) };
    }
    return {
      function: frame.function,
      file: this.displayName(resolve(dirname(path), sourcePath(entry.originalSource))),
      line: entry.originalLine + 1,
      column: entry.originalColumn + 1,
    };
  }

  private displayName(path: string): string {
    if (!path.startsWith(this.root)) return path;
    return path.slice(this.root.length).split(sep).join('/');
  }

  private mapOf(path: string): SourceMap | null {
    let map = this.maps.get(path);
    if (map === undefined) {
      map = path.endsWith('js') ? this.load(`${path}.map`) : null;
      this.maps.set(path, map);
    }
    return map;
  }

  private load(path: string): SourceMap | null {
    const text = this.readText(path);
    if (text === null) return null;
    try {
      return new SourceMap(JSON.parse(text));
    } catch {
      // A damaged map costs precision, not the profile.
      return null;
    }
  }
}

/** The path of a file URL or an absolute path; null for `node:` modules, eval and the like. */
function toPath(file: string): string | null {
  if (file.startsWith('file:')) return fileURLToPath(file);
  return file.startsWith(sep) ? file : null;
}

function sourcePath(source: string): string {
  return source.startsWith('file:') ? fileURLToPath(source) : source;
}
