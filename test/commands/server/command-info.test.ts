import { expect, test } from 'vitest';
import { callBare } from '../../support/bare-context.js';
import { EXAMPLE_TABLE as table } from '../../support/example-commands.js';
import { decodeReply, type Reply, textOf } from '../../support/reply-tree.js';

function namesIn(...words: string[]): string[] {
  const { items } = decodeReply(callBare(words, { table, resp: 3 }));
  return items.map((item) => (item.kind === 'null' ? 'null' : textOf(item.items[0] as Reply)));
}

test('a command is ten parts', () => {
  const text = callBare(['COMMAND', 'INFO', 'mset'], { table, resp: 3 }).toString();
  const spec = [
    '%4,$5,notes,$8,in pairs,$5,flags,~2,+OW,+update,$12,begin_search,%2,$4,type,$5,index,',
    '$4,spec,%1,$5,index,:1,$9,find_keys,%2,$4,type,$5,range,$4,spec,%3,$7,lastkey,:-1,',
    '$7,keystep,:2,$5,limit,:0',
  ].join('');
  expect(text.trim().split('\r\n').join(',')).toBe(
    `*1,*10,$4,mset,:-3,~2,+write,+denyoom,:1,:-1,:2,~2,+@write,+@slow,~0,~1,${spec},~0`,
  );
});

test('in RESP 2 sets are arrays and maps are flat', () => {
  const text = callBare(['COMMAND', 'INFO', 'get'], { table }).toString();
  expect(text).toContain(
    '*10\r\n$3\r\nget\r\n:2\r\n*2\r\n+readonly\r\n+fast\r\n:1\r\n:1\r\n:1\r\n',
  );
  expect(text).toContain('*6\r\n$5\r\nflags\r\n*2\r\n+RO\r\n+access\r\n');
});

test('names in any case and full names of subcommands are known, others are null', () => {
  expect(namesIn('COMMAND', 'INFO', 'GET', 'nosuch', 'Object|FREQ', 'get|x', '')).toEqual([
    'get',
    'null',
    'object|freq',
    'null',
    'null',
  ]);
});

test('a container lists its subcommands', () => {
  const { items } = decodeReply(callBare(['COMMAND', 'INFO', 'object'], { table, resp: 3 }));
  const subcommands = items[0]?.items[9] as Reply;
  expect(subcommands.items.map((item) => textOf(item.items[0] as Reply))).toEqual(['object|freq']);
});

test('without names all commands are described', () => {
  expect(namesIn('COMMAND', 'INFO')).toEqual(['get', 'mset', 'object', 'command']);
});
