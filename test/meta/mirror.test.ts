/** The test folders mirror src: each source has its test file, each test file its source. */
import { describe, expect, it } from 'vitest';
import { expectedTests, sourceOfTest } from '../support/mirror-rules.js';
import { compareWithList } from '../support/shrinking-list.js';
import { listFiles, readRepositorySources } from '../support/source-tree.js';

const sources = readRepositorySources().filter((source) => source.path.startsWith('src/'));
const tests = new Set(listFiles(['test']).filter((path) => path.endsWith('.test.ts')));

describe('the mirror of src in test', () => {
  it('has a test file for each source, except those on the list', () => {
    const untested = sources.filter((source) => {
      const expected = expectedTests(source);
      return expected.length > 0 && !expected.some((path) => tests.has(path));
    });
    const names = untested.map((source) => source.path);
    const advice = 'write the test; what has one leaves test/meta/sources-without-test.json';
    expect(compareWithList(names, 'sources-without-test'), advice).toEqual({
      unlisted: [],
      stale: [],
    });
  });

  it('has a source for each test file', () => {
    const paths = new Set(sources.map((source) => source.path));
    const orphans = [...tests].filter((path) => {
      const source = sourceOfTest(path);
      return source !== undefined && !paths.has(source);
    });
    expect(orphans).toEqual([]);
  });
});
