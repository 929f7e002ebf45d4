/**
 * BITFIELD_RO key [GET type offset …]: integers of any width inside a string.
 * Source: the Redis command reference, BITFIELD_RO.
 */
import { ReplyError } from '../../base/reply-error.js';
import { arg } from '../argument-specs.js';
import { parseOperations } from '../bitfield-operations.js';
import { defineCommand } from '../define-command.js';
import { keyRange } from '../key-specs.js';
import { reply } from '../reply-schemas.js';
import { replyFields } from './bitfield.js';

export const bitfieldRo = defineCommand({
  name: 'bitfield_ro',
  group: 'bitmap',
  since: '6.0.0',
  complexity: 'O(1) for each subcommand specified',
  summary:
    'Perform arbitrary bitfield integer operations on strings. Read-only variant ' + 'of BITFIELD',
  arity: -2,
  flags: ['readonly', 'fast'],
  acl: ['bitmap'],
  keys: keyRange({ first: 1, flags: ['RO', 'access'] }),
  args: [
    arg.key('key'),
    arg.block('encoding_offset', [arg.string('encoding'), arg.integer('offset')], {
      token: 'GET',
      optional: true,
      multiple: true,
      multipleToken: true,
    }),
  ],
  reply: reply.array(reply.integer(), 'a result an operation'),
  execute(context, args, out) {
    const operations = parseOperations(context, args);
    if (operations.some(({ verb }) => verb !== 'GET')) {
      throw new ReplyError('ERR BITFIELD_RO only supports the GET subcommand');
    }
    replyFields(context, args, operations, out);
  },
});
