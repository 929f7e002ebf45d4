/** The check of replies against schemas, on which tests of commands rely, finds what is wrong. */
import { expect, test } from 'vitest';
import { type ReplySchema, reply } from '../../src/commands/reply-schemas.js';
import { checkReply } from '../support/reply-check.js';

const pair = reply.tuple([reply.bulk(), reply.integer('', 0, 9)]);
const record = reply.record({ a: reply.integer() }, '', { b: reply.null() });

test.each<[ReplySchema, string]>([
  [reply.ok(), '+OK'],
  [reply.ok(), '-ERR any error is right'],
  [reply.simple('', ['A', 'B']), '+B'],
  [reply.bulk(), '$2|ab'],
  [reply.integer('', -1), ':-1'],
  [reply.double(), ',1.5'],
  [reply.boolean(), '#t'],
  [reply.null(), '_'],
  [reply.bigNumber(), '(123'],
  [reply.verbatim(), '=5|txt:a'],
  [reply.array(reply.integer()), '*0'],
  [reply.array(reply.integer(), '', 2), '*2|:1|:2'],
  [reply.set(reply.simple()), '~1|+a'],
  [reply.push(reply.bulk()), '>1|$1|a'],
  [pair, '*2|$1|a|:9'],
  [reply.map(reply.bulk(), pair), '%1|$1|k|*2|$1|a|:0'],
  [record, '%1|$1|a|:1'],
  [record, '%2|$1|b|_|$1|a|:1'],
  [reply.oneOf([reply.ok(), reply.null()]), '_'],
  [reply.any(), '*1|_'],
])('%j allows %s', (schema, frame) => {
  expect(checkReply(schema, Buffer.from(`${frame.replaceAll('|', '\r\n')}\r\n`))).toEqual([]);
});

test.each<[ReplySchema, string]>([
  [reply.ok(), '+QUEUED'],
  [reply.ok(), '$2|OK'],
  [reply.bulk('', ['a']), '$1|b'],
  [reply.bulk(), '_'],
  [reply.integer('', 0), ':-1'],
  [reply.integer('', 0, 1), ':2'],
  [reply.double(), '$3|1.5'],
  [reply.boolean(), ':1'],
  [reply.array(reply.integer()), '~0'],
  [reply.array(reply.integer()), '*2|:1|+a'],
  [reply.array(reply.integer(), '', 1), '*0'],
  [pair, '*1|$1|a'],
  [pair, '*2|$1|a|:10'],
  [reply.map(reply.bulk(), reply.integer()), '%1|:1|:1'],
  [reply.map(reply.bulk(), reply.integer()), '%1|$1|a|+b'],
  [record, '%0'],
  [record, '%2|$1|a|:1|$1|c|_'],
  [record, '%2|$1|a|:1|$1|b|:1'],
  [reply.oneOf([reply.ok(), reply.null()]), ':1'],
  [reply.none(), '+OK'],
])('%j refuses %s', (schema, frame) => {
  expect(checkReply(schema, Buffer.from(`${frame.replaceAll('|', '\r\n')}\r\n`))).not.toEqual([]);
});

test('no reply is right only where the schema says so', () => {
  const nothing = Buffer.alloc(0);
  expect(checkReply(reply.oneOf([reply.ok(), reply.none()]), nothing)).toEqual([]);
  expect(checkReply(reply.ok(), nothing)).toEqual(['no reply']);
});
