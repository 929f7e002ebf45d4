/**
 * CRC-64/Jones, the checksum of RDB files and DUMP payloads: polynomial 0xad93d23594c935a9,
 * reflected, from 0, no final xor. Kept as two 32-bit halves and fed eight bytes at a time through
 * eight tables, so that no bigint is made per byte. Source: the Redis RDB format.
 */

const POLYNOMIAL_HIGH = 0x95ac9329;
const POLYNOMIAL_LOW = 0xac4bc9b5;
const LANES = 8;
const HIGH = new Int32Array(LANES * 256);
const LOW = new Int32Array(LANES * 256);
fillTables();

/** Lane 0 is the usual table; in lane n, the same bytes are followed by n zero bytes. */
function fillTables(): void {
  for (let byte = 0; byte < 256; byte++) {
    let high = 0;
    let low = byte;
    for (let bit = 0; bit < 8; bit++) {
      const isOdd = (low & 1) !== 0;
      low = (low >>> 1) | (high << 31);
      high >>>= 1;
      if (isOdd) {
        high ^= POLYNOMIAL_HIGH;
        low ^= POLYNOMIAL_LOW;
      }
    }
    HIGH[byte] = high;
    LOW[byte] = low;
  }
  for (let entry = 256; entry < LANES * 256; entry++) {
    const high = HIGH[entry - 256];
    const low = LOW[entry - 256];
    HIGH[entry] = (high >>> 8) ^ HIGH[low & 255];
    LOW[entry] = ((low >>> 8) | (high << 24)) ^ LOW[low & 255];
  }
}

/** A checksum over any number of pieces. */
export class Crc64 {
  private high = 0;
  private low = 0;

  /** Starts over. */
  reset(): void {
    this.high = 0;
    this.low = 0;
  }

  /** Feeds bytes[start, end). */
  update(bytes: Uint8Array, start: number, end: number): void {
    let high = this.high | 0;
    let low = this.low | 0;
    let at = start;
    for (; end - at >= LANES; at += LANES) {
      low ^= bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
      high ^= bytes[at + 4] | (bytes[at + 5] << 8) | (bytes[at + 6] << 16) | (bytes[at + 7] << 24);
      const a = (low & 255) | 0x700;
      const b = ((low >>> 8) & 255) | 0x600;
      const c = ((low >>> 16) & 255) | 0x500;
      const d = (low >>> 24) | 0x400;
      const e = (high & 255) | 0x300;
      const f = ((high >>> 8) & 255) | 0x200;
      const g = ((high >>> 16) & 255) | 0x100;
      const h = high >>> 24;
      low = LOW[a] ^ LOW[b] ^ LOW[c] ^ LOW[d] ^ LOW[e] ^ LOW[f] ^ LOW[g] ^ LOW[h];
      high = HIGH[a] ^ HIGH[b] ^ HIGH[c] ^ HIGH[d] ^ HIGH[e] ^ HIGH[f] ^ HIGH[g] ^ HIGH[h];
    }
    for (; at < end; at++) {
      const entry = (low ^ bytes[at]) & 255;
      low = ((low >>> 8) | (high << 24)) ^ LOW[entry];
      high = (high >>> 8) ^ HIGH[entry];
    }
    this.high = high;
    this.low = low;
  }

  /** The checksum so far, unsigned. */
  get value(): bigint {
    return (BigInt(this.high >>> 0) << 32n) | BigInt(this.low >>> 0);
  }

  /** Writes the checksum at target[at] as eight bytes, least significant first. */
  writeTo(target: Uint8Array, at: number): void {
    for (let index = 0; index < 4; index++) {
      target[at + index] = this.low >>> (8 * index);
      target[at + 4 + index] = this.high >>> (8 * index);
    }
  }

  /** True if the eight bytes at bytes[at], least significant first, are the checksum. */
  equalsAt(bytes: Uint8Array, at: number): boolean {
    for (let index = 0; index < 4; index++) {
      if (bytes[at + index] !== ((this.low >>> (8 * index)) & 255)) return false;
      if (bytes[at + 4 + index] !== ((this.high >>> (8 * index)) & 255)) return false;
    }
    return true;
  }
}
