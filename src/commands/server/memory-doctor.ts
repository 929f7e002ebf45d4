/**
 * MEMORY DOCTOR: what takes memory without need, and the largest owners of it.
 * Source: the Redis command reference, MEMORY DOCTOR.
 */
import { defineCommand } from '../define-command.js';
import { memoryDoctorText } from '../memory-doctor-text.js';
import { reply } from '../reply-schemas.js';

export const memoryDoctor = defineCommand({
  name: 'doctor',
  container: 'memory',
  group: 'server',
  since: '4.0.0',
  complexity: 'O(1)',
  summary: 'Outputs memory problems report',
  arity: 2,
  flags: [],
  tips: ['nondeterministic_output', 'request_policy:all_shards', 'response_policy:special'],
  reply: reply.verbatim('a report'),
  execute(context, _args, out) {
    out.verbatim('txt', memoryDoctorText(context));
  },
});
