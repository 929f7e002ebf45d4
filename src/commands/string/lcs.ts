/**
 * LCS key1 key2 [LEN | IDX …]: a longest common subsequence of two strings.
 * Source: the Redis command reference, LCS.
 */

import { CommonSubsequence } from '../../base/common-subsequence.js';
import { ERRORS } from '../../base/errors.js';
import { ReplyError } from '../../base/reply-error.js';
import { copyOfString, isString } from '../../keyspace/string-values.js';
import type { Arguments } from '../../protocol/arguments.js';
import type { ReplyWriter } from '../../protocol/reply-writer.js';
import { arg } from '../argument-specs.js';
import type { CommandContext } from '../context.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';

export const lcs = defineCommand({
  name: 'lcs',
  group: 'string',
  since: '7.0.0',
  complexity: 'O(N*M) where N and M are the lengths of s1 and s2, respectively',
  summary: 'Find longest common substring',
  arity: -3,
  flags: ['readonly'],
  acl: ['string'],
  keys: keyRange({ first: 1, last: 2, flags: ['RO', 'access'] }),
  args: [
    arg.key('key1'),
    arg.key('key2'),
    arg.token('len', 'LEN', { optional: true }),
    arg.token('idx', 'IDX', { optional: true }),
    arg.integer('len', { token: 'MINMATCHLEN', optional: true }),
    arg.token('withmatchlen', 'WITHMATCHLEN', { optional: true }),
  ],
  reply: reply.oneOf([
    reply.bulk('the longest common subsequence'),
    reply.integer('with LEN: its length', 0),
    reply.record(
      { matches: reply.array(reply.array(reply.any())), len: reply.integer('', 0) },
      'with IDX',
    ),
  ]),
  execute(context, args, out) {
    const first = stringAt(context, args, 1);
    const second = stringAt(context, args, 2);
    const options = parseOptions(args);
    // Redis refuses by the size of its table of 32-bit lengths, and so does this.
    const cells = (first.length + 1) * (second.length + 1);
    if (cells * LENGTH_BYTES > context.server.stringBytesMax) throw new ReplyError(TOO_LARGE);
    const common = new CommonSubsequence(first, second);
    if (options.isLength) out.integer(common.length());
    else if (options.isIndex) replyIndex(common, options, out);
    else {
      const bytes = common.bytes();
      out.bulk(bytes, 0, bytes.length);
    }
  },
});

const LENGTH_BYTES = 4;
const TOO_LARGE = 'ERR Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len';

interface LcsOptions {
  isLength: boolean;
  isIndex: boolean;
  isWithLengths: boolean;
  lengthMin: number;
}

function stringAt({ db }: CommandContext, args: Arguments, key: number): Uint8Array {
  if (db.lookupForRead(args.bytes, args.starts[key], args.ends[key]) === 0)
    return new Uint8Array(0);
  if (isString(db.view)) return copyOfString(db);
  throw new ReplyError('ERR The specified keys must contain string values');
}

function parseOptions(args: Arguments): LcsOptions {
  const options = { isLength: false, isIndex: false, isWithLengths: false, lengthMin: 0 };
  for (let i = 3; i < args.count; i++) {
    if (args.is(i, 'IDX')) options.isIndex = true;
    else if (args.is(i, 'LEN')) options.isLength = true;
    else if (args.is(i, 'WITHMATCHLEN')) options.isWithLengths = true;
    else if (args.is(i, 'MINMATCHLEN') && i + 1 < args.count) {
      options.lengthMin = args.roundedInteger(++i);
    } else throw new ReplyError(ERRORS.syntax);
  }
  if (options.isIndex && options.isLength) {
    throw new ReplyError('ERR If you want both the length and indexes, please just use IDX.');
  }
  return options;
}

/** The runs that both strings have in common, from the last to the first, and the length. */
function replyIndex(common: CommonSubsequence, options: LcsOptions, out: ReplyWriter): void {
  const matches = common.matches().filter((match) => match.length >= options.lengthMin);
  out.map(2);
  out.bulkText('matches');
  out.array(matches.length);
  for (const { first, second, length } of matches) {
    out.array(options.isWithLengths ? 3 : 2);
    for (const start of [first, second]) {
      out.array(2);
      out.integer(start);
      out.integer(start + length - 1);
    }
    if (options.isWithLengths) out.integer(length);
  }
  out.bulkText('len');
  out.integer(common.length());
}
