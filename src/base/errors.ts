/** The error table: reply texts that more than one command sends, worded as Redis words them. */
export const ERRORS = {
  wrongType: 'WRONGTYPE Operation against a key holding the wrong kind of value',
  syntax: 'ERR syntax error',
  notAnInteger: 'ERR value is not an integer or out of range',
  notAFloat: 'ERR value is not a valid float',
  noSuchKey: 'ERR no such key',
  outOfRange: 'ERR index out of range',
  sameObject: 'ERR source and destination objects are the same',
  outOfMemory: "OOM command not allowed when used memory > 'maxmemory'.",
  wrongPassword: 'WRONGPASS invalid username-password pair or user is disabled.',
  replicaTouchesKeys: "ERR Replica can't interact with the keyspace",
  noAuth: 'NOAUTH Authentication required.',
  stringTooLong: 'ERR string exceeds maximum allowed size (proto-max-bulk-len)',
  bitOffset: 'ERR bit offset is not an integer or out of range',
  overflow: 'ERR increment or decrement would overflow',
  dbIndexOutOfRange: 'ERR DB index is out of range',
} as const;
