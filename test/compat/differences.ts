/**
 * The differences from redis-server 7.0.15 that are intended, each with its reason. The reference
 * is 7.0.15 and the replies aimed at are those of 7.4. Anything not listed here is a bug.
 */
import type { CallStep } from './template.js';

export interface Difference {
  readonly name: string;
  readonly reason: string;
  /** True if the two replies to this call differ in exactly the intended way. */
  matches(step: CallStep, reference: Buffer, subject: Buffer): boolean;
}

/** Groups of such fields: why, and their names. */
const LEFT_OUT: readonly (readonly [reason: string, names: string])[] = [
  [
    "no C compiler, build or event library of Redis's is behind it",
    'redis_git_sha1 redis_git_dirty redis_build_id monotonic_clock multiplexing_api ' +
      'atomicvar_api gcc_version',
  ],
  [
    'there are no scripts and functions yet',
    'used_memory_lua used_memory_vm_eval used_memory_lua_human used_memory_scripts_eval ' +
      'used_memory_vm_functions used_memory_vm_total used_memory_vm_total_human ' +
      'used_memory_functions used_memory_scripts used_memory_scripts_human',
  ],
  [
    'nothing was ever saved or loaded, and no child process did it',
    'current_cow_peak current_cow_size current_cow_size_age current_fork_perc ' +
      'current_save_keys_processed current_save_keys_total rdb_last_save_time ' +
      'rdb_last_bgsave_status rdb_last_cow_size rdb_last_load_keys_expired ' +
      'rdb_last_load_keys_loaded aof_last_bgrewrite_status aof_rewrites_consecutive_failures ' +
      'aof_last_write_status aof_last_cow_size module_fork_in_progress ' +
      'module_fork_last_cow_size',
  ],
  [
    'compaction is not counted by hits',
    'active_defrag_hits active_defrag_misses active_defrag_key_hits active_defrag_key_misses ' +
      'total_active_defrag_time current_active_defrag_time',
  ],
  ['not measured', 'dump_payload_sanitizations'],
  [
    'the reply buffer is shared by all clients and keeps its size',
    'reply_buffer_shrinks reply_buffer_expands',
  ],
  ['Node tells it from 23.9 on', 'used_cpu_sys_main_thread used_cpu_user_main_thread'],
];

/** Fields of INFO, CLIENT LIST and CLIENT INFO that the reference has and segkv leaves out. */
export const MISSING_FIELDS: ReadonlyMap<string, string> = new Map(
  LEFT_OUT.flatMap(([reason, names]) => names.split(' ').map((name) => [name, reason] as const)),
);

const nameOf = (step: CallStep): string => (step.args[0] as Buffer).toString().toUpperCase();
const isError = (reply: Buffer): boolean => reply[0] === 0x2d;

export const DIFFERENCES: readonly Difference[] = [
  {
    name: 'arguments of BITCOUNT and BITPOS are checked on missing keys',
    reason:
      '7.2 answers an error for bad arguments even if the key is missing; 7.0 answers 0 or -1',
    matches: (step, reference, subject) =>
      ['BITCOUNT', 'BITPOS'].includes(nameOf(step)) && !isError(reference) && isError(subject),
  },
  {
    name: 'OBJECT REFCOUNT is 1',
    reason: 'no value is shared here; Redis shares the integers below 10,000 and says 2^31 - 1',
    matches: (step, reference, subject) =>
      nameOf(step) === 'OBJECT' &&
      reference.toString() === ':2147483647\r\n' &&
      subject.toString() === ':1\r\n',
  },
  {
    name: 'RESTORE names the type that it cannot restore',
    reason: 'there are only strings so far; the reference finds these payloads damaged',
    matches: (step, reference, subject) =>
      nameOf(step) === 'RESTORE' &&
      reference.toString() === '-ERR Bad data format\r\n' &&
      subject.toString().startsWith('-ERR Bad data format: '),
  },
  {
    name: 'DEBUG STRINGMATCH-LEN exists',
    reason: '7.0.15 has only the hidden STRINGMATCH-TEST',
    matches: (step, reference, subject) =>
      nameOf(step) === 'DEBUG' &&
      step.args[1]?.toString().toUpperCase() === 'STRINGMATCH-LEN' &&
      isError(reference) &&
      !isError(subject),
  },
];

/** Error texts of 7.0.15 that later versions word differently: the old words and the new ones. */
const NEWER_WORDS: readonly (readonly [string, string])[] = [
  ['otherwise the HELLO AUTH <user>', 'otherwise the HELLO <proto> AUTH <user>'],
];

/** What the reference said, in the words of 7.4. */
export function inNewerWords(text: string): string {
  return NEWER_WORDS.reduce((said, [old, newer]) => said.replaceAll(old, newer), text);
}

/** Commands and subcommands that redis-server 7.0.15 does not have, with the reason. */
export const ADDED_COMMANDS: ReadonlyMap<string, string> = new Map([
  ['client|setinfo', 'since 7.2'],
  ['client|no-touch', 'since 7.2'],
  ['memory|heap', 'the heap profiler'],
  ['kprofile', 'alias of the heap profiler under the name that Kvrocks gives it'],
]);

/**
 * A request of more arguments is a protocol error here, as it was in Redis before 7.0; that
 * counts to 2^31 - 1, which would let one request of empty arguments claim gigabytes.
 */
export const ARGUMENTS_MAX = 1_048_576;

/** Calls that 7.0.15 does not know, with the reply of 7.4; they are sent to segkv alone. */
export interface NewerCall {
  readonly args: readonly string[];
  readonly reply: string;
  readonly since: string;
}

export const NEWER_CALLS: readonly NewerCall[] = [
  { since: '7.2', args: ['CLIENT', 'SETINFO', 'LIB-NAME', 'lib'], reply: '+OK\r\n' },
  { since: '7.2', args: ['client', 'setinfo', 'lib-ver', '1.2.3'], reply: '+OK\r\n' },
  {
    since: '7.2',
    args: ['CLIENT', 'SETINFO', 'LIB-NAME', 'two words'],
    reply: '-ERR LIB-NAME cannot contain spaces, newlines or special characters.\r\n',
  },
  {
    since: '7.2',
    args: ['CLIENT', 'SETINFO', 'FOO', 'x'],
    reply: "-ERR Unrecognized option 'FOO'\r\n",
  },
  { since: '7.2', args: ['CLIENT', 'NO-TOUCH', 'ON'], reply: '+OK\r\n' },
  { since: '7.2', args: ['CLIENT', 'NO-TOUCH', 'off'], reply: '+OK\r\n' },
  { since: '7.2', args: ['CLIENT', 'NO-TOUCH', 'maybe'], reply: '-ERR syntax error\r\n' },
  { since: '7.4', args: ['CLIENT', 'KILL', 'MAXAGE', '100000'], reply: ':0\r\n' },
  {
    since: '7.2',
    args: ['BITCOUNT', 'missing', '0', 'x'],
    reply: '-ERR value is not an integer or out of range\r\n',
  },
];
