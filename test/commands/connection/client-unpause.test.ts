import { expect, test } from 'vitest';
import { say, shown, withServer } from '../../support/running-server.js';

test('it ends a pause, also one that its own client waits behind', () =>
  withServer({}, async (running) => {
    const a = await running.connect();
    expect(await say(a, 'CLIENT', 'UNPAUSE')).toBe('+OK');
    expect(await say(a, 'CLIENT', 'PAUSE', '60000', 'WRITE')).toBe('+OK');
    const b = await running.connect();
    b.send('SET', 'k', 'v');
    // Both in one read: the requests of b must not run in the middle of those of a.
    const replies = await a.pipeline([
      ['CLIENT', 'UNPAUSE'],
      ['SET', 'k', 'w'],
      ['GET', 'k'],
    ]);
    expect(replies.map(shown)).toEqual(['+OK', '+OK', '$1 w']);
    expect(shown(await b.nextFrame())).toBe('+OK');
    expect(running.server.clients.paused.current).toBe(null);
  }));
