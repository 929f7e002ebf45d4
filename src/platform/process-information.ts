/** What the system says of this process and machine, as an argument: INFO prints it. */
import { arch, release, totalmem, type } from 'node:os';

export interface CpuTimes {
  /** In seconds. */
  readonly user: number;
  readonly system: number;
}

/** Bytes of the JavaScript engine's memory; none of it holds data of the keyspace. */
export interface EngineMemory {
  readonly heapUsedBytes: number;
  readonly heapTotalBytes: number;
  /** ArrayBuffers: regions of pages, network buffers. */
  readonly arrayBufferBytes: number;
}

export interface ProcessInformation {
  readonly processId: number;
  /** System name, release and architecture, as uname prints them. */
  readonly system: string;
  readonly wordBits: number;
  /** Versions of Node and of its engine. */
  readonly nodeVersion: string;
  readonly engineVersion: string;
  /** Path of the program that runs. */
  readonly executable: string;
  readonly machineMemoryBytes: number;
  residentBytes(): number;
  engineMemory(): EngineMemory;
  cpuTimes(): CpuTimes;
  /** Of the thread that asks; null where Node does not tell. */
  threadCpuTimes(): CpuTimes | null;
}

/** Since Node 23.9. */
interface ThreadTimes {
  threadCpuUsage?(): NodeJS.CpuUsage;
}

const MICROSECONDS = 1_000_000;
const MACHINES: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'aarch64' };

/** The process this runs in. */
export const systemProcess: ProcessInformation = {
  processId: process.pid,
  system: `${type()} ${release()} ${MACHINES[arch()] ?? arch()}`,
  wordBits: /64|s390x/.test(arch()) ? 64 : 32,
  nodeVersion: process.versions.node,
  engineVersion: process.versions.v8,
  executable: process.argv[1] ?? process.execPath,
  machineMemoryBytes: totalmem(),
  residentBytes: () => process.memoryUsage.rss(),
  engineMemory() {
    const { heapUsed, heapTotal, arrayBuffers } = process.memoryUsage();
    return {
      heapUsedBytes: heapUsed,
      heapTotalBytes: heapTotal,
      arrayBufferBytes: arrayBuffers,
    };
  },
  cpuTimes: () => inSeconds(process.cpuUsage()),
  threadCpuTimes() {
    const newer: ThreadTimes = process as ThreadTimes;
    return newer.threadCpuUsage === undefined ? null : inSeconds(newer.threadCpuUsage());
  },
};

function inSeconds({ user, system }: NodeJS.CpuUsage): CpuTimes {
  return { user: user / MICROSECONDS, system: system / MICROSECONDS };
}
