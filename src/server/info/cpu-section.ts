/**
 * INFO cpu: the processor time of the process, in seconds. It starts no other processes. That of
 * the main thread alone is there from Node 23.9 on.
 */
import type { CpuTimes } from '../../platform/process-information.js';
import type { InfoField } from './info-section.js';

const DIGITS = 6;

export function cpuFields({ user, system }: CpuTimes, thread: CpuTimes | null): InfoField[] {
  const fields: InfoField[] = [
    ['used_cpu_sys', system.toFixed(DIGITS)],
    ['used_cpu_user', user.toFixed(DIGITS)],
    ['used_cpu_sys_children', '0.000000'],
    ['used_cpu_user_children', '0.000000'],
  ];
  if (thread === null) return fields;
  return [
    ...fields,
    ['used_cpu_sys_main_thread', thread.system.toFixed(DIGITS)],
    ['used_cpu_user_main_thread', thread.user.toFixed(DIGITS)],
  ];
}
