import { expect, test } from 'vitest';
import {
  cardinalityOfRegisters,
  countCardinality,
  ELEMENT,
  HyperLogLog,
  hashElement,
  mergeRegisters,
} from '../../../src/base/hyperloglog.js';
import {
  HLL_DENSE_SIZE,
  HLL_REGISTER_COUNT,
  hasCachedCardinality,
  isHyperLogLog,
} from '../../../src/base/hyperloglog-layout.js';

const SPARSE_SIZE_MAX = 3000;

function filled(count: number, prefix = 'element:'): HyperLogLog {
  const log = new HyperLogLog();
  log.clear();
  for (let number = 0; number < count; number++) {
    const element = Buffer.from(`..${prefix}${number}..`);
    log.add(element, 2, element.length - 2, SPARSE_SIZE_MAX);
  }
  return log;
}

function registersOf(log: HyperLogLog): Uint8Array {
  const registers = new Uint8Array(HLL_REGISTER_COUNT);
  expect(mergeRegisters(log.bytes, 0, log.length, registers)).toBe(true);
  return registers;
}

test('the string of three elements is the one redis-server makes', () => {
  // GET after PFADD k a b c on redis-server 7.0.15.
  const log = new HyperLogLog();
  log.clear();
  for (const letter of ['a', 'b', 'c']) {
    expect(log.add(Buffer.from(letter), 0, 1, SPARSE_SIZE_MAX)).toBe('changed');
  }
  const text = Buffer.from(log.bytes.subarray(0, log.length)).toString('hex');
  expect(text).toBe('48594c4c01000000000000000000008060f38050b1844bfb80425a');
  expect(log.add(Buffer.from('b'), 0, 1, SPARSE_SIZE_MAX)).toBe('unchanged');
  expect(countCardinality(log.bytes, 0, log.length)).toBe(3n);
});

test('an empty one has a cached cardinality, which the first change drops', () => {
  const log = new HyperLogLog();
  log.clear();
  expect(isHyperLogLog(log.bytes, 0, log.length)).toBe(true);
  expect(hasCachedCardinality(log.bytes, 0)).toBe(true);
  expect(countCardinality(log.bytes, 0, log.length)).toBe(0n);
  log.add(Buffer.from('a'), 0, 1, SPARSE_SIZE_MAX);
  expect(hasCachedCardinality(log.bytes, 0)).toBe(false);
});

test('grows dense beyond the limit and keeps its registers', () => {
  const log = filled(400);
  expect(log.isDense).toBe(false);
  const registers = registersOf(log);
  expect(log.toDense()).toBe(true);
  expect(log.length).toBe(HLL_DENSE_SIZE);
  expect(registersOf(log)).toEqual(registers);
  const larger = filled(4000);
  expect(larger.isDense).toBe(true);
  expect(isHyperLogLog(larger.bytes, 0, larger.length)).toBe(true);
});

test('a value over 32 makes it dense at once', () => {
  const log = filled(1);
  expect(log.raise(7, 32, SPARSE_SIZE_MAX)).toBe('changed');
  expect(log.isDense).toBe(false);
  expect(log.raise(7, 33, SPARSE_SIZE_MAX)).toBe('changed');
  expect(log.isDense).toBe(true);
  expect(registersOf(log)[7]).toBe(33);
});

test('merging is the union, in whatever encodings', () => {
  const small = filled(300, 'left:');
  const large = filled(5000, 'right:');
  const union = registersOf(small);
  mergeRegisters(large.bytes, 0, large.length, union);
  const others = registersOf(large);
  const expected = registersOf(small).map((value, at) => Math.max(value, others[at]));
  expect(union).toEqual(expected);
  const target = filled(0);
  expect(target.raiseAll(union, SPARSE_SIZE_MAX)).toBe('changed');
  expect(target.raiseAll(union, SPARSE_SIZE_MAX)).toBe('unchanged');
  expect(registersOf(target)).toEqual(union);
  const cardinality = cardinalityOfRegisters(union);
  expect(countCardinality(target.bytes, 0, target.length)).toBe(cardinality);
  expect(Math.abs(Number(cardinality) - 5300) / 5300).toBeLessThan(0.03);
});

test('corrupt runs are found by whatever reads them', () => {
  const log = filled(50);
  log.load(log.bytes.slice(), 0, log.length - 1);
  expect(isHyperLogLog(log.bytes, 0, log.length)).toBe(true);
  expect(countCardinality(log.bytes, 0, log.length)).toBeNull();
  expect(log.raise(0, 40, SPARSE_SIZE_MAX)).toBe('corrupt');
  expect(log.raise(HLL_REGISTER_COUNT - 1, 1, SPARSE_SIZE_MAX)).toBe('corrupt');
  expect(log.toDense()).toBe(false);
  const registers = new Uint8Array(HLL_REGISTER_COUNT);
  expect(mergeRegisters(log.bytes, 0, log.length, registers)).toBe(false);
});

test('a copy takes the range it is told and grows for it', () => {
  const dense = filled(4000);
  const source = Buffer.concat([Buffer.from('xx'), dense.bytes.subarray(0, dense.length)]);
  const log = new HyperLogLog();
  log.load(source, 2, source.length);
  expect(log.length).toBe(HLL_DENSE_SIZE);
  expect(registersOf(log)).toEqual(registersOf(dense));
  log.clear();
  expect(log.isDense).toBe(false);
  expect(countCardinality(log.bytes, 0, log.length)).toBe(0n);
});

test('register values are geometric and indexes even', () => {
  const values = new Array<number>(64).fill(0);
  let low = 0;
  for (let number = 0; number < 20_000; number++) {
    const element = Buffer.from(`e${number}`);
    hashElement(element, 0, element.length);
    expect(ELEMENT.index >= 0 && ELEMENT.index < HLL_REGISTER_COUNT).toBe(true);
    if (ELEMENT.index < HLL_REGISTER_COUNT / 2) low++;
    values[ELEMENT.value]++;
  }
  expect(values[0]).toBe(0);
  expect(Math.abs(low - 10_000)).toBeLessThan(400);
  expect(Math.abs(values[1] - 10_000)).toBeLessThan(400);
  expect(Math.abs(values[4] - 1250)).toBeLessThan(200);
});
