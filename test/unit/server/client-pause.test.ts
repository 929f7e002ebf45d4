import { expect, test } from 'vitest';
import { arg } from '../../../src/commands/argument-specs.js';
import { CommandTable } from '../../../src/commands/command-table.js';
import { defineCommand } from '../../../src/commands/define-command.js';
import { COMMANDS } from '../../../src/commands/index.js';
import { keyRange } from '../../../src/commands/key-specs.js';
import { reply } from '../../../src/commands/reply-schemas.js';
import type { Client } from '../../../src/server/client.js';
import { ClientPause } from '../../../src/server/client-pause.js';
import { WAIT } from '../../../src/server/dispatcher.js';
import { ManualClock } from '../../support/manual-clock.js';

const table = new CommandTable(COMMANDS);
const get = table.byName('get')!;
const set = table.byName('set')!;

/** Reads keys and may yet change them, as PFCOUNT does. */
const countAndNote = defineCommand({
  name: 'countandnote',
  group: 'hyperloglog',
  since: '1.0.0',
  complexity: 'O(1)',
  summary: 'An example',
  arity: 2,
  flags: ['readonly'],
  keys: keyRange({ first: 1, flags: ['RW', 'access'] }),
  args: [arg.key('key')],
  reply: reply.integer(),
  execute() {},
});

class Fixture {
  readonly clock = new ManualClock(5_000_000);
  readonly delays: number[] = [];
  readonly released: number[] = [];
  due: (() => void) | null = null;
  private soon: (() => void)[] = [];
  readonly pause = new ClientPause(this.clock, {
    every: () => () => {},
    after: (delayMs, work) => {
      this.delays.push(delayMs);
      this.due = work;
      return () => {
        if (this.due === work) this.due = null;
      };
    },
    soon: (work) => this.soon.push(work),
  });

  client(id: number): Client {
    const client = { id, isMonitor: false, hold() {}, release: () => this.released.push(id) };
    return client as unknown as Client;
  }

  runSoon(): void {
    for (const work of this.soon.splice(0)) work();
  }
}

test('the timer ends the pause and lets all go', () => {
  const f = new Fixture();
  f.pause.pause(100, 'all');
  expect(f.pause.check(f.client(1), get)).toBe(WAIT);
  expect(f.pause.check(f.client(2), set)).toBe(WAIT);
  expect(f.pause.heldCount).toBe(2);
  f.clock.advanceMs(100);
  f.due?.();
  expect(f.released).toEqual([1, 2]);
  expect(f.pause.current).toBe(null);
  expect(f.pause.check(f.client(3), set)).toBe(null);
});

test('WRITE lets pass what cannot change data', () => {
  const f = new Fixture();
  f.pause.pause(100, 'write');
  expect(f.pause.check(f.client(1), get)).toBe(null);
  expect(f.pause.check(f.client(1), set)).toBe(WAIT);
  expect(f.pause.check(f.client(2), countAndNote)).toBe(WAIT);
});

test('of two pauses the wider mode and the later end hold', () => {
  const f = new Fixture();
  f.pause.pause(1000, 'write');
  f.pause.pause(10, 'all');
  f.pause.pause(10, 'write');
  expect(f.pause.current).toBe('all');
  f.clock.advanceMs(500);
  f.due?.();
  expect(f.pause.current).toBe('all');
  f.clock.advanceMs(500);
  f.due?.();
  expect(f.pause.current).toBe(null);
});

test('a pause longer than timers take is continued', () => {
  const f = new Fixture();
  f.pause.pause(9e18, 'all');
  expect(f.delays).toEqual([2_147_483_647]);
  f.clock.advanceMs(2_147_483_647);
  f.due?.();
  expect(f.delays.length).toBe(2);
  expect(f.pause.current).toBe('all');
});

test('UNPAUSE lets go only after the requests being executed', () => {
  const f = new Fixture();
  f.pause.pause(1000, 'all');
  f.pause.check(f.client(1), set);
  f.pause.unpause();
  expect(f.pause.current).toBe(null);
  expect(f.released).toEqual([]);
  f.runSoon();
  expect(f.released).toEqual([1]);
  expect(f.due).toBe(null);
});

test('who is gone is not released', () => {
  const f = new Fixture();
  f.pause.pause(1000, 'all');
  const client = f.client(1);
  f.pause.check(client, set);
  f.pause.forget(client);
  f.pause.unpause();
  f.runSoon();
  expect(f.released).toEqual([]);
});
