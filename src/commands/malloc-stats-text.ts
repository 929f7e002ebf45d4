/** The text of MEMORY MALLOC-STATS: what the allocators hold, down to each slab class. */
import type { HeapAccounts } from '../profiler/accounting.js';

const COLUMNS = ['slot', 'pages', 'slots', 'live', 'live bytes', 'slack bytes'];

/** Several lines, each ended; all sizes in bytes. */
export function mallocStatsText({ totals, pool, classes, slabs, ownerRows }: HeapAccounts): string {
  const lines = [
    `Segment pool: regions ${pool.regions} x ${pool.regionSizeBytes}, ` +
      `pages ${totals.pages} x ${pool.pageSizeBytes}`,
  ];
  for (const [state, pages] of Object.entries(pool.pagesByState)) {
    lines.push(`  ${state}: ${pages} pages`);
  }
  lines.push(`Live: ${totals.liveBytes} in ${totals.liveObjects} objects`);
  for (const [cause, bytes] of Object.entries(totals.slackBytes)) {
    lines.push(`Slack, ${cause}: ${bytes}`);
  }
  lines.push(`Page headers: ${totals.pageHeaderBytes}`, `Free pages: ${totals.freePageBytes}`);
  lines.push('Owners:');
  for (const slab of slabs) {
    if (slab.pages === 0) continue;
    lines.push(
      `  ${slab.name}: ${slab.pages} pages, ${slab.liveSlots} slots and ${slab.wholePages} ` +
        `whole pages live, ${slab.roundingBytes} rounding, ${slab.freeSlotBytes} free slots`,
    );
  }
  for (const row of ownerRows) {
    const where = row.db < 0 ? '' : ` of db${row.db}`;
    lines.push(`  ${row.name}${where}: ${row.bytes} in ${row.objects}, ${row.slackBytes} slack`);
  }
  lines.push('Slab classes:', formatRow(COLUMNS));
  for (const slab of classes) {
    const { slotBytes, pages, slots, liveSlots, liveBytes, slackBytes } = slab;
    lines.push(formatRow([slotBytes, pages, slots, liveSlots, liveBytes, slackBytes].map(String)));
  }
  return `${lines.join('\n')}\n`;
}

function formatRow(cells: readonly string[]): string {
  return cells.map((cell) => cell.padStart(12)).join('');
}
