import { expect, test } from 'vitest';
import { PagedReply } from '../../../src/keyspace/paged-reply.js';
import { CommandHarness } from '../../support/command-harness.js';

const VALUE = Buffer.alloc(50_000, '0123456789abc');

function setUp() {
  const harness = new CommandHarness({ memory: { pageSizeBytes: 4096 } });
  harness.call('SET', 'a', VALUE);
  harness.value('a');
  const { pagedValues } = harness.db.items;
  const head = harness.db.view.valueReference;
  return { harness, reply: new PagedReply(pagedValues, head, 100, 40_100) };
}

function readAll(reply: PagedReply, size: number): Buffer {
  const parts: Uint8Array[] = [];
  for (let part = reply.read(size); part !== null; part = reply.read(size)) parts.push(part);
  return Buffer.concat(parts);
}

test.each([1000, 4096, 65_536])('reads its part in pieces of %i bytes', (size) => {
  const { harness, reply } = setUp();
  expect(reply.length).toBe(40_000);
  expect(reply.heldBytes).toBe(0);
  expect(readAll(reply, size).equals(VALUE.subarray(100, 40_100))).toBe(true);
  reply.close();
  harness.finish();
});

test.each([
  ['overwritten', ['SET', 'a', 'other']],
  ['changed in place', ['SETRANGE', 'a', '20000', 'X']],
  ['removed', ['DEL', 'a']],
  ['removed, to be freed later', ['UNLINK', 'a']],
  ['moved', ['MOVE', 'a', '1']],
  ['flushed', ['FLUSHALL']],
])('what is left is kept when the value is %s', (_how, call) => {
  const { harness, reply } = setUp();
  const first = reply.read(10_000);
  harness.call(...call);
  expect(reply.heldBytes).toBeGreaterThanOrEqual(30_000);
  const all = Buffer.concat([first as Uint8Array, readAll(reply, 7000)]);
  expect(all.equals(VALUE.subarray(100, 40_100))).toBe(true);
  reply.close();
  reply.close();
  expect(reply.heldBytes).toBe(0);
  harness.finish();
});

test('a reply that is closed is told of nothing any more', () => {
  const { harness, reply } = setUp();
  reply.close();
  harness.call('DEL', 'a');
  expect(reply.heldBytes).toBe(0);
  harness.finish();
});
