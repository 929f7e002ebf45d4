/**
 * The dense registers of a HyperLogLog: 6 bits each, packed from the lowest bit of the first byte
 * up, so that four registers fill three bytes. Functions take the offset at which the string, not
 * its registers, starts.
 */
import { HLL_DENSE_SIZE, HLL_HEADER_SIZE } from './hyperloglog-layout.js';

const MASK = 63;

export function denseRegister(bytes: Uint8Array, start: number, index: number): number {
  const bit = index * 6;
  const at = start + HLL_HEADER_SIZE + (bit >> 3);
  const shift = bit & 7;
  // A register that ends with its byte has nothing in the next, which may be past the end.
  if (shift <= 2) return (bytes[at] >> shift) & MASK;
  return ((bytes[at] | (bytes[at + 1] << 8)) >> shift) & MASK;
}

/** Raises a register to the value; false if it was as great already. */
export function raiseDenseRegister(
  bytes: Uint8Array,
  start: number,
  index: number,
  value: number,
): boolean {
  if (denseRegister(bytes, start, index) >= value) return false;
  const bit = index * 6;
  const at = start + HLL_HEADER_SIZE + (bit >> 3);
  const shift = bit & 7;
  bytes[at] = (bytes[at] & ~(MASK << shift)) | (value << shift);
  if (shift > 2) {
    bytes[at + 1] = (bytes[at + 1] & ~(MASK >> (8 - shift))) | (value >> (8 - shift));
  }
  return true;
}

/** Adds to the histogram how often each value occurs. */
export function countDenseRegisters(bytes: Uint8Array, start: number, histogram: Int32Array): void {
  const end = start + HLL_DENSE_SIZE;
  for (let at = start + HLL_HEADER_SIZE; at < end; at += 3) {
    const four = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
    histogram[four & MASK]++;
    histogram[(four >> 6) & MASK]++;
    histogram[(four >> 12) & MASK]++;
    histogram[four >> 18]++;
  }
}

/** Raises each of the registers, a byte each, to the dense one's value where that is greater. */
export function mergeDenseRegisters(bytes: Uint8Array, start: number, registers: Uint8Array): void {
  const end = start + HLL_DENSE_SIZE;
  let index = 0;
  for (let at = start + HLL_HEADER_SIZE; at < end; at += 3) {
    let four = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
    for (let count = 0; count < 4; count++) {
      const value = four & MASK;
      if (value > registers[index]) registers[index] = value;
      index++;
      four >>= 6;
    }
  }
}
