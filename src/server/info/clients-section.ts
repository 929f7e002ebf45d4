/** INFO clients: how many there are and what they wait for. */
import type { InfoField } from './info-section.js';

export interface ClientsFacts {
  readonly count: number;
  readonly maxclients: number;
  readonly inputPeakBytes: number;
  readonly outputPeakBytes: number;
  readonly blockedCount: number;
}

export function clientsFields(facts: ClientsFacts): InfoField[] {
  return [
    ['connected_clients', facts.count],
    ['cluster_connections', 0],
    ['maxclients', facts.maxclients],
    ['client_recent_max_input_buffer', facts.inputPeakBytes],
    ['client_recent_max_output_buffer', facts.outputPeakBytes],
    ['blocked_clients', facts.blockedCount],
    // There is no client-side caching, pub/sub or transaction, and no command that blocks on a key.
    ['tracking_clients', 0],
    ['pubsub_clients', 0],
    ['watching_clients', 0],
    ['clients_in_timeout_table', 0],
    ['total_watched_keys', 0],
    ['total_blocking_keys', 0],
    ['total_blocking_keys_on_nokey', 0],
  ];
}
