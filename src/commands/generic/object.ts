/**
 * OBJECT: the subcommands that look inside a value.
 * Source: the Redis command reference, OBJECT.
 */
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';
import { objectEncoding } from './object-encoding.js';
import { objectFreq } from './object-freq.js';
import { objectHelp } from './object-help.js';
import { objectIdletime } from './object-idletime.js';
import { objectRefcount } from './object-refcount.js';

export const object = defineCommand({
  name: 'object',
  group: 'generic',
  since: '2.2.3',
  complexity: 'Depends on subcommand.',
  summary: 'A container for object introspection commands',
  arity: -2,
  flags: [],
  reply: reply.any('see the subcommands'),
  subcommands: [objectEncoding, objectFreq, objectHelp, objectIdletime, objectRefcount],
});
