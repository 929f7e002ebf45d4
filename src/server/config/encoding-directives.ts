/** Directives about the encodings of values: until when a value stays packed. */
import { directive } from './directive.js';
import { INT_MAX, integer, LONG_MAX, memory } from './number-kinds.js';

const INT_MIN = -(2n ** 31n);

export const ENCODING_DIRECTIVES = {
  'hash-max-listpack-entries': directive(integer(0n, LONG_MAX), '512', {
    alias: 'hash-max-ziplist-entries',
  }),
  'hash-max-listpack-value': directive(memory(0n, LONG_MAX), '64', {
    alias: 'hash-max-ziplist-value',
  }),
  'list-max-listpack-size': directive(integer(INT_MIN, INT_MAX), '-2', {
    alias: 'list-max-ziplist-size',
  }),
  'list-compress-depth': directive(integer(0n, INT_MAX), '0'),
  'set-max-intset-entries': directive(integer(0n, LONG_MAX), '512'),
  'zset-max-listpack-entries': directive(integer(0n, LONG_MAX), '128', {
    alias: 'zset-max-ziplist-entries',
  }),
  'zset-max-listpack-value': directive(memory(0n, LONG_MAX), '64', {
    alias: 'zset-max-ziplist-value',
  }),
  'hll-sparse-max-bytes': directive(memory(0n, LONG_MAX), '3000', { effect: 'applied' }),
  'stream-node-max-bytes': directive(memory(0n, LONG_MAX), '4096'),
  'stream-node-max-entries': directive(integer(0n, LONG_MAX), '100'),
} as const;
