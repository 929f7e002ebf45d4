import { expect, test } from 'vitest';
import { statsFields } from '../../../../src/server/info/stats-section.js';
import { ServerStatistics } from '../../../../src/server/server-statistics.js';

test('every counter is under its name', () => {
  const connections = new ServerStatistics();
  connections.connectionsReceived = 1;
  connections.readBytes = 2;
  connections.writtenBytes = 3;
  connections.connectionsRejected = 4;
  connections.readEvents = 5;
  connections.writeEvents = 6;
  connections.queryLimitDisconnections = 7;
  connections.outputLimitDisconnections = 8;
  connections.authenticationFailures = 9;
  const fields = Object.fromEntries(
    statsFields({
      connections,
      commands: { totalCommands: 10, totalErrors: 11 },
      commandsPerSecond: 12.4,
      readBytesPerSecond: 1536,
      writtenBytesPerSecond: 512,
      keyspace: { expiredKeys: 13, hits: 14, misses: 15 },
      expiry: { stalePercent: 1.5, timeCapReachedCount: 16, elapsedMs: 17.9 },
    }),
  );
  expect(fields).toMatchObject({
    total_connections_received: 1,
    total_net_input_bytes: 2,
    total_net_output_bytes: 3,
    rejected_connections: 4,
    total_reads_processed: 5,
    total_writes_processed: 6,
    client_query_buffer_limit_disconnections: 7,
    client_output_buffer_limit_disconnections: 8,
    acl_access_denied_auth: 9,
    total_commands_processed: 10,
    total_error_replies: 11,
    instantaneous_ops_per_sec: 12,
    instantaneous_input_kbps: '1.50',
    instantaneous_output_kbps: '0.50',
    expired_keys: 13,
    keyspace_hits: 14,
    keyspace_misses: 15,
    expired_stale_perc: '1.50',
    expired_time_cap_reached_count: 16,
    expire_cycle_cpu_milliseconds: 17,
  });
});
