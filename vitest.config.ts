/**
 * Two kinds of tests: those in memory share threads and loaded modules, which makes them start in
 * no time; those that open sockets, start processes or measure memory get a process each.
 */
import { defineConfig } from 'vitest/config';

const IN_MEMORY = ['unit', 'commands', 'meta', 'support'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'memory',
          include: IN_MEMORY.map((folder) => `test/${folder}/**/*.test.ts`),
          pool: 'threads',
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'process',
          include: ['test/**/*.test.ts'],
          exclude: IN_MEMORY.map((folder) => `test/${folder}/**`),
          pool: 'forks',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
