/** Directives about snapshots and the append-only log. */
import { oneOf, yesNo } from './choice-kinds.js';
import { directive } from './directive.js';
import { INT_MAX, integer, LONG_MAX, memory } from './number-kinds.js';
import { savePoints } from './save-points.js';
import { directory, string } from './text-kinds.js';

const INT_MIN = -(2n ** 31n);

export const PERSISTENCE_DIRECTIVES = {
  /** The working directory replaces this default when a Config is made. */
  dir: directive(directory, '', { mutability: 'protected', effect: 'applied' }),
  dbfilename: directive(
    string({
      empty: 'value',
      check: (name) => (name.includes('/') ? "dbfilename can't be a path, just a filename" : null),
    }),
    'dump.rdb',
    { mutability: 'protected' },
  ),
  save: directive(savePoints, '3600 1 300 100 60 10000'),
  'stop-writes-on-bgsave-error': directive(yesNo, 'yes'),
  rdbcompression: directive(yesNo, 'yes'),
  rdbchecksum: directive(yesNo, 'yes', { mutability: 'immutable' }),
  'rdb-del-sync-files': directive(yesNo, 'no'),
  'rdb-save-incremental-fsync': directive(yesNo, 'yes'),
  'rdb-key-save-delay': directive(integer(INT_MIN, INT_MAX), '0', { isHidden: true }),
  'key-load-delay': directive(integer(INT_MIN, INT_MAX), '0', { isHidden: true }),
  'loading-process-events-interval-bytes': directive(integer(1024n, INT_MAX), '2097152', {
    isHidden: true,
  }),
  'sanitize-dump-payload': directive(oneOf(['no', 'yes', 'clients']), 'no'),
  appendonly: directive(yesNo, 'no'),
  appendfilename: directive(string({ empty: 'value', check: checkFileName }), 'appendonly.aof', {
    mutability: 'immutable',
  }),
  appenddirname: directive(string({ empty: 'value', check: checkDirectoryName }), 'appendonlydir', {
    mutability: 'immutable',
  }),
  appendfsync: directive(oneOf(['everysec', 'always', 'no']), 'everysec'),
  'no-appendfsync-on-rewrite': directive(yesNo, 'no'),
  'auto-aof-rewrite-percentage': directive(integer(0n, INT_MAX), '100'),
  'auto-aof-rewrite-min-size': directive(memory(0n, LONG_MAX), '64mb'),
  'aof-load-truncated': directive(yesNo, 'yes'),
  'aof-use-rdb-preamble': directive(yesNo, 'yes'),
  'aof-timestamp-enabled': directive(yesNo, 'no'),
  'aof-rewrite-incremental-fsync': directive(yesNo, 'yes'),
  'aof-disable-auto-gc': directive(yesNo, 'no'),
} as const;

function checkFileName(name: string): string | null {
  if (name === '') return "appendfilename can't be empty";
  return name.includes('/') ? "appendfilename can't be a path, just a filename" : null;
}

function checkDirectoryName(name: string): string | null {
  if (name === '') return "appenddirname can't be empty";
  return name.includes('/') ? "appenddirname can't be a path, just a dirname" : null;
}
