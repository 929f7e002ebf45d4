/** PFSELFTEST: checks the HyperLogLog code. Source: the Redis command reference, PFSELFTEST. */

import { findFault } from '../../base/hyperloglog-selftest.js';
import { ReplyError } from '../../base/reply-error.js';
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const pfselftest = defineCommand({
  name: 'pfselftest',
  group: 'hyperloglog',
  since: '2.8.9',
  complexity: 'N/A',
  summary: 'An internal command for testing HyperLogLog values',
  arity: 1,
  flags: ['admin'],
  acl: ['hyperloglog'],
  docFlags: ['syscmd'],
  reply: reply.ok(),
  execute({ keyspace }, _args, out) {
    const fault = findFault(keyspace.random);
    if (fault !== null) throw new ReplyError(`TESTFAILED ${fault}`);
    out.ok();
  },
});
