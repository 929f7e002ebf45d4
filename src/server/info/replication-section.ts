/** INFO replication: of a server that is alone. */
import type { InfoField } from './info-section.js';

const NO_ID = '0'.repeat(40);

export interface ReplicationFacts {
  /** 40 hexadecimal digits, drawn when the server starts. */
  readonly replicationId: string;
  readonly backlogSizeBytes: number;
}

export function replicationFields(facts: ReplicationFacts): InfoField[] {
  return [
    ['role', 'master'],
    ['connected_slaves', 0],
    ['master_failover_state', 'no-failover'],
    ['master_replid', facts.replicationId],
    ['master_replid2', NO_ID],
    ['master_repl_offset', 0],
    ['second_repl_offset', -1],
    ['repl_backlog_active', 0],
    ['repl_backlog_size', facts.backlogSizeBytes],
    ['repl_backlog_first_byte_offset', 0],
    ['repl_backlog_histlen', 0],
  ];
}
