/** Checks replies against the reply schema of a command's definition. */
import type { ReplySchema } from '../../src/commands/reply-schemas.js';
import { decodeReply, type Reply, textOf } from './reply-tree.js';

/**
 * What is wrong with a RESP 3 reply according to a schema; empty if nothing is. An error reply is
 * right for every schema, no bytes only for one that allows no reply.
 */
export function checkReply(schema: ReplySchema, frame: Buffer): string[] {
  if (frame.length === 0) return allowsNone(schema) ? [] : ['no reply'];
  const reply = decodeReply(frame);
  if (reply.kind === 'error') return [];
  return check(schema, reply, 'reply');
}

function allowsNone(schema: ReplySchema): boolean {
  if (schema.kind === 'none') return true;
  return schema.kind === 'oneOf' && schema.choices.some(allowsNone);
}

function check(schema: ReplySchema, reply: Reply, at: string): string[] {
  switch (schema.kind) {
    case 'any':
      return [];
    case 'none':
      return [`${at}: a reply where there should be none`];
    case 'oneOf':
      return checkChoices(schema.choices, reply, at);
    case 'bigNumber':
      return checkKind('bignum', reply, at);
    case 'simple':
    case 'bulk':
      return checkText(schema.kind, schema.values, reply, at);
    case 'integer':
      return checkInteger(schema.min, schema.max, reply, at);
    case 'array':
    case 'set':
    case 'push':
      return checkItems(schema, reply, at);
    case 'tuple':
      return checkTuple(schema.parts, reply, at);
    case 'map':
      return checkMap(schema.key, schema.value, reply, at);
    case 'record':
      return checkRecord(schema, reply, at);
    default:
      return checkKind(schema.kind, reply, at);
  }
}

function checkKind(kind: string, reply: Reply, at: string): string[] {
  return reply.kind === kind ? [] : [`${at}: ${reply.kind} instead of ${kind}`];
}

function checkChoices(choices: readonly ReplySchema[], reply: Reply, at: string): string[] {
  const problems = choices.map((choice) => check(choice, reply, at));
  return problems.some((list) => list.length === 0)
    ? []
    : [`${at}: none of the choices: ${problems.flat().join(' / ')}`];
}

function checkText(kind: string, values: readonly string[], reply: Reply, at: string): string[] {
  const problems = checkKind(kind, reply, at);
  if (problems.length > 0 || values.length === 0 || values.includes(textOf(reply))) return problems;
  return [`${at}: '${textOf(reply)}' instead of ${values.join(' or ')}`];
}

function checkInteger(min: number, max: number, reply: Reply, at: string): string[] {
  const problems = checkKind('integer', reply, at);
  if (problems.length > 0) return problems;
  const value = Number(textOf(reply));
  return value >= min && value <= max ? [] : [`${at}: ${value} is not from ${min} to ${max}`];
}

function checkItems(
  schema: ReplySchema & { kind: 'array' | 'set' | 'push' },
  reply: Reply,
  at: string,
): string[] {
  const problems = checkKind(schema.kind, reply, at);
  if (problems.length > 0) return problems;
  if (reply.items.length < schema.min) return [`${at}: fewer than ${schema.min} members`];
  return reply.items.flatMap((item, i) => check(schema.of, item, `${at}[${i}]`));
}

function checkTuple(parts: readonly ReplySchema[], reply: Reply, at: string): string[] {
  const problems = checkKind('array', reply, at);
  if (problems.length > 0) return problems;
  if (reply.items.length !== parts.length) {
    return [`${at}: ${reply.items.length} members instead of ${parts.length}`];
  }
  return parts.flatMap((part, i) => check(part, reply.items[i] as Reply, `${at}[${i}]`));
}

function checkMap(key: ReplySchema, value: ReplySchema, reply: Reply, at: string): string[] {
  const problems = checkKind('map', reply, at);
  if (problems.length > 0) return problems;
  return reply.items.flatMap((item, i) =>
    i % 2 === 0
      ? check(key, item, `${at} key ${i / 2}`)
      : check(value, item, `${at}.${textOf(reply.items[i - 1] as Reply)}`),
  );
}

function checkRecord(schema: ReplySchema & { kind: 'record' }, reply: Reply, at: string): string[] {
  const problems = checkKind('map', reply, at);
  if (problems.length > 0) return problems;
  const missing = new Set(Object.keys(schema.fields));
  for (let i = 0; i < reply.items.length; i += 2) {
    const name = textOf(reply.items[i] as Reply);
    const field = schema.fields[name] ?? schema.optional[name];
    missing.delete(name);
    if (field === undefined) problems.push(`${at}: unknown field '${name}'`);
    else problems.push(...check(field, reply.items[i + 1] as Reply, `${at}.${name}`));
  }
  for (const name of missing) problems.push(`${at}: no field '${name}'`);
  return problems;
}
