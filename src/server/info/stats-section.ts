/** INFO stats: what has happened since the server started or since CONFIG RESETSTAT. */
import type { ServerStatistics } from '../server-statistics.js';
import type { InfoField } from './info-section.js';

export interface StatsFacts {
  readonly connections: ServerStatistics;
  readonly commands: { readonly totalCommands: number; readonly totalErrors: number };
  readonly commandsPerSecond: number;
  readonly readBytesPerSecond: number;
  readonly writtenBytesPerSecond: number;
  readonly keyspace: {
    readonly expiredKeys: number;
    readonly hits: number;
    readonly misses: number;
  };
  readonly expiry: {
    readonly stalePercent: number;
    readonly timeCapReachedCount: number;
    readonly elapsedMs: number;
  };
}

const KIBIBYTE = 1024;

export function statsFields(facts: StatsFacts): InfoField[] {
  return [...trafficFields(facts), ...keyFields(facts), ...errorFields(facts)];
}

function trafficFields(facts: StatsFacts): InfoField[] {
  const { connections } = facts;
  return [
    ['total_connections_received', connections.connectionsReceived],
    ['total_commands_processed', facts.commands.totalCommands],
    ['instantaneous_ops_per_sec', Math.round(facts.commandsPerSecond)],
    ['total_net_input_bytes', connections.readBytes],
    ['total_net_output_bytes', connections.writtenBytes],
    ['total_net_repl_input_bytes', 0],
    ['total_net_repl_output_bytes', 0],
    ['instantaneous_input_kbps', (facts.readBytesPerSecond / KIBIBYTE).toFixed(2)],
    ['instantaneous_output_kbps', (facts.writtenBytesPerSecond / KIBIBYTE).toFixed(2)],
    ['instantaneous_input_repl_kbps', '0.00'],
    ['instantaneous_output_repl_kbps', '0.00'],
    ['rejected_connections', connections.connectionsRejected],
    // There are no replicas.
    ['sync_full', 0],
    ['sync_partial_ok', 0],
    ['sync_partial_err', 0],
  ];
}

function keyFields({ keyspace, expiry }: StatsFacts): InfoField[] {
  return [
    // Hash fields do not expire, and nothing is evicted.
    ['expired_subkeys', 0],
    ['expired_keys', keyspace.expiredKeys],
    ['expired_stale_perc', expiry.stalePercent.toFixed(2)],
    ['expired_time_cap_reached_count', expiry.timeCapReachedCount],
    ['expire_cycle_cpu_milliseconds', Math.floor(expiry.elapsedMs)],
    ['evicted_keys', 0],
    ['evicted_clients', 0],
    ['evicted_scripts', 0],
    ['total_eviction_exceeded_time', 0],
    ['current_eviction_exceeded_time', 0],
    ['keyspace_hits', keyspace.hits],
    ['keyspace_misses', keyspace.misses],
    // There is no pub/sub, child process, migration or client-side caching.
    ['pubsub_channels', 0],
    ['pubsub_patterns', 0],
    ['pubsubshard_channels', 0],
    ['latest_fork_usec', 0],
    ['total_forks', 0],
    ['migrate_cached_sockets', 0],
    ['slave_expires_tracked_keys', 0],
    ['tracking_total_keys', 0],
    ['tracking_total_items', 0],
    ['tracking_total_prefixes', 0],
  ];
}

function errorFields({ connections, commands }: StatsFacts): InfoField[] {
  return [
    ['unexpected_error_replies', 0],
    ['total_error_replies', commands.totalErrors],
    ['total_reads_processed', connections.readEvents],
    ['total_writes_processed', connections.writeEvents],
    ['io_threaded_reads_processed', 0],
    ['io_threaded_writes_processed', 0],
    ['client_query_buffer_limit_disconnections', connections.queryLimitDisconnections],
    ['client_output_buffer_limit_disconnections', connections.outputLimitDisconnections],
    ['acl_access_denied_auth', connections.authenticationFailures],
    // The one user may do everything.
    ['acl_access_denied_cmd', 0],
    ['acl_access_denied_key', 0],
    ['acl_access_denied_channel', 0],
  ];
}
