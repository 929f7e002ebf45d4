/** The memory that another process takes, as Linux tells it. */
import { existsSync, readFileSync } from 'node:fs';

/** True on Linux; else prints why the tests that need it are skipped. */
export function residentMemoryIsKnown(what: string): boolean {
  if (existsSync('/proc/self/status')) return true;
  process.stderr.write(`skipped: ${what} needs /proc, as Linux has it\n`);
  return false;
}

/** Bytes of memory that the process has now. */
export function residentBytes(pid: number): number {
  return field(pid, 'VmRSS');
}

/** The most that it ever had. */
export function peakResidentBytes(pid: number): number {
  return field(pid, 'VmHWM');
}

function field(pid: number, name: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status);
  if (found === null) throw new Error(`${name} of process ${pid} is not known`);
  return Number(found[1]) * 1024;
}
