import { expect, it } from 'vitest';
import { PREFETCH_KEYS_MAX, Prefetcher } from '../../../src/keyspace/prefetcher.js';
import { setString, smallKeyspace } from '../../support/small-keyspace.js';

const nameOf = (i: number): Buffer => Buffer.from(`--key:${i}--`);

it('gives the hash of each key, those beyond its limit too, and changes nothing', () => {
  const keyspace = smallKeyspace({ pageSizeBytes: 4096 });
  const [db] = keyspace.databases as [(typeof keyspace.databases)[0]];
  for (let i = 0; i < 3000; i += 2) setString(db, `key:${i}`, 'v'.repeat(i % 2000));
  const before = [keyspace.memory.pagesInUse, db.size];
  const prefetcher = new Prefetcher();
  for (let round = 0; round < 30; round++) {
    const count = round * 4;
    for (let k = 0; k < count; k++) {
      const name = nameOf((round * 97 + k) % 3000);
      const hash = prefetcher.add(db, name, 2, name.length - 2);
      expect(hash).toBe(keyspace.hasher.hash(name, 2, name.length - 2));
    }
    prefetcher.run(db);
  }
  expect([keyspace.memory.pagesInUse, db.size]).toEqual(before);
  expect(PREFETCH_KEYS_MAX).toBeLessThan(29 * 4);
  keyspace.verify();
});

it('may look into an empty database', () => {
  const keyspace = smallKeyspace();
  const [db] = keyspace.databases as [(typeof keyspace.databases)[0]];
  const prefetcher = new Prefetcher();
  prefetcher.add(db, Buffer.from('key'), 0, 3);
  prefetcher.run(db);
  prefetcher.run(db);
  expect(keyspace.memory.pagesInUse).toBe(0);
});
