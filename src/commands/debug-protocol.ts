/** DEBUG PROTOCOL: a sample reply of each type, for tests of clients. */
import { ReplyError } from '../base/reply-error.js';
import type { ReplyWriter } from '../protocol/reply-writer.js';

const ITEM_COUNT = 3;
const ATTRIBUTE = '|1\r\n$14\r\nkey-popularity\r\n*2\r\n$7\r\nkey:123\r\n:90\r\n';

function writePush(out: ReplyWriter): void {
  if (out.resp === 2) throw new ReplyError('ERR RESP2 is not supported by this command');
  out.push(2);
  out.bulkText('server-cpu-usage');
  out.integer(42);
  out.bulkText('Some real reply following the push reply');
}

function writeMap(out: ReplyWriter): void {
  out.map(ITEM_COUNT);
  for (let i = 0; i < ITEM_COUNT; i++) {
    out.integer(i);
    out.boolean(i === 1);
  }
}

function writeAttribute(out: ReplyWriter): void {
  if (out.resp === 3) out.encoded(new TextEncoder().encode(ATTRIBUTE));
  out.bulkText('Some real reply following the attribute');
}

function writeItems(out: ReplyWriter): void {
  for (let i = 0; i < ITEM_COUNT; i++) out.integer(i);
}

const SAMPLES: Readonly<Record<string, (out: ReplyWriter) => void>> = {
  string: (out) => out.bulkText('Hello World'),
  integer: (out) => out.integer(12_345),
  double: (out) => out.doubleText('3.141'),
  bignum: (out) => out.bigNumber('1234567999999999999999999999999999999'),
  null: (out) => out.null(),
  array: (out) => {
    out.array(ITEM_COUNT);
    writeItems(out);
  },
  set: (out) => {
    out.set(ITEM_COUNT);
    writeItems(out);
  },
  map: writeMap,
  attrib: writeAttribute,
  push: writePush,
  verbatim: (out) => out.verbatim('txt', 'This is a verbatim\nstring'),
  true: (out) => out.boolean(true),
  false: (out) => out.boolean(false),
};

/** Replies with a sample of the type of that name, in lower case. */
export function replySample(name: string, out: ReplyWriter): void {
  const write = Object.hasOwn(SAMPLES, name) ? SAMPLES[name] : undefined;
  if (write === undefined) {
    const names = Object.keys(SAMPLES).join('|');
    throw new ReplyError(`ERR Wrong protocol type name. Please use one of the following: ${names}`);
  }
  write(out);
}
