/**
 * The directives that clients and connections depend on, as plain fields that may be changed at
 * any time: whoever reads one reads it anew. Defaults are those of redis-server.
 */

/** A limit on the replies that wait for a client; 0 is no limit. */
export interface OutputLimit {
  hardBytes: number;
  /** May be exceeded for less than `softSeconds` in a row. */
  softBytes: number;
  softSeconds: number;
}

export interface ServerSettings {
  /** A byte a character; empty for none. */
  requirepass: string;
  maxclients: number;
  /** After so many seconds without a request a client is closed; 0 for never. */
  timeoutSeconds: number;
  /** Between TCP keepalive probes of connections accepted from now on; 0 for none. */
  tcpKeepaliveSeconds: number;
  protectedMode: boolean;
  /** `enable-debug-command`: who may use DEBUG. */
  debugPermission: 'yes' | 'local' | 'no';
  /** `client-query-buffer-limit`. */
  queryBytesMax: number;
  /** `proto-max-bulk-len`. */
  bulkBytesMax: number;
  /** `hll-sparse-max-bytes`. */
  hyperloglogSparseBytesMax: number;
  /** `client-output-buffer-limit` by class. There are no replicas yet, and no subscribers. */
  outputLimits: { normal: OutputLimit; replica: OutputLimit; pubsub: OutputLimit };
}

const MEBIBYTE = 1024 * 1024;

export function defaultSettings(): ServerSettings {
  return {
    requirepass: '',
    maxclients: 10_000,
    timeoutSeconds: 0,
    tcpKeepaliveSeconds: 300,
    protectedMode: true,
    debugPermission: 'no',
    queryBytesMax: 1024 * MEBIBYTE,
    bulkBytesMax: 512 * MEBIBYTE,
    hyperloglogSparseBytesMax: 3000,
    outputLimits: {
      normal: { hardBytes: 0, softBytes: 0, softSeconds: 0 },
      replica: { hardBytes: 256 * MEBIBYTE, softBytes: 64 * MEBIBYTE, softSeconds: 60 },
      pubsub: { hardBytes: 32 * MEBIBYTE, softBytes: 8 * MEBIBYTE, softSeconds: 60 },
    },
  };
}
