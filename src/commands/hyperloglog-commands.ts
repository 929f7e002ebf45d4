/** The commands on HyperLogLogs. */
import type { Command } from './define-command.js';
import { pfadd } from './hyperloglog/pfadd.js';
import { pfcount } from './hyperloglog/pfcount.js';
import { pfdebug } from './hyperloglog/pfdebug.js';
import { pfmerge } from './hyperloglog/pfmerge.js';
import { pfselftest } from './hyperloglog/pfselftest.js';

export const hyperloglogCommands: readonly Command[] = [
  pfadd,
  pfcount,
  pfdebug,
  pfmerge,
  pfselftest,
];
