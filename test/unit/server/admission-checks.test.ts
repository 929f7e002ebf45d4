import { expect, test } from 'vitest';
import { ERRORS } from '../../../src/base/errors.js';
import { CommandTable } from '../../../src/commands/command-table.js';
import type { Command } from '../../../src/commands/define-command.js';
import { COMMANDS } from '../../../src/commands/index.js';
import { Budget } from '../../../src/memory/budget.js';
import { admissionChecks } from '../../../src/server/admission-checks.js';
import type { Client } from '../../../src/server/client.js';
import { ClientPause } from '../../../src/server/client-pause.js';
import { WAIT } from '../../../src/server/dispatcher.js';
import { ManualClock } from '../../support/manual-clock.js';

const table = new CommandTable(COMMANDS);
const command = (name: string): Command => table.byName(name) as Command;
const timers = { every: () => () => {}, after: () => () => {}, soon: () => {} };

function fixture() {
  const budget = new Budget();
  const pause = new ClientPause(new ManualClock(), timers);
  const checks = admissionChecks({ budget, pause });
  const client = { limits: { isUnauthenticated: false }, isAuthenticated: true, isMonitor: false };
  const held: string[] = [];
  const full = Object.assign(client, { hold: () => held.push('held') }) as unknown as Client;
  const ask = (name: string): string | null => {
    for (const check of checks) {
      const answer = check(full, command(name));
      if (answer !== null) return answer;
    }
    return null;
  };
  return { budget, pause, client, held, ask };
}

test('nothing is refused without a reason', () => {
  const { ask } = fixture();
  expect(['set', 'get', 'ping', 'auth'].map(ask)).toEqual([null, null, null, null]);
});

test('the first reason in the order of Redis is the answer', () => {
  const { budget, pause, client, held, ask } = fixture();
  pause.pause(1000, 'all');
  expect(ask('get')).toBe(WAIT);
  expect(held).toEqual(['held']);
  client.isMonitor = true;
  expect(ask('get')).toBe(ERRORS.replicaTouchesKeys);
  expect(ask('ping')).toBe(null);
  budget.limitBytes = 10;
  budget.usedBytes = 11;
  expect(ask('set')).toBe(ERRORS.outOfMemory);
  expect(ask('get')).toBe(ERRORS.replicaTouchesKeys);
  Object.assign(client, { limits: { isUnauthenticated: true }, isAuthenticated: false });
  expect(ask('set')).toBe(ERRORS.noAuth);
  expect(ask('ping')).toBe(ERRORS.noAuth);
  expect(['auth', 'hello', 'quit', 'reset'].map(ask)).toEqual([null, null, null, null]);
});
