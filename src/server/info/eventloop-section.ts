/**
 * INFO eventloop: how late the event loop was and how long garbage collections took. Measuring
 * begins when the section is first asked for, so that nobody pays for it unasked.
 */
import type { PauseFigures } from '../../platform/pause-meter.js';
import type { InfoField } from './info-section.js';

export function eventloopFields(figures: PauseFigures): InfoField[] {
  return [
    ['eventloop_measured_seconds', figures.seconds.toFixed(3)],
    ['eventloop_delay_p50_msec', figures.delayP50Ms.toFixed(3)],
    ['eventloop_delay_p99_msec', figures.delayP99Ms.toFixed(3)],
    ['eventloop_delay_p99.9_msec', figures.delayP999Ms.toFixed(3)],
    ['eventloop_delay_max_msec', figures.delayMaxMs.toFixed(3)],
    ['gc_count', figures.collections],
    ['gc_total_msec', figures.collectionTotalMs.toFixed(3)],
    ['gc_max_msec', figures.collectionMaxMs.toFixed(3)],
  ];
}
