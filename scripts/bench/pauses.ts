/**
 * Measures what keeps clients waiting: loads keys, then runs a mixed load of one request at a time
 * for each of many clients, and prints event-loop delay, garbage collections, heap and resident
 * set of the server, as it measures them itself (INFO eventloop) and as the system sees them.
 *
 *   npm run build && npx tsc -p tsconfig.json --noEmit false --outDir tmp/run
 *   node tmp/run/scripts/bench/pauses.js [--keys 5000000] [--seconds 30] [--clients 50] [--node …]
 */
import { parseArgs } from 'node:util';
import { Prng } from '../../test/support/prng.js';
import { decodeReply, textOf } from '../../test/support/reply-tree.js';
import { RespConnection } from '../../test/support/resp-connection.js';
import { MeasuredServer, sendMany } from './measured-server.js';

const MIB = 2 ** 20;
/** Goals: event-loop delay p99.9, longest garbage collection, V8 heap. */
const DELAY_MS_MAX = 5;
const COLLECTION_MS_MAX = 10;
const HEAP_MIB_MAX = 64;

const { values } = parseArgs({
  options: {
    keys: { type: 'string', default: '5000000' },
    seconds: { type: 'string', default: '30' },
    clients: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    node: { type: 'string', default: process.execPath },
  },
});
const keys = Number(values.keys);
const clients = Number(values.clients);

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function keyOf(i: number): string {
  return `key:${String(i).padStart(12, '0')}`;
}

async function infoOf(connection: RespConnection): Promise<Map<string, number>> {
  const text = textOf(decodeReply(await connection.call('INFO', 'memory', 'eventloop', 'stats')));
  const pairs = text.split('\r\n').map((line) => line.split(':') as [string, string]);
  return new Map(pairs.map(([name, value]) => [name, Number(value)]));
}

/** One client that sends a request, waits for the reply and sends the next. */
async function runClient(port: number, prng: Prng, untilMs: number): Promise<number> {
  const connection = await RespConnection.open({ port });
  let count = 0;
  while (performance.now() < untilMs) {
    const key = keyOf(prng.integer(0, keys - 1));
    await connection.call(...requestOn(key, prng));
    count++;
  }
  await connection.close();
  return count;
}

function requestOn(key: string, prng: Prng): string[] {
  const kind = prng.integer(0, 9);
  if (kind < 5) return ['GET', key];
  if (kind < 8) return ['SET', key, 'v'.repeat(prng.integer(1, 200))];
  if (kind === 8) return ['SET', `${key}:volatile`, 'x', 'PX', String(prng.integer(100, 5000))];
  return ['DEL', key];
}

function report(name: string, value: string, limit: string, isMet: boolean): void {
  say(`${name.padEnd(34)} ${value.padStart(12)}   goal ${limit} ${isMet ? 'met' : 'NOT MET'}`);
}

async function measure(server: MeasuredServer): Promise<void> {
  const idleMiB = server.residentBytes() / MIB;
  const started = performance.now();
  await sendMany(server.port, keys, (i) => ['SET', keyOf(i), `value-${i}-${'v'.repeat(20)}`]);
  say(`${keys} keys loaded in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  const connection = await RespConnection.open({ port: server.port });
  await infoOf(connection);
  await connection.call('CONFIG', 'RESETSTAT');
  const waitedBefore = server.waitedSeconds();
  const untilMs = performance.now() + Number(values.seconds) * 1000;
  const counts = await Promise.all(
    Array.from({ length: clients }, (_, i) => {
      return runClient(server.port, new Prng(Number(values.seed) + i), untilMs);
    }),
  );
  const info = await infoOf(connection);
  const waited = server.waitedSeconds() - waitedBefore;
  await connection.close();
  const get = (name: string): number => info.get(name) ?? Number.NaN;
  const total = counts.reduce((sum, count) => sum + count, 0);
  say(`${total} requests at P=1 from ${clients} clients in ${values.seconds} s`);
  const late = get('eventloop_delay_p99.9_msec');
  report('event-loop delay p99.9', `${late.toFixed(2)} ms`, '<= 5 ms', late <= DELAY_MS_MAX);
  say(`event-loop delay, longest: ${get('eventloop_delay_max_msec').toFixed(2)} ms`);
  // Delays are also those that other processes of the machine cause.
  say(`waited for a processor: ${waited.toFixed(2)} s of ${values.seconds} s`);
  const collection = get('gc_max_msec');
  const isShort = collection <= COLLECTION_MS_MAX;
  report('longest garbage collection', `${collection.toFixed(2)} ms`, '<= 10 ms', isShort);
  say(`garbage collections: ${get('gc_count')}, ${get('gc_total_msec').toFixed(1)} ms together`);
  const heap = get('mem_v8_heap_total') / MIB;
  report('V8 heap', `${heap.toFixed(1)} MiB`, '< 64 MiB', heap < HEAP_MIB_MAX);
  const resident = server.residentBytes() / MIB;
  say(`resident set: ${resident.toFixed(0)} MiB, of which ${idleMiB.toFixed(0)} MiB when idle`);
  say(`pages in use: ${(get('allocator_active') / MIB).toFixed(0)} MiB`);
}

const server = await MeasuredServer.start('segkv', { nodePath: values.node });
try {
  await measure(server);
} finally {
  await server.stop();
}
