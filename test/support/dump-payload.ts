/**
 * Builds the payloads that RESTORE takes, whole and damaged, without asking a server for them.
 * Layout: the value as in an RDB file, two bytes of RDB version and a CRC64 (Jones) of all before
 * it, both little endian. Source: the Redis RDB format, versions 9 and 10.
 */
const POLYNOMIAL = 0x95ac9329ac4bc9b5n;
const TABLE = Array.from({ length: 256 }, (_, index) => {
  let crc = BigInt(index);
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1n ? (crc >> 1n) ^ POLYNOMIAL : crc >> 1n;
  return crc;
});

/** CRC-64 with Redis's polynomial, reflected, starting from 0. */
export function crc64(bytes: Buffer): bigint {
  let crc = 0n;
  for (const byte of bytes) crc = (TABLE[Number(crc & 0xffn) ^ byte] as bigint) ^ (crc >> 8n);
  return crc;
}

/** Appends version and checksum to a serialised value. */
export function sealPayload(value: Buffer, version = 10): Buffer {
  const out = Buffer.alloc(value.length + 10);
  value.copy(out);
  out.writeUInt16LE(version, value.length);
  out.writeBigUInt64LE(crc64(out.subarray(0, value.length + 2)), value.length + 2);
  return out;
}

/** A string value with its length in the shortest form. */
export function stringValue(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0]), lengthPrefix(bytes.length), bytes]);
}

/** A string value stored as an integer of 1, 2 or 4 bytes. */
export function integerValue(value: number, size: 1 | 2 | 4): Buffer {
  const out = Buffer.alloc(2 + size);
  out[1] = 0xc0 | (size >> 1);
  out.writeIntLE(value, 2, size);
  return out;
}

/** A string value of one byte repeated, compressed with LZF as a literal and back references. */
export function compressedValue(byte: number, count: number): Buffer {
  const lzf: number[] = [0, byte];
  let left = count - 1;
  while (left > 0) {
    const run = left >= 3 ? Math.min(264, left) : 0;
    if (run === 0) {
      lzf.push(left - 1, ...Array<number>(left).fill(byte));
      break;
    }
    if (run < 9) lzf.push((run - 2) << 5, 0);
    else lzf.push(7 << 5, run - 9, 0);
    left -= run;
  }
  const head = Buffer.concat([lengthPrefix(lzf.length), lengthPrefix(count)]);
  return Buffer.concat([Buffer.from([0, 0xc3]), head, Buffer.from(lzf)]);
}

/** An RDB length in its shortest form: 6, 14 or 32 bits. */
export function lengthPrefix(length: number): Buffer {
  if (length < 64) return Buffer.from([length]);
  if (length < 16_384) return Buffer.from([0x40 | (length >> 8), length & 255]);
  const out = Buffer.alloc(5);
  out[0] = 0x80;
  out.writeUInt32BE(length, 1);
  return out;
}
