/** Compares sums of long doubles with those of INCRBYFLOAT on redis-server. */
import { expect, test } from 'vitest';
import {
  addLongDoubles,
  formatLongDouble,
  parseLongDouble,
} from '../../../src/base/long-double.js';
import { oddFloatTexts, randomFloatText } from '../../support/float-texts.js';
import { countFrom, Prng, seedFrom } from '../../support/prng.js';
import { redisServerIsThere, startRedisServer } from '../../support/server-process.js';

const isThere = redisServerIsThere('comparing long doubles');

/** The reply to INCRBYFLOAT that the two texts should give. */
function expectedReply(a: string, b: string): string {
  const parse = (text: string) => {
    const bytes = Buffer.from(`1${text}1`, 'latin1');
    return parseLongDouble(bytes, 1, bytes.length - 1);
  };
  const first = parse(a);
  const second = parse(b);
  if (first === null || second === null) return '-ERR value is not a valid float\r\n';
  const sum = addLongDoubles(first, second);
  if (sum === null) return '-ERR increment would produce NaN or Infinity\r\n';
  const text = formatLongDouble(sum);
  return `$${text.length}\r\n${text}\r\n`;
}

function* pairs(prng: Prng): Generator<[string, string]> {
  for (const odd of oddFloatTexts()) {
    yield [odd, '0'];
    yield ['1', odd];
    yield ['-1e4931', odd];
  }
  for (const length of [5118, 5119, 5120]) yield ['9'.repeat(length), '0'];
  for (const length of [5000, 5117, 5118]) yield [`.${'9'.repeat(length)}`, '1'];
  const count = countFrom('LONG_DOUBLE_PAIRS', 5000);
  for (let round = 0; round < count; round++) {
    yield [randomFloatText(prng), randomFloatText(prng)];
  }
}

test.skipIf(!isThere)('sums print as redis-server prints them', async () => {
  const seed = seedFrom('LONG_DOUBLE_SEED');
  const server = await startRedisServer();
  try {
    const connection = await server.connect();
    const all = [...pairs(new Prng(seed))];
    for (let from = 0; from < all.length; from += 500) {
      const batch = all.slice(from, from + 500);
      const replies = await connection.pipeline(
        batch.flatMap(([a, b]) => [
          ['SET', 'k', Buffer.from(a, 'latin1')],
          ['INCRBYFLOAT', 'k', Buffer.from(b, 'latin1')],
        ]),
      );
      for (const [index, [a, b]] of batch.entries()) {
        const reply = (replies[index * 2 + 1] as Buffer).toString('latin1');
        expect(expectedReply(a, b), `${a} + ${b}, seed ${seed}`).toBe(reply);
      }
    }
    await connection.close();
  } finally {
    await server.stop();
  }
});
