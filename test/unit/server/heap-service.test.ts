import { expect, test } from 'vitest';
import { decodeReply, pairsOf, textOf } from '../../support/reply-tree.js';
import { withServer } from '../../support/running-server.js';

test('allocations belong to the command that is executed, servers apart', async () => {
  await withServer({}, async (one) => {
    await withServer({}, async (other) => {
      const asker = await one.connect();
      const second = await other.connect();
      await asker.call('MEMORY', 'HEAP', 'ENABLE');
      await asker.pipeline([
        ['SET', 'a:1', 'x'.repeat(100)],
        ['INCR', 'b:1'],
        ['SETRANGE', 'c:1', '5000', 'x'],
        ['APPEND', 'c:1', 'y'.repeat(40_000)],
      ]);
      await second.call('SET', 'foreign:1', 'x');
      const profile = one.server.heap.profiler.profile();
      const rows = [...profile.ids].map((id) => profile.contextOf(id));
      const commands = new Map<string, Set<string>>();
      for (const row of rows.filter(({ inUseObjects }) => inUseObjects > 0)) {
        commands.set(row.prefix, (commands.get(row.prefix) ?? new Set()).add(row.command));
      }
      expect(commands.get('a:')).toEqual(new Set(['set']));
      expect(commands.get('b:')).toEqual(new Set(['incr']));
      expect(commands.get('c:')).toEqual(new Set(['setrange', 'append']));
      expect(commands.has('foreign:')).toBe(false);
      expect(profile.coverage).toBe(1);
      expect(other.server.heap.profiler.isEnabled).toBe(false);
      one.server.heap.profiler.verify();
    });
  });
});

test('a client that leaves while it waits for a dump disturbs nobody', async () => {
  await withServer({}, async (running) => {
    const leaver = await running.connect();
    const asker = await running.connect();
    await asker.call('MEMORY', 'HEAP', 'ENABLE');
    leaver.send('MEMORY', 'HEAP', 'DUMP');
    await leaver.close();
    const reply = decodeReply(await asker.call('MEMORY', 'HEAP', 'STATUS'));
    expect(textOf(pairsOf(reply.items).get('enabled')!)).toBe('1');
  });
});

test('closing with a profile and a dump under way gives all memory back', async () => {
  await withServer({}, async (running) => {
    const asker = await running.connect();
    await asker.call('MEMORY', 'HEAP', 'ENABLE');
    for (let i = 0; i < 100; i++) await asker.call('SET', `a:${i}`, 'x'.repeat(i * 100));
    asker.send('MEMORY', 'HEAP', 'DUMP');
  });
});
