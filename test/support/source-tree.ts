/**
 * The repository's TypeScript files as text and syntax tree, for the tests that enforce rules over
 * source. The compiler itself parses, so that no rule is fooled by a comment, a string or a regular
 * expression. Only syntax is read, never types.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Node, SourceFile } from 'typescript/unstable/ast';
import { createVirtualFileSystem } from 'typescript/unstable/fs';
import { API } from 'typescript/unstable/sync';

/** One TypeScript file; `path` is relative to the repository, with forward slashes. */
export interface Source {
  path: string;
  text: string;
  tree: SourceFile;
}

/** A place that breaks a rule; `line` starts at 1. */
export interface Finding {
  path: string;
  line: number;
  message: string;
}

export const REPOSITORY = join(import.meta.dirname, '../..');

const PARSED_FOLDERS = ['src', 'test', 'scripts'];

let repositorySources: readonly Source[] | undefined;

/** Every `.ts` file under src, test and scripts, by path; read once a process. */
export function readRepositorySources(): readonly Source[] {
  repositorySources ??= parse(
    listFiles(PARSED_FOLDERS).filter((path) => path.endsWith('.ts')),
    REPOSITORY,
    new API({ cwd: REPOSITORY }),
  );
  return repositorySources;
}

/** Parses files that exist in no folder: `files` has the text by path. */
export function parseSources(files: Record<string, string>): readonly Source[] {
  const root = '/snippets';
  const virtual: Record<string, string> = { [`${root}/tsconfig.json`]: '{"include":["**/*"]}' };
  for (const [path, text] of Object.entries(files)) virtual[`${root}/${path}`] = text;
  const api = new API({ cwd: root, fs: createVirtualFileSystem(virtual) });
  return parse(Object.keys(files), root, api, files);
}

/** Every file under the folders, relative to the repository, sorted; a missing folder has none. */
export function listFiles(folders: readonly string[]): string[] {
  const found: string[] = [];
  for (const folder of folders) {
    for (const entry of readFolder(folder)) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) found.push(...listFiles([path]));
      else found.push(path);
    }
  }
  return found.sort();
}

/** Calls `visit` on the node and on all nodes below it, in source order. */
export function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}

export function lineOf(source: Source, node: Node): number {
  return source.tree.getLineAndCharacterOfPosition(node.getStart(source.tree)).line + 1;
}

export function describeFindings(findings: readonly Finding[]): string[] {
  return findings.map((finding) => `${finding.path}:${finding.line} ${finding.message}`);
}

function readFolder(folder: string) {
  try {
    return readdirSync(join(REPOSITORY, folder), { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function parse(
  paths: readonly string[],
  root: string,
  api: API,
  texts?: Record<string, string>,
): readonly Source[] {
  const config = `${root}/tsconfig.json`;
  const snapshot = api.updateSnapshot({ openProjects: [config] });
  const project = snapshot.getProject(config);
  if (project === undefined) throw new Error(`no project at ${config}`);
  const sources = paths.map((path) => {
    const tree = project.program.getSourceFile(`${root}/${path}`);
    if (tree === undefined) throw new Error(`${path} is not part of ${config}`);
    return { path, text: texts?.[path] ?? readFileSync(`${root}/${path}`, 'utf8'), tree };
  });
  snapshot.dispose();
  api.close();
  return sources;
}
