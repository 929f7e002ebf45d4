/** What MEMORY and KPROFILE may know and do of the server's memory and its profiler. */
import type { ProfileFiles } from '../platform/profile-files.js';
import type { HeapProfiler } from '../profiler/heap-profiler.js';
import type { ReplyWriter } from '../protocol/reply-writer.js';
import type { ClientPort } from './client-port.js';

/** What the server uses beside and including its pages, in bytes. */
export interface ServerMemory {
  readonly usedBytes: number;
  readonly peakBytes: number;
  /** `usedBytes` when the server had started. */
  readonly startupBytes: number;
  /** Requests that wait and replies not sent. */
  readonly clientBytes: number;
}

/** Writes the reply to a request whose answer took longer. */
export type LaterReply = (out: ReplyWriter) => void;

export interface HeapPort {
  readonly profiler: HeapProfiler;
  readonly files: ProfileFiles;
  /** `heap-profile-dir`: the one directory that DUMP TO writes to. */
  readonly profileDirectory: string;
  readonly processId: number;
  serverMemory(): ServerMemory;
  /** Numbers the dumps of this server, from 0. */
  nextDumpNumber(): number;
  /** Moves items together and gives regions back, in slices; one at a time. */
  purge(): Promise<void>;
  /**
   * Lets the client wait for its reply while others are served; its next requests wait too. A
   * ReplyError with which the promise rejects is the reply then. The command writes nothing itself.
   */
  answerLater(client: ClientPort, answer: Promise<LaterReply>): void;
}
