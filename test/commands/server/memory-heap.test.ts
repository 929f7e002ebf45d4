import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { memoryHeap } from '../../../src/commands/server/memory-heap.js';
import { HEAP_FORMAT_NAMES } from '../../../src/profiler/heap-formats.js';
import { pairsOf, type Reply, textOf } from '../../support/reply-tree.js';
import { TestServer } from '../../support/test-server.js';

const directory = mkdtempSync(join(tmpdir(), 'segkv-heap-'));
afterAll(() => rmSync(directory, { recursive: true }));

const NO_PROFILE = '-ERR there is no heap profile, start one with MEMORY HEAP ENABLE\r\n';
const OK = '+OK\r\n';

/** A server with a profile: 100 keys of user:, 10 larger ones of session:. */
async function profiled(resp: 2 | 3 = 2): Promise<TestServer> {
  const server = await TestServer.start({ config: { 'heap-profile-dir': directory } }, resp);
  await server.call('MEMORY', 'HEAP', 'ENABLE');
  for (let i = 0; i < 100; i++) await server.call('SET', `user:${i}`, 'x'.repeat(20));
  for (let i = 0; i < 10; i++) await server.call('APPEND', `session:${i}`, 'y'.repeat(1000));
  return server;
}

function fieldsOf(reply: Reply): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of pairsOf(reply.items)) fields[name] = textOf(value);
  return fields;
}

async function heap(server: TestServer, ...words: string[]): Promise<Reply> {
  return server.reply('MEMORY', 'HEAP', ...words);
}

async function rows(server: TestServer, ...words: string[]): Promise<Record<string, string>[]> {
  return (await heap(server, ...words)).items.map(fieldsOf);
}

test('STATUS tells what is counted, how, and how much of all memory it explains', async () => {
  await using server = await TestServer.start({}, 3);
  await server.call('SET', 'early:1', 'x');
  const call = (...words: string[]) => server.call('MEMORY', 'HEAP', ...words);
  expect(fieldsOf(await heap(server, 'STATUS'))).toMatchObject({ enabled: '0', since: '' });
  const options = ['STACKS', 'exact', 'SAMPLE', '1000', 'DEPTH', '5', 'PREFIX', ':|', '2', '30'];
  expect(await call('ENABLE', ...options)).toBe(OK);
  await server.call('SET', 'a:1', 'x');
  await call('STATUS');
  expect(fieldsOf(await heap(server, 'STATUS'))).toMatchObject({
    enabled: '1',
    stacks: 'exact',
    depth: '5',
    'sample-bytes': '1000',
    clients: 'together',
    'prefix-delimiters': ':|',
    'prefix-depth': '2',
    'prefix-max-bytes': '30',
    contexts: '2',
    'contexts-dropped': '0',
    coverage: '1.000000',
    walking: '0',
    'walked-items': '1',
  });
  expect(await call('DISABLE')).toBe(OK);
  expect(fieldsOf(await heap(server, 'STATUS'))).toMatchObject({ enabled: '0', contexts: '2' });
  expect(await call('TOP')).not.toBe(NO_PROFILE);
  expect(await call('DISABLE', 'RESET')).toBe(OK);
  expect(await call('TOP')).toBe(NO_PROFILE);
});

test('TOP gives the largest first, and the remainder makes the sum complete', async () => {
  await using server = await profiled();
  const all = await rows(server, 'TOP');
  expect(all[0]).toMatchObject({ prefix: 'session:', objects: '10' });
  expect(all.find((row) => row.prefix === 'user:')).toMatchObject({ objects: '100' });
  expect(all.at(-1)).toMatchObject({ prefix: '(remainder)', bytes: '0' });
  const sum = (list: Record<string, string>[]): number =>
    list.reduce((total, row) => total + Number(row.bytes), 0);
  expect(sum(await rows(server, 'TOP', '1', 'GROUP', 'command'))).toBe(sum(all));
  const live = Number(fieldsOf(await heap(server, 'STATUS'))['live-bytes']);
  expect(sum(all)).toBe(live);
  const byCommand = await rows(server, 'TOP', '2', 'BY', 'objects', 'GROUP', 'command,prefix');
  expect(byCommand[0]).toMatchObject({ command: '(index)', objects: '110' });
  expect(byCommand[1]).toMatchObject({ command: 'set', prefix: 'user:' });
  const stacks = await rows(server, 'TOP', '1', 'GROUP', 'stack');
  expect(stacks[0]?.stack).toMatch(/SlabAllocator\.allocate < .*Client\.receive/);
});

test('the reply to ENABLE comes when everything that was there is attributed', async () => {
  await using server = await TestServer.start({ verify: false });
  const sets = Array.from({ length: 60_000 }, (_, i) => ['SET', `old:${i}`, 'x'.repeat(30)]);
  await server.connection.pipeline(sets);
  expect(await server.call('MEMORY', 'HEAP', 'ENABLE')).toBe(OK);
  const status = fieldsOf(await heap(server, 'STATUS'));
  expect(status).toMatchObject({ coverage: '1.000000', walking: '0', 'walked-items': '60000' });
  expect(await rows(server, 'TOP', '1', 'GROUP', 'prefix,command')).toContainEqual(
    expect.objectContaining({ prefix: 'old:', command: '(before enable)', objects: '60000' }),
  );
});

test('clients are told apart when asked for', async () => {
  await using server = await TestServer.start();
  await server.call('MEMORY', 'HEAP', 'ENABLE', 'CLIENTS', 'APART');
  const id = await server.text('CLIENT', 'ID');
  await server.call('SET', 'a:1', 'x');
  expect(await rows(server, 'TOP', '5', 'BY', 'objects', 'GROUP', 'client,prefix')).toContainEqual(
    expect.objectContaining({ client: `id=${id}`, prefix: 'a:' }),
  );
  await server.call('MEMORY', 'HEAP', 'ENABLE', 'CLIENTS', 'TOGETHER');
  await server.call('SET', 'b:1', 'x');
  const all = await rows(server, 'TOP', '9', 'GROUP', 'client,prefix');
  expect(all).toContainEqual(expect.objectContaining({ client: '(none)', prefix: 'b:' }));
});

test('growth is since a snapshot, and DIFF says what changed', async () => {
  await using server = await profiled();
  const call = (...words: string[]) => server.call('MEMORY', 'HEAP', ...words);
  expect(await call('SNAPSHOT', 'one')).toBe(OK);
  for (let i = 0; i < 50; i++) await server.call('SET', `leak:${i}`, 'z'.repeat(100));
  await server.call('GETDEL', 'session:1');
  const [top] = await rows(server, 'TOP', '1', 'BY', 'growth');
  expect(top).toMatchObject({ prefix: 'leak:', objects: '50' });
  expect(top?.growth).toBe(top?.bytes);
  expect(await call('SNAPSHOT', 'two')).toBe(OK);
  const since = await rows(server, 'TOP', '1', 'BY', 'growth', 'SINCE', 'one');
  expect(since[0]?.prefix).toBe('leak:');
  const diff = await rows(server, 'DIFF', 'one', 'two');
  expect(diff[0]).toMatchObject({ prefix: 'leak:', 'growth-objects': '50', 'bytes-before': '0' });
  expect(diff.find((row) => row.prefix === 'session:')).toMatchObject({ 'growth-objects': '-1' });
  const sum = diff.slice(0, -1).reduce((total, row) => total + Number(row.growth), 0);
  expect(Number(diff.at(-1)?.growth)).toBe(sum);
  expect(await rows(server, 'DIFF', 'one')).toEqual(diff);
  expect((await rows(server, 'DIFF', 'one', 'COUNT', '1')).length).toBe(3);
  expect((await rows(server, 'SNAPSHOTS')).map((row) => row.name)).toEqual(['one', 'two']);
  expect(await call('FORGET', 'one')).toBe(OK);
  expect(await call('FORGET', 'one')).toBe('-ERR no such heap snapshot\r\n');
  expect(await call('DIFF', 'one', 'two')).toBe('-ERR no such heap snapshot\r\n');
});

test('PEAK remembers who had memory when most was in use', async () => {
  await using server = await profiled(3);
  for (let i = 0; i < 10; i++) await server.call('GETDEL', `session:${i}`);
  await server.call('MEMORY', 'HEAP', 'PEAK');
  const peak = pairsOf((await heap(server, 'PEAK', 'GROUP', 'command')).items);
  const [first] = (peak.get('rows')?.items ?? []).map(fieldsOf);
  expect(first).toMatchObject({ command: 'append', objects: '10' });
  expect(Number(textOf(peak.get('bytes') as Reply))).toBeGreaterThan(10_000);
});

test('FRAG gives slack by cause and owner, without a profile too', async () => {
  await using server = await TestServer.start({}, 3);
  for (let i = 100; i < 1100; i++) await server.call('SET', `key:${i}`, 'x'.repeat(480));
  for (let i = 100; i < 1100; i++) if (i % 5 !== 0) await server.call('GETDEL', `key:${i}`);
  await server.call('MEMORY', 'HEAP', 'FRAG');
  const frag = pairsOf((await heap(server, 'FRAG')).items);
  const owners = (frag.get('owners')?.items ?? []).map(fieldsOf);
  const [items] = owners;
  expect(items).toMatchObject({ owner: 'db0 items', pages: '16' });
  expect(Number(items?.['free-slots'])).toBeGreaterThan(400_000);
  const slack = fieldsOf(frag.get('slack') as Reply);
  expect(slack['free-slots']).toBe(items?.['free-slots']);
  expect(Object.keys(slack)).toEqual([
    'rounding',
    'free-slots',
    'page-tail',
    'empty-index-entries',
  ]);
  expect(textOf(frag.get('reclaimable-by-moving') as Reply)).toBe(String(12 * 32_768));
});

test.each(HEAP_FORMAT_NAMES)(
  'DUMP in %s is the reply, or a file with that content',
  async (name) => {
    await using server = await profiled(3);
    await server.call('MEMORY', 'HEAP', 'DUMP', 'FORMAT', name);
    const reply = await heap(server, 'DUMP', 'FORMAT', name, 'GROUP', 'prefix,command');
    expect(reply.kind).toBe('bulk');
    expect(reply.bytes.length).toBeGreaterThan(50);
    await server.call('MEMORY', 'HEAP', 'DUMP', 'FORMAT', name, 'TO', `d.${name}`);
    const written = fieldsOf(await heap(server, 'DUMP', 'FORMAT', name, 'TO', `d.${name}`));
    const path = join(directory, `d.${name}`);
    const bytes = readFileSync(path);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(written).toEqual({ path, bytes: String(bytes.length), sha256 });
  },
);

test('a dump never leaves its directory and never follows a link out of it', async () => {
  await using server = await profiled();
  for (const name of ['../x', '/tmp/x', 'a/b', '..', '.', '.hidden', '', 'a\0b', 'x'.repeat(300)]) {
    const reply = await server.call('MEMORY', 'HEAP', 'DUMP', 'TO', name);
    expect([name, reply]).toEqual([
      name,
      '-ERR TO takes the name of a file in heap-profile-dir: letters, digits, and any of _.-\r\n',
    ]);
  }
  const outside = mkdtempSync(join(tmpdir(), 'segkv-outside-'));
  symlinkSync(join(outside, 'target'), join(directory, 'link'));
  await server.call('MEMORY', 'HEAP', 'DUMP', 'TO', 'link');
  expect(readdirSync(outside)).toEqual([]);
  rmSync(outside, { recursive: true });
});

test('a directory that is not there is an error, and nothing is OK', async () => {
  const config = { 'heap-profile-dir': join(directory, 'missing') };
  await using server = await TestServer.start({ config });
  await server.call('MEMORY', 'HEAP', 'ENABLE');
  expect(await server.call('MEMORY', 'HEAP', 'DUMP', 'TO', 'a')).toMatch(
    /^-ERR the heap dump was not written: ENOENT/,
  );
});

test('requests behind a dump wait for it, those of others do not', async () => {
  await using server = await profiled();
  const replies = await server.connection.pipeline([
    ['SET', 'user:0', '1'],
    ['MEMORY', 'HEAP', 'DUMP', 'FORMAT', 'folded'],
    ['GET', 'user:0'],
    ['PING'],
  ]);
  expect(replies.map((reply) => reply.toString().slice(0, 1)).join('')).toBe('+$$+');
  expect(replies[2]?.toString()).toBe('$1\r\n1\r\n');
});

test.each([
  [['NOPE'], "unknown subcommand 'NOPE'. Try MEMORY HEAP HELP."],
  [['constructor'], "unknown subcommand 'constructor'. Try MEMORY HEAP HELP."],
  [['ENABLE', 'STACKS'], 'STACKS takes NONE, MEMO or EXACT'],
  [['ENABLE', 'STACKS', 'all'], 'STACKS takes NONE, MEMO or EXACT'],
  [['ENABLE', 'DEPTH', '0'], 'DEPTH must be between 1 and 64'],
  [['ENABLE', 'SAMPLE', '-1'], 'SAMPLE must be between 0 and 1099511627776'],
  [['ENABLE', 'SAMPLE'], 'syntax error'],
  [['ENABLE', 'PREFIX', ':', '1'], 'syntax error'],
  [['ENABLE', 'PREFIX', '', '1', '10'], 'PREFIX takes 1 to 16 delimiter characters'],
  [['ENABLE', 'PREFIX', ':', '9', '10'], 'prefix depth must be between 1 and 8'],
  [['ENABLE', 'PREFIX', ':', '1', '257'], 'prefix length must be between 1 and 256'],
  [['ENABLE', 'CLIENTS', 'yes'], 'CLIENTS takes APART or TOGETHER'],
  [['ENABLE', 'FOO'], 'syntax error'],
  [['DISABLE', 'FOO'], 'syntax error'],
  [['DISABLE', 'RESET', 'x'], "wrong number of arguments for 'memory|heap disable' command"],
  [['TOP', '0'], 'the number of rows must be between 1 and 10000'],
  [['TOP', 'x'], 'value is not an integer or out of range'],
  [['TOP', 'BY', 'size'], 'BY takes one of bytes, objects, growth, slack, churn'],
  [['TOP', 'GROUP', 'prefix,prefix'], /^GROUP takes some of prefix, command/],
  [['TOP', 'GROUP', 'key'], /^GROUP takes some of prefix, command/],
  [['TOP', 'GROUP'], 'syntax error'],
  [['TOP', '5', 'FOO', 'x'], 'syntax error'],
  [['TOP', 'SINCE', 'never'], 'no such heap snapshot'],
  [['SNAPSHOT'], "wrong number of arguments for 'memory|heap snapshot' command"],
  [['SNAPSHOT', 'a b'], 'a snapshot is named with 1 to 64 letters, digits, and any of _.:-'],
  [['DIFF'], "wrong number of arguments for 'memory|heap diff' command"],
  [['PEAK', 'COUNT'], 'syntax error'],
  [['FRAG', 'x'], "wrong number of arguments for 'memory|heap frag' command"],
  [['DUMP', 'FORMAT', 'dhat'], 'FORMAT takes one of json, pprof, folded, speedscope, jeprof'],
  [['DUMP', 'FORMAT'], 'syntax error'],
  [['DUMP', 'FOO', 'x'], 'syntax error'],
] as [string[], string | RegExp][])('%j is refused', async (words, message) => {
  await using server = await TestServer.start();
  await server.call('MEMORY', 'HEAP', 'ENABLE');
  const text = await server.text('MEMORY', 'HEAP', ...words);
  if (typeof message === 'string') expect(text).toBe(`ERR ${message}`);
  else expect(text.replace(/^ERR /, '')).toMatch(message);
  // What is refused has changed nothing.
  expect(fieldsOf(await heap(server, 'STATUS'))).toMatchObject({ enabled: '1', stacks: 'memo' });
});

test.each(['TOP', 'PEAK', 'DUMP', 'SNAPSHOT a', 'DIFF a'])('%s needs a profile', async (words) => {
  await using server = await TestServer.start();
  expect(await server.call('MEMORY', 'HEAP', ...words.split(' '))).toBe(NO_PROFILE);
});

test('RESET while enabled keeps what is in use and forgets what was freed', async () => {
  await using server = await profiled();
  for (let i = 0; i < 50; i++) await server.call('GETDEL', `user:${i}`);
  const [before] = await rows(server, 'TOP', '1', 'BY', 'churn');
  expect(Number(before?.churn)).toBeGreaterThan(1000);
  expect(await server.call('MEMORY', 'HEAP', 'RESET')).toBe(OK);
  const [after] = await rows(server, 'TOP', '1', 'BY', 'churn');
  expect(after?.churn).toBe('0');
});

test('HELP names every word, and the command is one for administrators', async () => {
  await using server = await TestServer.start({}, 3);
  const help = await server.call('MEMORY', 'HEAP', 'HELP');
  const words =
    'ENABLE DISABLE STATUS TOP DUMP SNAPSHOT SNAPSHOTS FORGET DIFF PEAK FRAG RESET'.split(' ');
  for (const word of words) {
    expect(help).toMatch(new RegExp(`\\+${word}\\b`));
  }
  expect(memoryHeap.fullName).toBe('memory|heap');
  const info = await server.call('COMMAND', 'INFO', 'memory|heap');
  for (const word of ['+admin', '+noscript', '+@admin', '+@dangerous']) {
    expect(info).toContain(`${word}\r\n`);
  }
});
