/**
 * Puts values of the other types under the shared keys, so that every command meets the wrong type.
 * Drawn only when the run says that both servers have these types.
 */
import type { Template } from '../template.js';

export const otherTypeTemplates: readonly Template[] = [
  { name: 'rpush', build: (v) => ['RPUSH', v.key(), v.value(), v.value()] },
  { name: 'sadd', build: (v) => ['SADD', v.key(), v.text(3), v.text(4)] },
  { name: 'hset', build: (v) => ['HSET', v.key(), v.text(2), v.value()] },
  { name: 'zadd', build: (v) => ['ZADD', v.key(), v.prng.integer(-9, 9), v.text(3)] },
  {
    name: 'xadd',
    build: (v) => ['XADD', v.key(), `${v.prng.integer(1, 99)}-1`, 'field', v.value()],
  },
];
