/** A keyspace in verified memory, for tests of what works on one. */
import type { Database } from '../../src/keyspace/database.js';
import { NO_EXPIRY } from '../../src/keyspace/item-layout.js';
import { Keyspace } from '../../src/keyspace/keyspace.js';
import { setBytes } from '../../src/keyspace/string-values.js';
import { MemoryManager, type MemoryOptions } from '../../src/memory/memory-manager.js';
import { Prng } from './prng.js';

export function smallKeyspace(memory: MemoryOptions = {}, seed = 1): Keyspace {
  const prng = new Prng(seed);
  const random = (): number => prng.next() | 0;
  const manager = new MemoryManager({ isVerifying: true, ...memory });
  return new Keyspace(manager, { databases: 2, seeds: [random(), random()], random });
}

/** Sets a key to a string; both a character a byte. */
export function setString(db: Database, key: string, value: string): void {
  const [name, bytes] = [Buffer.from(key, 'latin1'), Buffer.from(value, 'latin1')];
  const isSet = setBytes(db, name, 0, name.length, bytes, 0, bytes.length, NO_EXPIRY);
  if (!isSet) throw new Error(`no memory for ${key}`);
}
