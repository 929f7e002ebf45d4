/**
 * MEMORY STATS: Redis's fields, each measured. What this server does not have (a replication
 * backlog, script caches) is truly 0. Allocated means live slots and pages, active pages in use,
 * resident the regions of the segment pool.
 * Source: the Redis command reference, MEMORY STATS.
 */
import type { Database } from '../../keyspace/database.js';
import type { ReplyWriter } from '../../protocol/reply-writer.js';
import type { CommandContext } from '../context.js';
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';

export const memoryStats = defineCommand({
  name: 'stats',
  container: 'memory',
  group: 'server',
  since: '4.0.0',
  complexity: 'O(1)',
  summary: 'Show memory usage details',
  arity: 2,
  flags: [],
  tips: ['nondeterministic_output', 'request_policy:all_shards', 'response_policy:special'],
  reply: reply.map(
    reply.bulk('the name of a figure, or db.N'),
    reply.oneOf([reply.integer(), reply.double(), reply.map(reply.bulk(), reply.integer())]),
  ),
  execute(context, _args, out) {
    const databases = context.keyspace.databases.filter((db) => db.size > 0);
    const [before, after] = figures(context, databases);
    out.map(before.length + databases.length + after.length);
    for (const figure of before) writeFigure(out, figure);
    for (const db of databases) writeDatabase(out, db);
    for (const figure of after) writeFigure(out, figure);
  },
});

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly kind: 'integer' | 'double';
}

const whole = (name: string, value: number): Figure => ({ name, value, kind: 'integer' });
const part = (name: string, value: number): Figure => ({ name, value, kind: 'double' });

/** The figures in front of those of the databases, and those behind. */
function figures(context: CommandContext, databases: readonly Database[]): [Figure[], Figure[]] {
  const { server } = context;
  const { memory } = context.keyspace;
  const { usedBytes, peakBytes, startupBytes, clientBytes } = server.heap.serverMemory();
  const keys = databases.reduce((sum, db) => sum + db.size, 0);
  const { pageSizeBytes } = memory.layout;
  const datasetPages = databases.reduce((sum, db) => sum + itemPages(db), 0);
  const datasetBytes = datasetPages * pageSizeBytes;
  const net = usedBytes - startupBytes;
  const before = [
    whole('peak.allocated', peakBytes),
    whole('total.allocated', usedBytes),
    whole('startup.allocated', startupBytes),
    whole('replication.backlog', 0),
    whole('clients.slaves', 0),
    whole('clients.normal', clientBytes),
    whole('cluster.links', 0),
    whole('aof.buffer', 0),
    whole('lua.caches', 0),
    whole('functions.caches', 0),
  ];
  const after = [
    whole('overhead.total', usedBytes - datasetBytes),
    whole('keys.count', keys),
    whole('keys.bytes-per-key', keys === 0 ? 0 : Math.floor(net / keys)),
    whole('dataset.bytes', datasetBytes),
    part('dataset.percentage', percentage(datasetBytes, net)),
    part('peak.percentage', percentage(usedBytes, peakBytes)),
    ...allocatorFigures(context, usedBytes),
  ];
  return [before, after];
}

function itemPages({ keyspace, items }: Database): number {
  const { memory } = keyspace;
  const { persistent, volatile, values } = items;
  return [persistent, volatile, values].reduce((sum, slab) => sum + memory.pagesOf(slab.owner), 0);
}

function allocatorFigures(context: CommandContext, usedBytes: number): Figure[] {
  const { profiler } = context.server.heap;
  const { totals } = profiler.accounts('now');
  const active = context.keyspace.memory.usedBytes;
  const resident = totals.totalBytes;
  const rss = profiler.parts.processMemory().rssBytes;
  return [
    whole('allocator.allocated', totals.liveBytes),
    whole('allocator.active', active),
    whole('allocator.resident', resident),
    part('allocator-fragmentation.ratio', ratio(active, totals.liveBytes)),
    whole('allocator-fragmentation.bytes', active - totals.liveBytes),
    part('allocator-rss.ratio', ratio(resident, active)),
    whole('allocator-rss.bytes', resident - active),
    part('rss-overhead.ratio', ratio(rss, resident)),
    whole('rss-overhead.bytes', rss - resident),
    part('fragmentation', ratio(rss, usedBytes)),
    whole('fragmentation.bytes', rss - usedBytes),
  ];
}

function writeFigure(out: ReplyWriter, { name, value, kind }: Figure): void {
  out.bulkText(name);
  if (kind === 'integer') out.integer(value);
  else out.doubleText(String(value));
}

function writeDatabase(out: ReplyWriter, { number, index, keyspace }: Database): void {
  const { memory } = keyspace;
  out.bulkText(`db.${number}`);
  out.map(3);
  const indexBytes = memory.pagesOf(index.owner) * memory.layout.pageSizeBytes;
  writeFigure(out, whole('overhead.hashtable.main', indexBytes + index.directoryBytes));
  // Items carry their time to expire, so no table of them exists.
  writeFigure(out, whole('overhead.hashtable.expires', 0));
  writeFigure(out, whole('overhead.hashtable.slot-to-keys', 0));
}

function percentage(bytes: number, of: number): number {
  return of <= 0 ? 0 : (bytes * 100) / of;
}

/** 1 where there is nothing to compare with. */
function ratio(bytes: number, of: number): number {
  return of <= 0 ? 1 : bytes / of;
}
