/** Directives about replication and Redis Cluster, none of which has an effect yet. */
import { oneOf, yesNo } from './choice-kinds.js';
import { directive } from './directive.js';
import { PORT_RANGE } from './network-directives.js';
import { INT_MAX, integer, LONG_MAX, memory, ULONG_MAX } from './number-kinds.js';
import { primaryAddress, string } from './text-kinds.js';

const HOST_NAME_LENGTH_MAX = 255;
/** A smaller backlog is accepted and enlarged to this. */
const BACKLOG_BYTES_MIN = 16_384n;

export const REPLICATION_DIRECTIVES = {
  replicaof: directive(primaryAddress, '', { mutability: 'immutable', alias: 'slaveof' }),
  masterauth: directive(string(), ''),
  masteruser: directive(string(), ''),
  'replica-serve-stale-data': directive(yesNo, 'yes', { alias: 'slave-serve-stale-data' }),
  'replica-read-only': directive(yesNo, 'yes', { alias: 'slave-read-only' }),
  'replica-lazy-flush': directive(yesNo, 'no', { alias: 'slave-lazy-flush' }),
  'replica-ignore-maxmemory': directive(yesNo, 'yes', { alias: 'slave-ignore-maxmemory' }),
  'replica-ignore-disk-write-errors': directive(yesNo, 'no'),
  'replica-priority': directive(integer(0n, INT_MAX), '100', { alias: 'slave-priority' }),
  'replica-announced': directive(yesNo, 'yes'),
  'replica-announce-ip': directive(string(), '', { alias: 'slave-announce-ip' }),
  'replica-announce-port': directive(integer(...PORT_RANGE), '0', {
    alias: 'slave-announce-port',
  }),
  'repl-timeout': directive(integer(1n, INT_MAX), '60'),
  'repl-ping-replica-period': directive(integer(1n, INT_MAX), '10', {
    alias: 'repl-ping-slave-period',
  }),
  'repl-disable-tcp-nodelay': directive(yesNo, 'no'),
  'repl-diskless-sync': directive(yesNo, 'yes'),
  'repl-diskless-sync-delay': directive(integer(0n, INT_MAX), '5'),
  'repl-diskless-sync-max-replicas': directive(integer(0n, INT_MAX), '0'),
  'repl-diskless-load': directive(oneOf(['disabled', 'on-empty-db', 'swapdb']), 'disabled'),
  'repl-backlog-size': directive(
    memory(1n, LONG_MAX, { clamp: [BACKLOG_BYTES_MIN, LONG_MAX] }),
    '1mb',
  ),
  'repl-backlog-ttl': directive(integer(0n, LONG_MAX), '3600'),
  'min-replicas-to-write': directive(integer(0n, INT_MAX), '0', { alias: 'min-slaves-to-write' }),
  'min-replicas-max-lag': directive(integer(0n, INT_MAX), '10', { alias: 'min-slaves-max-lag' }),
  'propagation-error-behavior': directive(
    oneOf(['ignore', 'panic', 'panic-on-replicas']),
    'ignore',
  ),
  'cluster-enabled': directive(yesNo, 'no', { mutability: 'immutable' }),
  'cluster-port': directive(integer(...PORT_RANGE), '0', { mutability: 'immutable' }),
  'cluster-config-file': directive(string({ empty: 'value' }), 'nodes.conf', {
    mutability: 'immutable',
  }),
  'cluster-node-timeout': directive(integer(0n, LONG_MAX), '15000'),
  'cluster-announce-ip': directive(string(), ''),
  'cluster-announce-hostname': directive(string({ check: checkHostName }), ''),
  'cluster-announce-port': directive(integer(...PORT_RANGE), '0'),
  'cluster-announce-tls-port': directive(integer(...PORT_RANGE), '0'),
  'cluster-announce-bus-port': directive(integer(...PORT_RANGE), '0'),
  'cluster-preferred-endpoint-type': directive(oneOf(['ip', 'hostname', 'unknown-endpoint']), 'ip'),
  'cluster-replica-validity-factor': directive(integer(0n, INT_MAX), '10', {
    alias: 'cluster-slave-validity-factor',
  }),
  'cluster-replica-no-failover': directive(yesNo, 'no', { alias: 'cluster-slave-no-failover' }),
  'cluster-migration-barrier': directive(integer(0n, INT_MAX), '1'),
  'cluster-allow-replica-migration': directive(yesNo, 'yes'),
  'cluster-require-full-coverage': directive(yesNo, 'yes'),
  'cluster-allow-reads-when-down': directive(yesNo, 'no'),
  'cluster-allow-pubsubshard-when-down': directive(yesNo, 'yes'),
  'cluster-link-sendbuf-limit': directive(memory(0n, ULONG_MAX), '0'),
} as const;

function checkHostName(name: string): string | null {
  if (name.length > HOST_NAME_LENGTH_MAX) return 'Hostnames must be less than 256 characters';
  if (/^[0-9A-Za-z.-]*$/.test(name)) return null;
  return 'Hostnames may only contain alphanumeric characters, hyphens or dots';
}
