/** Builds the same HyperLogLogs here and on redis-server and compares their bytes. */
import { expect, test } from 'vitest';
import {
  cardinalityOfRegisters,
  countCardinality,
  HyperLogLog,
  mergeRegisters,
} from '../../../src/base/hyperloglog.js';
import {
  cachedCardinality,
  dropCachedCardinality,
  HLL_DENSE,
  HLL_DENSE_SIZE,
  HLL_REGISTER_COUNT,
  hasCachedCardinality,
  isHyperLogLog,
  storeCardinality,
  writeHeader,
} from '../../../src/base/hyperloglog-layout.js';
import { describeSparseRegisters } from '../../../src/base/hyperloglog-sparse.js';
import { countFrom, Prng, seedFrom } from '../../support/prng.js';
import { decodeReply } from '../../support/reply-tree.js';
import type { RespConnection } from '../../support/resp-connection.js';
import { redisServerIsThere, startRedisServer } from '../../support/server-process.js';

const isThere = redisServerIsThere('comparing HyperLogLogs');
const KEYS = ['a', 'b', 'c', 'd'];
const CORRUPT = '-INVALIDOBJ Corrupted HLL object detected\r\n';
const NOT_ONE = '-WRONGTYPE Key is not a valid HyperLogLog string value.\r\n';

/** What PFADD, PFCOUNT and PFMERGE do to strings, made of the functions under test. */
class Model {
  readonly strings = new Map<string, Buffer>();
  sparseSizeMax = 3000;
  private readonly scratch = new HyperLogLog();

  add(key: string, elements: readonly Buffer[]): string {
    const refusal = this.open(key);
    if (refusal !== null) return refusal;
    let isChanged = !this.strings.has(key);
    for (const element of elements) {
      const outcome = this.scratch.add(element, 0, element.length, this.sparseSizeMax);
      if (outcome === 'corrupt') return CORRUPT;
      if (outcome === 'changed') isChanged = true;
    }
    if (isChanged) dropCachedCardinality(this.scratch.bytes, 0);
    this.save(key);
    return `:${isChanged ? 1 : 0}\r\n`;
  }

  count(keys: readonly string[]): string {
    if (keys.length > 1) return this.countUnion(keys);
    const string = this.strings.get(keys[0]);
    if (string === undefined) return ':0\r\n';
    if (!isHyperLogLog(string, 0, string.length)) return NOT_ONE;
    if (hasCachedCardinality(string, 0)) return `:${cachedCardinality(string, 0)}\r\n`;
    const cardinality = countCardinality(string, 0, string.length);
    if (cardinality === null) return CORRUPT;
    storeCardinality(string, 0, cardinality);
    return `:${cardinality}\r\n`;
  }

  merge(target: string, sources: readonly string[]): string {
    const registers = new Uint8Array(HLL_REGISTER_COUNT);
    const all = [target, ...sources];
    const refusal = this.collect(all, registers);
    if (refusal !== null) return refusal;
    const isDense = all.some((key) => this.strings.get(key)?.[4] === 0);
    this.open(target);
    if (isDense && !this.scratch.toDense()) return CORRUPT;
    this.scratch.raiseAll(registers, this.sparseSizeMax);
    dropCachedCardinality(this.scratch.bytes, 0);
    this.save(target);
    return '+OK\r\n';
  }

  private countUnion(keys: readonly string[]): string {
    const registers = new Uint8Array(HLL_REGISTER_COUNT);
    return this.collect(keys, registers) ?? `:${cardinalityOfRegisters(registers)}\r\n`;
  }

  private collect(keys: readonly string[], registers: Uint8Array): string | null {
    for (const key of keys) {
      const string = this.strings.get(key);
      if (string === undefined) continue;
      if (!isHyperLogLog(string, 0, string.length)) return NOT_ONE;
      if (!mergeRegisters(string, 0, string.length, registers)) return CORRUPT;
    }
    return null;
  }

  private open(key: string): string | null {
    const string = this.strings.get(key);
    if (string === undefined) this.scratch.clear();
    else if (!isHyperLogLog(string, 0, string.length)) return NOT_ONE;
    else this.scratch.load(string, 0, string.length);
    return null;
  }

  private save(key: string): void {
    this.strings.set(key, Buffer.from(this.scratch.bytes.subarray(0, this.scratch.length)));
  }
}

function elements(prng: Prng): Buffer[] {
  const range = prng.pick([20, 3000, 100_000]);
  const count = prng.pick([0, 1, 3, 20, 300]);
  return Array.from({ length: count }, () => Buffer.from(`element:${prng.integer(0, range)}`));
}

async function step(prng: Prng, model: Model, connection: RespConnection): Promise<void> {
  const key = prng.pick(KEYS);
  const others = Array.from({ length: prng.integer(0, 3) }, () => prng.pick(KEYS));
  const choice = prng.integer(0, 99);
  let reply = '';
  let expected: Buffer;
  if (choice < 60) {
    const added = elements(prng);
    reply = model.add(key, added);
    expected = await connection.call('PFADD', key, ...added);
  } else if (choice < 80) {
    reply = model.count([key, ...others]);
    expected = await connection.call('PFCOUNT', key, ...others);
  } else if (choice < 94) {
    reply = model.merge(key, others);
    expected = await connection.call('PFMERGE', key, ...others);
  } else {
    const isDeletion = prng.chance(0.5);
    if (isDeletion) model.strings.delete(key);
    else model.sparseSizeMax = prng.pick([0, 18, 30, 100, 700, 3000, 16_000]);
    expected = isDeletion
      ? await connection.call('DEL', key)
      : await connection.call('CONFIG', 'SET', 'hll-sparse-max-bytes', model.sparseSizeMax);
    reply = expected.toString();
  }
  expect(reply).toBe(expected.toString());
}

async function expectSameStrings(model: Model, connection: RespConnection): Promise<void> {
  for (const key of KEYS) {
    const found = model.strings.get(key);
    const reply = decodeReply(await connection.call('GET', key));
    if (found === undefined) expect(reply.kind).toBe('null');
    else expect(found.equals(reply.bytes), `the string of ${key}`).toBe(true);
  }
}

test.skipIf(!isThere)('the same commands give the same strings and counts', async () => {
  const seed = seedFrom('HYPERLOGLOG_SEED');
  const prng = new Prng(seed);
  const server = await startRedisServer();
  try {
    const connection = await server.connect();
    const model = new Model();
    const rounds = countFrom('HYPERLOGLOG_ROUNDS', 1500);
    for (let round = 0; round < rounds; round++) {
      try {
        await step(prng, model, connection);
        await expectSameStrings(model, connection);
      } catch (error) {
        throw new Error(`round ${round}, seed ${seed}`, { cause: error });
      }
    }
    await connection.close();
  } finally {
    await server.stop();
  }
});

test.skipIf(!isThere)('registers beyond all elements give the same count', async () => {
  const server = await startRedisServer();
  try {
    const connection = await server.connect();
    for (const byte of [0xff, 0x82, 0x33, 0xcf, 0x20, 0x3c, 0xc3]) {
      const model = new Model();
      const string = Buffer.alloc(HLL_DENSE_SIZE, byte);
      writeHeader(string, 0, HLL_DENSE);
      dropCachedCardinality(string, 0);
      model.strings.set('a', string);
      await connection.call('SET', 'a', string);
      for (const keys of [['a', 'b'], ['a'], ['a']]) {
        const reply = (await connection.call('PFCOUNT', ...keys)).toString();
        expect(model.count(keys), `registers of ${byte}`).toBe(reply);
      }
    }
    await connection.close();
  } finally {
    await server.stop();
  }
});

test.skipIf(!isThere)('damaged strings are refused where redis-server refuses them', async () => {
  const seed = seedFrom('HYPERLOGLOG_SEED');
  const prng = new Prng(seed);
  const server = await startRedisServer();
  try {
    const connection = await server.connect();
    for (let round = 0; round < 400; round++) {
      const model = new Model();
      model.add('a', elements(prng));
      const string = damaged(prng, model.strings.get('a') as Buffer);
      model.strings.set('a', string);
      await connection.call('DEL', 'b', 'c');
      await connection.call('SET', 'a', string);
      const context = `seed ${seed}, round ${round}, ${string.toString('hex').slice(0, 80)}`;
      const union = (await connection.call('PFCOUNT', 'a', 'b')).toString();
      expect(model.count(['a', 'b']), context).toBe(union);
      expect(model.count(['a']), context).toBe((await connection.call('PFCOUNT', 'a')).toString());
      const merged = (await connection.call('PFMERGE', 'c', 'a')).toString();
      expect(model.merge('c', ['a']), context).toBe(merged);
    }
    await connection.close();
  } finally {
    await server.stop();
  }
});

/** A string with a changed, removed or added byte, anywhere but in the cached cardinality. */
function damaged(prng: Prng, string: Buffer): Buffer {
  const copy = Buffer.from(string);
  const at = prng.chance(0.3) ? prng.integer(0, 7) : prng.integer(16, copy.length - 1);
  const choice = prng.integer(0, 2);
  if (choice === 0) copy[at] ^= 1 << prng.integer(0, 7);
  if (choice === 1) return Buffer.concat([copy.subarray(0, at), copy.subarray(at + 1)]);
  if (choice === 2) return Buffer.concat([copy.subarray(0, at), prng.bytes(1), copy.subarray(at)]);
  return copy;
}

test.skipIf(!isThere)('sparse registers are described as PFDEBUG DECODE does', async () => {
  const seed = seedFrom('HYPERLOGLOG_SEED');
  const prng = new Prng(seed);
  const server = await startRedisServer();
  try {
    const connection = await server.connect();
    const model = new Model();
    for (let round = 0; round < 30; round++) {
      const added = Array.from({ length: 20 }, () => prng.bytes(8));
      model.add('a', added);
      await connection.call('PFADD', 'a', ...added);
      const reply = decodeReply(await connection.call('PFDEBUG', 'DECODE', 'a'));
      const string = model.strings.get('a') as Buffer;
      const text = describeSparseRegisters(string, 0, string.length);
      expect(text, `seed ${seed}`).toBe(reply.bytes.toString());
    }
    await connection.close();
  } finally {
    await server.stop();
  }
});
