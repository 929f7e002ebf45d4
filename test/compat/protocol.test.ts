/**
 * What servers do with bytes as such: every case is sent whole, split in two at every byte, and a
 * byte at a time, and the stream that comes back is compared with redis-server's.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { escapeBytes } from '../support/describe-bytes.js';
import { RawConnection } from '../support/raw-connection.js';
import {
  redisServerIsThere,
  referenceLacks,
  type ServerProcess,
  startRedisServer,
  startSubject,
  subjectIsReference,
} from '../support/server-process.js';
import { ARGUMENTS_MAX, inNewerWords } from './differences.js';
import { PROTOCOL_CASES, type ProtocolCase, UNAUTHENTICATED_CASES } from './protocol-cases.js';

const MARK = 'END-OF-CASE';
const REPLY_TIMEOUT_MS = 5_000;
const QUIET_MS = 150;
const SPLIT_GAP_MS = 4;
/** Longer cases are split at some bytes only. */
const EVERY_BYTE_MAX = 256;
const CONNECTIONS_AT_ONCE = 300;

/** Sends the pieces with a pause after each, and returns all that comes back, then how it ended. */
async function converse(port: number, kase: ProtocolCase, pieces: Buffer[]): Promise<string> {
  const connection = await RawConnection.open(port);
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) await delay(SPLIT_GAP_MS);
    connection.write(piece);
  }
  if (kase.ends === 'open') {
    connection.write(`*1\r\n$${MARK.length}\r\n${MARK}\r\n`);
    await connection.until(() => connection.received.includes(MARK), REPLY_TIMEOUT_MS);
  } else if (kase.ends === 'closes') await connection.untilClosed(REPLY_TIMEOUT_MS);
  else await connection.until(() => false, QUIET_MS);
  const how = connection.isClosed ? '(closed)' : '(open)';
  connection.close();
  return escapeBytes(connection.received, 100_000) + how;
}

/** The places to split at: every byte of a short case, some of a long one. */
function splitPoints(bytes: Buffer): number[] {
  const all = Array.from({ length: Math.max(0, bytes.length - 1) }, (_, index) => index + 1);
  if (bytes.length <= EVERY_BYTE_MAX) return all;
  const step = Math.ceil(bytes.length / 24);
  return all.filter((at) => at <= 16 || at > bytes.length - 16 || at % step === 0);
}

async function inTurns<T>(items: readonly T[], each: (item: T) => Promise<void>): Promise<void> {
  for (let from = 0; from < items.length; from += CONNECTIONS_AT_ONCE) {
    await Promise.all(items.slice(from, from + CONNECTIONS_AT_ONCE).map((item) => each(item)));
  }
}

function compareCases(
  cases: readonly ProtocolCase[],
  servers: () => { reference: ServerProcess; subject: ServerProcess },
): void {
  it.concurrent.each(cases)('$name', async (kase) => {
    const { reference, subject } = servers();
    const said = await converse(reference.port, kase, [kase.bytes]);
    const expected = subjectIsReference() ? said : inNewerWords(said);
    expect(expected).toContain(kase.ends === 'closes' ? '(closed)' : '(open)');
    expect(await converse(subject.port, kase, [kase.bytes])).toBe(expected);
    await inTurns(splitPoints(kase.bytes), async (at) => {
      const pieces = [kase.bytes.subarray(0, at), kase.bytes.subarray(at)];
      expect(await converse(subject.port, kase, pieces), `split at byte ${at}`).toBe(expected);
    });
    if (kase.bytes.length > EVERY_BYTE_MAX) return;
    const single = [...kase.bytes].map((byte) => Buffer.from([byte]));
    expect(await converse(subject.port, kase, single), 'a byte at a time').toBe(expected);
  });
}

describe.skipIf(!redisServerIsThere('the protocol test'))('the protocol', () => {
  let reference: ServerProcess;
  let subject: ServerProcess;

  beforeAll(async () => {
    [reference, subject] = await Promise.all([startRedisServer(), startSubject()]);
  });

  afterAll(async () => {
    await Promise.all([reference?.stop(), subject?.stop()]);
  });

  compareCases(PROTOCOL_CASES, () => ({ reference, subject }));
});

describe.skipIf(!redisServerIsThere('the protocol test'))('the protocol before AUTH', () => {
  let reference: ServerProcess;
  let subject: ServerProcess;
  const options = { args: ['--requirepass', 'secret'], password: 'secret' };

  beforeAll(async () => {
    [reference, subject] = await Promise.all([startRedisServer(options), startSubject(options)]);
  });

  afterAll(async () => {
    await Promise.all([reference?.stop(), subject?.stop()]);
  });

  compareCases(UNAUTHENTICATED_CASES, () => ({ reference, subject }));
});

describe.skipIf(!redisServerIsThere('the protocol test'))('the limits of a request', () => {
  let reference: ServerProcess;
  let subject: ServerProcess;
  const limits = ['--client-query-buffer-limit', '1mb', '--proto-max-bulk-len', '2mb'];

  beforeAll(async () => {
    const options = { args: limits };
    [reference, subject] = await Promise.all([startRedisServer(options), startSubject(options)]);
  });

  afterAll(async () => {
    await Promise.all([reference?.stop(), subject?.stop()]);
  });

  async function bothAnswer(kase: ProtocolCase): Promise<string[]> {
    const ports = [reference.port, subject.port];
    return Promise.all(ports.map((port) => converse(port, kase, [kase.bytes])));
  }

  it('refuses an argument over proto-max-bulk-len', async () => {
    const [expected, actual] = await bothAnswer({
      name: 'an argument over the limit',
      bytes: Buffer.from(`*1\r\n$${2 * 1024 * 1024 + 1}\r\n`),
      ends: 'closes',
    });
    expect(expected).toContain('invalid bulk length');
    expect(actual).toBe(expected);
  });

  it.skipIf(referenceLacks('the limit of arguments'))(
    'refuses more arguments than the limit',
    async () => {
      const bytes = Buffer.from(`*${ARGUMENTS_MAX + 1}\r\n`);
      const kase: ProtocolCase = { name: 'one argument too many', bytes, ends: 'closes' };
      const expected = '-ERR Protocol error: invalid multibulk length\\r\\n(closed)';
      expect(await converse(subject.port, kase, [bytes])).toBe(expected);
    },
  );

  it('closes without a word past client-query-buffer-limit', async () => {
    const bytes = Buffer.from(`*2\r\n$4\r\nECHO\r\n$1900000\r\n${'a'.repeat(1_500_000)}`);
    const kase: ProtocolCase = { name: 'a request over the limit', bytes, ends: 'closes' };
    const [expected, actual] = await bothAnswer(kase);
    expect(expected).toBe('(closed)');
    expect(actual).toBe(expected);
  });
});
