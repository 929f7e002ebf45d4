/** The repository as somebody else's clone finds it: nothing in it knows where it was made. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from '../support/source-tree.js';

const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: REPOSITORY, encoding: 'utf8' })
  .split('\0')
  .filter((path) => path !== '');

function read(path: string): string {
  return readFileSync(join(REPOSITORY, path), 'utf8');
}

/** The places in tracked text files where the pattern matches, as `path:line text`. */
function occurrences(pattern: RegExp): string[] {
  return tracked.flatMap((path) => {
    const text = read(path);
    if (text.includes('\0')) return [];
    return text.split('\n').flatMap((line, index) => {
      const match = pattern.exec(line);
      return match === null ? [] : [`${path}:${index + 1} ${match[0]}`];
    });
  });
}

describe('the repository', () => {
  it('tracks files, and none that a build or an installation makes', () => {
    expect(tracked.length).toBeGreaterThan(30);
    expect(tracked.filter((path) => /^(node_modules|dist|coverage)(\/|$)/.test(path))).toEqual([]);
  });

  it('has a lock file without download addresses', () => {
    const lock = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { resolved?: string; integrity?: string }>;
    };
    const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
    expect(packages.length).toBeGreaterThan(10);
    expect(packages.filter(([, entry]) => entry.resolved !== undefined)).toEqual([]);
    expect(packages.filter(([, entry]) => entry.integrity === undefined)).toEqual([]);
    expect(read('package-lock.json')).not.toMatch(/https?:\/\/[^"]*\.tgz/);
  });

  it('depends on no package that runs a script of its own when installed', () => {
    expect(read('package-lock.json')).not.toContain('"hasInstallScript"');
  });

  it('has no absolute paths of the machine it was made on', () => {
    expect(occurrences(/(^|[\s"'`(=:])\/(wor[k]|roo[t]|home\/\w+)\//)).toEqual([]);
  });

  it('names no host that packages are fetched from', () => {
    const hosts = /\b(regis[t]ry|mirror|artifacts?|nexus|deb)\.[\w.-]+\.(org|com|net|io|dev)\b/;
    expect(occurrences(hosts)).toEqual([]);
  });

  it('names in the README the commands that install and test it', () => {
    const readme = read('README.md');
    expect(readme).toMatch(/\bnpm ci\b/);
    expect(readme).toMatch(/\bnpm test\b/);
  });
});
