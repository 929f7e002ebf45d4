/** What the process as a whole occupies, as an argument. All numbers are bytes. */
import { getHeapSpaceStatistics } from 'node:v8';

export interface ProcessMemory {
  rssBytes: number;
  /** Reserved by the JavaScript heap, code not included. */
  v8HeapBytes: number;
  codeBytes: number;
  /** All ArrayBuffers, the regions of the segment pool included. */
  arrayBufferBytes: number;
}

/** Measures this process; some tens of microseconds. */
export function systemProcessMemory(): ProcessMemory {
  const { rss, heapTotal, arrayBuffers } = process.memoryUsage();
  let codeBytes = 0;
  for (const { space_name: name, physical_space_size: size } of getHeapSpaceStatistics()) {
    if (name.includes('code')) codeBytes += size;
  }
  return {
    rssBytes: rss,
    v8HeapBytes: Math.max(0, heapTotal - codeBytes),
    codeBytes,
    arrayBufferBytes: arrayBuffers,
  };
}
