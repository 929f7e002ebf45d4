/** INFO cpu: the processor time of the process, in seconds. It starts no other processes. */
import type { CpuTimes } from '../../platform/process-information.js';
import type { InfoField } from './info-section.js';

const DIGITS = 6;

export function cpuFields({ user, system }: CpuTimes): InfoField[] {
  return [
    ['used_cpu_sys', system.toFixed(DIGITS)],
    ['used_cpu_user', user.toFixed(DIGITS)],
    ['used_cpu_sys_children', '0.000000'],
    ['used_cpu_user_children', '0.000000'],
  ];
}
