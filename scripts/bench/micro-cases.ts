/**
 * The small benchmarks: for each a setup and a round, which does a number of operations. They live
 * apart from the program that times them, so that the tests can run them with tiny inputs.
 */
import { KeyHasher } from '../../src/base/siphash.js';
import { MemoryManager } from '../../src/memory/memory-manager.js';
import { SlabAllocator } from '../../src/memory/slab-allocator.js';
import { Arguments } from '../../src/protocol/arguments.js';
import { ReplyWriter } from '../../src/protocol/reply-writer.js';
import { RequestParser } from '../../src/protocol/request-parser.js';
import { HashIndex } from '../../src/structures/hash-index.js';
import { PagedBytes } from '../../src/structures/paged-bytes.js';

export interface MicroCase {
  readonly name: string;
  /** Makes what a round needs for about `size` operations. */
  prepare(size: number): MicroRound;
}

export interface MicroRound {
  /** Operations of one round. */
  readonly operations: number;
  run(): void;
  /** Gives back what is held and throws if the work was not done right. */
  finish(): void;
}

const LIMITS = { bulkBytesMax: 536_870_912, isUnauthenticated: false };
const READ_BYTES = 65_536;
const SITES = { head: 1, page: 2, piece: 3, directory: 4 };
const APPENDED_BYTES = 100;

function check(isRight: boolean, what: string): void {
  if (!isRight) throw new Error(`the benchmark of ${what} does something else than it says`);
}

const requestParser: MicroCase = {
  name: 'request parser: a SET of 16 + 32 bytes',
  prepare(size) {
    const args = new Arguments();
    const parser = new RequestParser(args);
    const request = `*3\r\n$3\r\nSET\r\n$16\r\n${'k'.repeat(16)}\r\n$32\r\n${'v'.repeat(32)}\r\n`;
    const operations = Math.max(1, Math.min(size, Math.floor(READ_BYTES / request.length)));
    const bytes = new Uint8Array(Buffer.from(request.repeat(operations)));
    let end = 0;
    return {
      operations,
      run() {
        end = 0;
        for (let i = 0; i < operations; i++) end = parser.parse(bytes, end, bytes.length, LIMITS);
      },
      finish: () => check(end === bytes.length && args.count === 3, 'the request parser'),
    };
  },
};

const replyWriter: MicroCase = {
  name: 'reply writer: a bulk of 32 bytes and an integer',
  prepare(size) {
    const out = new ReplyWriter();
    const value = new Uint8Array(32).fill(0x76);
    const operations = Math.max(1, Math.min(size, 1000));
    let written = 0;
    return {
      operations,
      run() {
        out.reset(true);
        for (let i = 0; i < operations; i++) {
          out.bulk(value, 0, value.length);
          out.integer(i & 1023);
        }
        written = out.position;
      },
      finish: () => check(written >= operations * ('$32\r\n\r\n'.length + 36), 'the reply writer'),
    };
  },
};

const slabPair: MicroCase = {
  name: 'slab allocator: allocate and release, 40 to 103 bytes',
  prepare(size) {
    const memory = new MemoryManager();
    const slab = new SlabAllocator(memory, 'bench');
    const held = new Int32Array(Math.max(1, Math.min(size, 4096)));
    return {
      operations: held.length,
      run() {
        for (let i = 0; i < held.length; i++) held[i] = slab.allocate(40 + (i & 63), 1);
        for (let i = 0; i < held.length; i++) slab.release(held[i] as number, 40 + (i & 63));
      },
      finish() {
        slab.verify();
        memory.verifyEmpty();
      },
    };
  },
};

/** Keys that are four bytes, the reference itself: what an index costs without its keys. */
class NumberedKeys {
  private readonly hasher = new KeyHasher(1, 2);
  readonly bytes = new Uint8Array(4);
  private readonly other = new Uint8Array(4);

  spell(number: number, target = this.bytes): void {
    target[0] = number;
    target[1] = number >>> 8;
    target[2] = number >>> 16;
    target[3] = number >>> 24;
  }

  keyEquals(reference: number, bytes: Uint8Array, start: number): boolean {
    return (
      bytes[start] === (reference & 255) &&
      bytes[start + 1] === ((reference >>> 8) & 255) &&
      bytes[start + 2] === ((reference >>> 16) & 255) &&
      bytes[start + 3] === reference >>> 24
    );
  }

  hashOf(reference: number): number {
    this.spell(reference, this.other);
    return this.hasher.hash(this.other, 0, 4);
  }
}

const indexInsert: MicroCase = {
  name: 'index: insert, from empty',
  prepare(size) {
    const keys = new NumberedKeys();
    const index = new HashIndex(new MemoryManager(), 'bench', keys);
    return {
      operations: size,
      run() {
        index.clear();
        for (let i = 1; i <= size; i++) index.insert(keys.hashOf(i), i);
      },
      finish: () => check(index.count === size, 'inserting'),
    };
  },
};

const indexFind: MicroCase = {
  name: 'index: find a key that is there, in random order',
  prepare(size) {
    const keys = new NumberedKeys();
    const index = new HashIndex(new MemoryManager(), 'bench', keys);
    for (let i = 1; i <= size; i++) index.insert(keys.hashOf(i), i);
    let found = 0;
    return {
      operations: size,
      run() {
        found = 0;
        let at = 0;
        for (let i = 0; i < size; i++) {
          at = (at + 514_229) % size;
          keys.spell(at + 1);
          if (index.find(keys.hashOf(at + 1), keys.bytes, 0, 4) !== 0) found++;
        }
      },
      finish: () => check(found === size, 'finding'),
    };
  },
};

const pagedAppend: MicroCase = {
  name: 'paged bytes: append 100 bytes to a value of 1 MiB and more',
  prepare(size) {
    const memory = new MemoryManager();
    const slab = new SlabAllocator(memory, 'bench');
    const paged = new PagedBytes(slab, SITES);
    const source = new Uint8Array(1_048_576).fill(1);
    const operations = Math.max(1, Math.min(size, 5000));
    let head = 0;
    return {
      operations,
      run() {
        if (head !== 0) paged.release(head);
        head = paged.createFrom(source, 0, source.length);
        let length = source.length;
        for (let i = 0; i < operations; i++) {
          head = paged.prepareWrite(head, length, length + APPENDED_BYTES);
          paged.write(head, length, source, 0, APPENDED_BYTES);
          length += APPENDED_BYTES;
        }
      },
      finish() {
        const length = paged.length(head);
        check(length === source.length + operations * APPENDED_BYTES, 'appending');
        paged.release(head);
        slab.verify();
        memory.verifyEmpty();
      },
    };
  },
};

export const MICRO_CASES: readonly MicroCase[] = [
  requestParser,
  replyWriter,
  slabPair,
  indexInsert,
  indexFind,
  pagedAppend,
];
