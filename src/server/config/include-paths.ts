/**
 * The files that an `include` names. A path with * ? or [ is a pattern, in any of its parts; it
 * stands for all matches in alphabetical order, possibly none. Hidden names need a leading dot.
 */
import { type ConfigFiles, resolvePath } from './config-files.js';
import { isPattern, matchesPattern } from './name-pattern.js';

/** Absolute paths of the matches, a relative pattern starting at `directory`; or `path` itself. */
export function includePaths(files: ConfigFiles, directory: string, path: string): string[] {
  if (!isPattern(path)) return [path];
  const absolute = resolvePath(directory, path);
  let found = [''];
  for (const part of absolute.split('/').slice(1)) {
    found = isPattern(part)
      ? found.flatMap((parent) => matchesIn(files, parent, part))
      : found.map((parent) => `${parent}/${part}`);
  }
  return found.filter((name) => files.kindOfPath(name) === 'file').sort();
}

function matchesIn(files: ConfigFiles, parent: string, pattern: string): string[] {
  const isHiddenWanted = pattern.startsWith('.');
  return files
    .listNames(parent === '' ? '/' : parent)
    .filter(
      (name) => matchesPattern(pattern, name, 'exact') && (isHiddenWanted || !name.startsWith('.')),
    )
    .map((name) => `${parent}/${name}`);
}
