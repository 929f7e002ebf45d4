import { expect, test } from 'vitest';
import { say, withServer } from '../../support/running-server.js';

test('clients are numbered from 1', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    const calls: [string[], string][] = [
      [['CLIENT', 'ID'], ':1'],
      [['CLIENT', 'ID'], ':1'],
    ];
    for (const [call, reply] of calls) {
      expect([call, await say(connection, ...call)]).toEqual([call, reply]);
    }
  }));

test('a number is not given again', () =>
  withServer({}, async (running) => {
    const first = await running.connect();
    expect(await say(first, 'CLIENT', 'ID')).toBe(':1');
    await first.close();
    expect(await say(await running.connect(), 'CLIENT', 'ID')).toBe(':2');
  }));
