/** Directives about listening, connections and clients. Defaults and ranges: redis-server 7.0. */
import { yesNo } from './choice-kinds.js';
import { directive } from './directive.js';
import { INT_MAX, integer, LONG_MAX, memory, octal, UINT_MAX } from './number-kinds.js';
import { outputBufferLimits } from './output-buffer-limits.js';
import { addresses, string } from './text-kinds.js';

const PERMISSIONS_MAX = 0o777;
export const PORT_RANGE = [0n, 65_535n] as const;
/** The least that Redis lets a request or a query buffer be limited to: 1 MiB. */
const REQUEST_BYTES_MIN = 1024n * 1024n;
const HZ_RANGE = [1n, 500n] as const;

export const NETWORK_DIRECTIVES = {
  bind: directive(addresses, '* -::*', { effect: 'applied' }),
  'bind-source-addr': directive(string(), ''),
  port: directive(integer(...PORT_RANGE), '6379', { effect: 'applied' }),
  'tcp-backlog': directive(integer(0n, INT_MAX), '511', {
    mutability: 'immutable',
    effect: 'applied',
  }),
  unixsocket: directive(string(), '', { mutability: 'immutable', effect: 'applied' }),
  unixsocketperm: directive(octal(PERMISSIONS_MAX), '0', {
    mutability: 'immutable',
    effect: 'applied',
  }),
  timeout: directive(integer(0n, INT_MAX), '0', { effect: 'applied' }),
  'tcp-keepalive': directive(integer(0n, INT_MAX), '300', { effect: 'applied' }),
  'socket-mark-id': directive(integer(0n, UINT_MAX), '0', { mutability: 'immutable' }),
  'protected-mode': directive(yesNo, 'yes', { effect: 'applied' }),
  maxclients: directive(integer(1n, UINT_MAX), '10000', { effect: 'applied' }),
  'client-query-buffer-limit': directive(memory(REQUEST_BYTES_MIN, LONG_MAX), '1gb', {
    effect: 'applied',
  }),
  'proto-max-bulk-len': directive(memory(REQUEST_BYTES_MIN, LONG_MAX), '512mb', {
    effect: 'applied',
  }),
  'client-output-buffer-limit': directive(
    outputBufferLimits,
    'normal 0 0 0 replica 256mb 64mb 60 pubsub 32mb 8mb 60',
    { effect: 'applied' },
  ),
  'io-threads': directive(integer(1n, 128n), '1', { mutability: 'immutable' }),
  'io-threads-do-reads': directive(yesNo, 'no', { mutability: 'immutable' }),
  hz: directive(integer(0n, INT_MAX, { clamp: HZ_RANGE }), '10', { effect: 'applied' }),
  'dynamic-hz': directive(yesNo, 'yes', { effect: 'applied' }),
} as const;
