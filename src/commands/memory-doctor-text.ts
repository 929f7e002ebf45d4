/**
 * The text of MEMORY DOCTOR: findings, each with its figures and what to do about it, and the
 * largest owners when the heap profiler knows them.
 */
import { topRows } from '../profiler/top.js';
import type { CommandContext } from './context.js';

/** Shares of pages in use above which something is worth saying. */
const SLACK_SHARE = 0.25;
const NEAR_LIMIT_SHARE = 0.9;
/** Regions are given back whole, so this much free memory is nothing to report. */
const FREE_REGIONS_MIN = 2;
/** Buffers of clients above this share of all memory are worth a word. */
const CLIENT_SHARE = 0.2;
const SMALL_BYTES = 5 * 1024 * 1024;
const ROWS = 5;

/** Several lines, each ended. */
export function memoryDoctorText(context: CommandContext): string {
  const { memory } = context.keyspace;
  const lines: string[] = [];
  if (memory.usedBytes < SMALL_BYTES) {
    lines.push(`Only ${mebibytes(memory.usedBytes)} of pages are in use: nothing to examine.`);
  } else {
    const findings = findingsOf(context);
    if (findings.length === 0) lines.push('No memory problem was found.');
    else lines.push(`${findings.length} finding${findings.length === 1 ? '' : 's'}:`, ...findings);
  }
  return `${[...lines, ...ownersOf(context)].join('\n')}\n`;
}

function findingsOf(context: CommandContext): string[] {
  const { memory } = context.keyspace;
  const { profiler } = context.server.heap;
  const { totals, slabs } = profiler.accounts('now');
  const used = memory.usedBytes;
  const found: string[] = [];
  const { freeSlots = 0, rounding = 0 } = totals.slackBytes;
  const reclaimable = slabs.reduce((sum, slab) => sum + slab.reclaimablePages, 0);
  if (freeSlots > used * SLACK_SHARE) {
    const bytes = reclaimable * totals.pageSizeBytes;
    found.push(
      `* ${mebibytes(freeSlots)} of pages in use are free slots: what was in them was deleted. ` +
        `MEMORY PURGE moves items together and would free about ${mebibytes(bytes)}.`,
    );
  }
  if (rounding > used * SLACK_SHARE) {
    found.push(
      `* ${mebibytes(rounding)} are lost to rounding: items do not fill their slots. ` +
        'MEMORY HEAP TOP 10 BY slack names the prefixes.',
    );
  }
  if (totals.freePageBytes > FREE_REGIONS_MIN * memory.layout.regionSizeBytes) {
    found.push(
      `* ${mebibytes(totals.freePageBytes)} are free pages in regions that others keep alive. ` +
        'MEMORY PURGE gives regions back.',
    );
  }
  const { limitBytes } = memory.budget;
  if (used > limitBytes * NEAR_LIMIT_SHARE) {
    found.push(
      `* ${mebibytes(used)} of maxmemory ${mebibytes(limitBytes)} are in use: ` +
        'writes are refused at the limit.',
    );
  }
  const { usedBytes, clientBytes } = context.server.heap.serverMemory();
  if (clientBytes > usedBytes * CLIENT_SHARE) {
    found.push(
      `* Clients hold ${mebibytes(clientBytes)} in requests that wait and replies not sent: ` +
        'CLIENT LIST shows whose (qbuf, omem), client-output-buffer-limit bounds them.',
    );
  }
  if (profiler.contextsDropped > 0) {
    found.push(
      `* The heap profiler has no room for more contexts (${profiler.contextCount}): ` +
        'a PREFIX with less depth makes fewer.',
    );
  }
  return found;
}

/** The top rows by prefix and command, or how to get them. */
function ownersOf({ server }: CommandContext): string[] {
  const { profiler } = server.heap;
  if (!profiler.hasProfile) {
    return ['Largest owners: unknown, the heap profiler is off (MEMORY HEAP ENABLE).'];
  }
  const options = { count: ROWS, by: 'bytes', dimensions: ['prefix', 'command'] } as const;
  const { rows, total } = topRows(profiler.profile(), options);
  const lines = rows.map(({ names: [prefix, command], bytes, objects }) => {
    const share = total.bytes === 0 ? 0 : (bytes / total.bytes) * 100;
    const sums = `${mebibytes(bytes)} (${share.toFixed(1)} %), ${objects} objects`;
    return `  ${prefix} by ${command}: ${sums}`;
  });
  const when = profiler.isEnabled ? '' : ', as of when the heap profiler was disabled';
  return [`Largest owners of ${mebibytes(total.bytes)} live${when}:`, ...lines];
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(2)} MiB`;
}
