/**
 * DEBUG: what tests and their authors need. Only where `enable-debug-command` allows it.
 * Source: the behaviour of DEBUG of Redis 7.0. VERIFY is this server's own.
 */
import { ERRORS } from '../../base/errors.js';
import { globMatches } from '../../base/glob.js';
import { ReplyError } from '../../base/reply-error.js';
import { serializedLength } from '../../keyspace/dump-payload.js';
import { encodingName } from '../../keyspace/value-types.js';
import { AccountingError } from '../../profiler/accounting-walk.js';
import type { Arguments } from '../../protocol/arguments.js';
import type { ReplyWriter } from '../../protocol/reply-writer.js';
import type { CommandContext } from '../context.js';
import { digestOfFoundValue, digestOfKeyspace } from '../debug-digest.js';
import { replySample } from '../debug-protocol.js';
import { defineCommand, type Execute } from '../define-command.js';
import { writeHelp } from '../help-reply.js';
import { printedName } from '../printed-name.js';
import { reply } from '../reply-schemas.js';

interface Subcommand {
  /** In upper case. */
  readonly name: string;
  /** Arguments with DEBUG and the name, at least and at most. */
  readonly countMin: number;
  readonly countMax: number;
  readonly execute: Execute;
}

const NOT_ALLOWED =
  'ERR DEBUG command not allowed. If the enable-debug-command option is set to "local", you can ' +
  'run it from a local connection, otherwise you need to set this option in the configuration ' +
  'file, and then restart the server.';
const NAME_CHARACTERS_MAX = 128;
const MATCHED_BYTES_MAX = 1_048_576;
const NO_DIGEST = new Uint8Array(20);
const SECOND_MS = 1000;
const LETTER_A = 0x61;

export const debug = defineCommand({
  name: 'debug',
  group: 'server',
  since: '1.0.0',
  complexity: 'Depends on subcommand.',
  summary: 'A container for debugging commands',
  arity: -2,
  arityNote: 'Redis refuses other numbers of arguments only while executing',
  flags: ['admin', 'noscript', 'loading', 'stale'],
  docFlags: ['syscmd'],
  reply: reply.oneOf([
    reply.ok('done'),
    reply.simple('a digest, or how a value is stored'),
    reply.array(reply.simple(), 'digests, or the lines of the help'),
    reply.integer('1 if the letters match', 0, 1),
    reply.any('the sample asked for'),
  ]),
  execute(context, args, out) {
    if (!context.server.debug.isAllowed()) throw new ReplyError(NOT_ALLOWED);
    const found = SUBCOMMANDS.find(
      ({ name, countMin, countMax }) =>
        args.is(1, name) && args.count >= countMin && args.count <= countMax,
    );
    if (found === undefined) {
      const name = printedName(args, 1).slice(0, NAME_CHARACTERS_MAX);
      throw new ReplyError(
        `ERR unknown subcommand or wrong number of arguments for '${name}'. Try DEBUG HELP.`,
      );
    }
    found.execute(context, args, out);
  },
});

const SUBCOMMANDS: readonly Subcommand[] = [
  { name: 'DIGEST', countMin: 2, countMax: 2, execute: replyDigest },
  {
    name: 'DIGEST-VALUE',
    countMin: 2,
    countMax: Number.POSITIVE_INFINITY,
    execute: replyDigestsOfValues,
  },
  {
    name: 'ERROR',
    countMin: 3,
    countMax: 3,
    execute: (_context, args, out) => out.error(args.latin1(2)),
  },
  { name: 'HELP', countMin: 2, countMax: 2, execute: replyHelp },
  { name: 'LOG', countMin: 3, countMax: 3, execute: writeLog },
  { name: 'OBJECT', countMin: 3, countMax: 3, execute: describeObject },
  {
    name: 'PROTOCOL',
    countMin: 3,
    countMax: 3,
    execute: (_context, args, out) => replySample(args.latin1(2).toLowerCase(), out),
  },
  { name: 'SET-ACTIVE-EXPIRE', countMin: 3, countMax: 3, execute: setActiveExpire },
  { name: 'SLEEP', countMin: 3, countMax: 3, execute: sleep },
  { name: 'STRINGMATCH-LEN', countMin: 4, countMax: 4, execute: matchLongString },
  { name: 'VERIFY', countMin: 2, countMax: 2, execute: verify },
];

const hex = (digest: Uint8Array): string => Buffer.from(digest).toString('hex');

/** Digits that a number begins with, as far as they are one; 0 where there are none. */
function leadingNumber(text: string): number {
  const value = Number.parseFloat(text);
  return Number.isNaN(value) ? 0 : value;
}

function replyDigest({ keyspace }: CommandContext, _args: Arguments, out: ReplyWriter): void {
  out.simple(hex(digestOfKeyspace(keyspace)));
}

function replyDigestsOfValues({ db }: CommandContext, args: Arguments, out: ReplyWriter): void {
  out.array(args.count - 2);
  for (let i = 2; i < args.count; i++) {
    const isFound = db.find(args.bytes, args.starts[i], args.ends[i]) !== 0;
    out.simple(hex(isFound ? digestOfFoundValue(db) : NO_DIGEST));
  }
}

function writeLog({ server }: CommandContext, args: Arguments, out: ReplyWriter): void {
  server.debug.log(`DEBUG LOG: ${args.utf8(2)}`);
  out.ok();
}

function describeObject(context: CommandContext, args: Arguments, out: ReplyWriter): void {
  const { db, keyspace } = context;
  if (db.find(args.bytes, args.starts[2], args.ends[2]) === 0) {
    throw new ReplyError(ERRORS.noSuchKey);
  }
  const { reference, encoding, clock } = db.view;
  out.simple(
    `Value at:0x${reference.toString(16)} refcount:1 encoding:${encodingName(encoding)} ` +
      `serializedlength:${serializedLength(db)} lru:${clock} ` +
      `lru_seconds_idle:${keyspace.clock.idleSeconds(clock)}`,
  );
}

function setActiveExpire({ server }: CommandContext, args: Arguments, out: ReplyWriter): void {
  server.debug.expiry.isActive = Math.trunc(leadingNumber(args.latin1(2))) !== 0;
  out.ok();
}

function sleep({ server }: CommandContext, args: Arguments, out: ReplyWriter): void {
  server.debug.block(leadingNumber(args.latin1(2)) * SECOND_MS);
  out.ok();
}

/** Matches so many letters a against a pattern: 1 if they match. */
function matchLongString(_context: CommandContext, args: Arguments, out: ReplyWriter): void {
  const length = args.integer(2);
  if (length < 0 || length > MATCHED_BYTES_MAX) throw new ReplyError(ERRORS.notAnInteger);
  const text = new Uint8Array(length).fill(LETTER_A);
  const { bytes, starts, ends } = args;
  const isMatch = globMatches(bytes, starts[3], ends[3], text, 0, length, false);
  out.integer(isMatch ? 1 : 0);
}

/**
 * Walks all pages and compares them with every counter. A broken structure stops the server; a
 * number that differs is the reply.
 */
function verify(context: CommandContext, _args: Arguments, out: ReplyWriter): void {
  context.keyspace.verify();
  try {
    context.server.heap.profiler.verify();
  } catch (error) {
    if (error instanceof AccountingError) throw new ReplyError(`ERR ${error.message}`);
    throw error;
  }
  out.ok();
}

function replyHelp(_context: CommandContext, _args: Arguments, out: ReplyWriter): void {
  writeHelp(out, 'DEBUG', [
    'DIGEST',
    '    Reply with a digest of all data, the same as that of redis-server.',
    'DIGEST-VALUE <key> [<key> ...]',
    '    Reply with a digest of the value of each key.',
    'ERROR <string>',
    '    Reply with an error of that text.',
    'LOG <message>',
    '    Write a message to the log.',
    'OBJECT <key>',
    '    Show how a value is stored.',
    'PROTOCOL <type>',
    '    Reply with a sample of a type: string, integer, double, bignum, null, array,',
    '    set, map, attrib, push, verbatim, true, false.',
    'SET-ACTIVE-EXPIRE <0|1>',
    '    0 stops removing expired keys that nobody asks for, 1 starts it again.',
    'SLEEP <seconds>',
    '    Stop the whole server for a while. Decimals allowed.',
    'STRINGMATCH-LEN <length> <pattern>',
    '    Match so many letters "a" against a pattern.',
    'VERIFY',
    '    Walk all pages and check every counter and reference.',
  ]);
}
