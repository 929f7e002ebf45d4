import { expect, test } from 'vitest';
import { callBare } from '../../support/bare-context.js';
import { EXAMPLE_TABLE as table } from '../../support/example-commands.js';
import { decodeReply, pairsOf, type Reply } from '../../support/reply-tree.js';

function linesOf(resp: 2 | 3, ...words: string[]): string {
  return callBare(['COMMAND', 'DOCS', ...words], { table, resp })
    .toString()
    .replaceAll('\r\n', ' ');
}

test('documentation has what the definition states, in order, and nothing empty', () => {
  expect(linesOf(3, 'MSET')).toBe(
    [
      '%1 $4 mset %9 $7 summary $10 An example $5 since $5 1.0.0 $5 group $6 string',
      '$10 complexity $4 O(1) $9 doc_flags ~1 +deprecated $16 deprecated_since $5 2.0.0',
      '$11 replaced_by $5 `SET` $7 history ~1 *2 $5 1.1.0 $12 Takes pairs.',
      '$9 arguments *1 %4 $4 name $4 pair $4 type $5 block $5 flags ~1 +multiple',
      '$9 arguments *2 %3 $4 name $3 key $4 type $3 key $14 key_spec_index :0',
      '%2 $4 name $5 value $4 type $6 string ',
    ].join(' '),
  );
});

test('in RESP 2 maps are flat', () => {
  expect(linesOf(2, 'get')).toMatch(/^\*2 \$3 get \*10 \$7 summary /);
});

test('a container documents its subcommands under their full names', () => {
  const { items } = decodeReply(callBare(['COMMAND', 'DOCS', 'object'], { table, resp: 3 }));
  const fields = pairsOf((items[1] as Reply).items);
  const subcommands = pairsOf((fields.get('subcommands') as Reply).items);
  expect([...subcommands.keys()]).toEqual(['object|freq']);
});

test('unknown names are left out', () => {
  expect(linesOf(3, 'nosuch', 'get|x')).toBe('%0 ');
  expect(linesOf(3, 'nosuch', 'object|freq')).toMatch(/^%1 \$11 object\|freq %/);
});

test('without names all commands are documented', () => {
  const { items } = decodeReply(callBare(['COMMAND', 'DOCS'], { table, resp: 3 }));
  expect([...pairsOf(items).keys()]).toEqual(['get', 'mset', 'object', 'command']);
});
