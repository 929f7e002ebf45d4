/** The formats that a dump can be written in, by the name that FORMAT takes. */
import { exportFolded } from './export-folded.js';
import { exportJeprof } from './export-jeprof.js';
import { exportJson } from './export-json.js';
import { exportPprof } from './export-pprof.js';
import { exportSpeedscope } from './export-speedscope.js';
import type { HeapSnapshot } from './heap-snapshot.js';
import type { Pause } from './sliced-work.js';

export type HeapExport = (snapshot: HeapSnapshot, pause: Pause) => Promise<Uint8Array>;

export const HEAP_FORMATS = {
  json: exportJson,
  pprof: exportPprof,
  folded: (snapshot, pause) => exportFolded(snapshot, pause),
  speedscope: exportSpeedscope,
  jeprof: exportJeprof,
} as const satisfies Record<string, HeapExport>;

export type HeapFormat = keyof typeof HEAP_FORMATS;

export const HEAP_FORMAT_NAMES = Object.keys(HEAP_FORMATS) as readonly HeapFormat[];
