/** Compares how doubles are read and printed with scores of a sorted set on redis-server. */
import { expect, test } from 'vitest';
import { formatDouble17, parseDouble } from '../../../src/base/double.js';
import { oddFloatTexts, randomFloatText } from '../../support/float-texts.js';
import { countFrom, Prng, seedFrom } from '../../support/prng.js';
import { redisServerIsThere, startRedisServer } from '../../support/server-process.js';

const isThere = redisServerIsThere('comparing doubles');
const NOT_A_FLOAT = '-ERR value is not a valid float\r\n';

function parse(text: string): number {
  const bytes = Buffer.from(`1${text}1`, 'latin1');
  return parseDouble(bytes, 1, bytes.length - 1);
}

/** A double of any size, or one with few bits, so that ties of the 17th digit occur. */
function randomDoubleText(prng: Prng): string {
  const bytes = prng.bytes(8);
  if (prng.chance(0.5)) {
    const integer = prng.integer(0, 2 ** 31) * 2 ** 22 + prng.integer(0, 2 ** 22);
    return `${integer}p-${prng.integer(0, 12)}`.replace(/^(\d+)p/, (_, digits: string) => {
      return `0x${Number(digits).toString(16)}p`;
    });
  }
  return String(bytes.readDoubleLE(0));
}

test.skipIf(!isThere)('scores are read and printed as redis-server does', async () => {
  const seed = seedFrom('DOUBLE_SEED');
  const prng = new Prng(seed);
  // Listpacks do not keep the sign of zero.
  const server = await startRedisServer({ args: ['--zset-max-listpack-entries', '0'] });
  try {
    const connection = await server.connect();
    const texts = [...oddFloatTexts()];
    for (let round = 0; round < countFrom('DOUBLE_TEXTS', 4000); round++) {
      texts.push(prng.chance(0.5) ? randomFloatText(prng) : randomDoubleText(prng));
    }
    const replies = await connection.pipeline(
      texts.flatMap((text) => [
        ['DEL', 'z'],
        ['ZADD', 'z', Buffer.from(text, 'latin1'), 'm'],
        ['ZSCORE', 'z', 'm'],
      ]),
    );
    for (const [index, text] of texts.entries()) {
      const [, added, score] = replies.slice(index * 3, index * 3 + 3).map(String);
      const value = parse(text);
      const isRefused = added === NOT_A_FLOAT;
      expect(Number.isNaN(value), `${text}, seed ${seed}`).toBe(isRefused);
      if (isRefused) continue;
      const printed = formatDouble17(value);
      expect(`$${printed.length}\r\n${printed}\r\n`, `${text}, seed ${seed}`).toBe(score);
    }
    await connection.close();
  } finally {
    await server.stop();
  }
});
