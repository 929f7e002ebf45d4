/** The program with a configuration file: includes, order, errors with their place, rewriting. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Program } from '../support/program.js';
import { decodeReply, textOf } from '../support/reply-tree.js';
import { RespConnection } from '../support/resp-connection.js';

let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'segkv-conf-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

function write(name: string, ...lines: string[]): string {
  writeFileSync(join(directory, name), `${lines.join('\n')}\n`);
  return name;
}

async function directive(connection: RespConnection, name: string): Promise<string> {
  const reply = decodeReply(await connection.call('CONFIG', 'GET', name));
  return textOf(reply.items[1]!);
}

test('later lines win: file, then standard input, then the command line', async () => {
  write('more.conf', 'timeout 2', 'maxclients 50');
  const file = write(
    'segkv.conf',
    '# comment',
    'port 0',
    'timeout 1',
    'include more.conf',
    'hz 15',
  );
  await using program = new Program([file, '--maxclients', '70', '-'], {
    directory,
    input: 'hz 20\nmaxclients 60\n',
  });
  const connection = await RespConnection.open({ port: await program.ready() });
  expect(await directive(connection, 'timeout')).toBe('2');
  expect(await directive(connection, 'hz')).toBe('20');
  expect(await directive(connection, 'maxclients')).toBe('70');
  const info = (await connection.call('INFO', 'server')).toString();
  expect(info).toContain(`config_file:${join(directory, 'segkv.conf')}\r\n`);
  await connection.close();
});

test('a wrong line is reported with file and number', async () => {
  write('inner.conf', '', 'timeout many');
  const file = write('outer.conf', 'port 0', 'include inner.conf');
  const { code, stderr } = await new Program([file], { directory }).ended;
  expect(code).toBe(1);
  expect(stderr).toContain(`at line 2 of ${join(directory, 'inner.conf')}`);
  expect(stderr).toContain(">>> 'timeout many'");
});

test('a file that is not there ends the program', async () => {
  const { code, stderr } = await new Program(['none.conf'], { directory }).ended;
  expect(code).toBe(1);
  expect(stderr).toBe(
    "Fatal error, can't open config file 'none.conf': No such file or directory\n",
  );
});

test('CONFIG REWRITE keeps comments, and the next start has the new values', async () => {
  const file = write('segkv.conf', '# the port', 'port 0', '', '# to be changed', 'timeout 1');
  {
    await using program = new Program([file], { directory });
    const connection = await RespConnection.open({ port: await program.ready() });
    await connection.call('CONFIG', 'SET', 'timeout', '33', 'maxmemory', '100mb');
    expect((await connection.call('CONFIG', 'REWRITE')).toString()).toBe('+OK\r\n');
    await connection.close();
  }
  const text = readFileSync(join(directory, file), 'utf8');
  expect(text).toContain('# the port\nport 0\n\n# to be changed\ntimeout 33\n');
  await using program = new Program([file], { directory });
  const connection = await RespConnection.open({ port: await program.ready() });
  expect(await directive(connection, 'timeout')).toBe('33');
  expect(await directive(connection, 'maxmemory')).toBe('104857600');
  await connection.close();
});
