import { describe, expect, it } from 'vitest';
import { type ReplySource, ReplyWriter } from '../../../src/protocol/reply-writer.js';
import { Prng, seedFrom } from '../../support/prng.js';

function written(write: (out: ReplyWriter) => void, resp: 2 | 3 = 2): string {
  const out = new ReplyWriter();
  out.resp = resp;
  write(out);
  return Buffer.from(out.bytes.subarray(0, out.position)).toString('latin1');
}

const utf8 = (text: string): string => Buffer.from(text).toString('latin1');

class Source implements ReplySource {
  closed = 0;
  readonly heldBytes = 0;

  constructor(readonly length: number) {}

  read(): Uint8Array | null {
    return null;
  }

  close(): void {
    this.closed++;
  }
}

describe('the reply writer', () => {
  const bytes = Buffer.from('__hello\r\n__');

  it.each<[string, (out: ReplyWriter) => void, string, string]>([
    ['OK', (out) => out.ok(), '+OK\r\n', '+OK\r\n'],
    ['a simple string', (out) => out.simple('PONG'), '+PONG\r\n', '+PONG\r\n'],
    ['an error', (out) => out.error('ERR no'), '-ERR no\r\n', '-ERR no\r\n'],
    ['an error of lines', (out) => out.error('ERR\r\na\nb'), '-ERR  a b\r\n', '-ERR  a b\r\n'],
    ['an error of bytes', (out) => out.error('ERR \xff'), '-ERR \xff\r\n', '-ERR \xff\r\n'],
    ['a small integer', (out) => out.integer(7), ':7\r\n', ':7\r\n'],
    ['an integer', (out) => out.integer(-1234), ':-1234\r\n', ':-1234\r\n'],
    [
      'the largest safe integer',
      (out) => out.integer(Number.MAX_SAFE_INTEGER),
      ':9007199254740991\r\n',
      ':9007199254740991\r\n',
    ],
    [
      'an integer of 64 bits',
      (out) => out.bigInteger(-(2n ** 63n)),
      ':-9223372036854775808\r\n',
      ':-9223372036854775808\r\n',
    ],
    ['a bulk', (out) => out.bulk(bytes, 2, 9), '$7\r\nhello\r\n\r\n', '$7\r\nhello\r\n\r\n'],
    ['an empty bulk', (out) => out.bulk(bytes, 3, 3), '$0\r\n\r\n', '$0\r\n\r\n'],
    ['text', (out) => out.bulkText('a\xe9'), '$2\r\na\xe9\r\n', '$2\r\na\xe9\r\n'],
    [
      'wide text',
      (out) => out.bulkText('é€'),
      `$5\r\n${utf8('é€')}\r\n`,
      `$5\r\n${utf8('é€')}\r\n`,
    ],
    ['an integer in a bulk', (out) => out.bulkInteger(-10), '$3\r\n-10\r\n', '$3\r\n-10\r\n'],
    ['null', (out) => out.null(), '$-1\r\n', '_\r\n'],
    ['a null array', (out) => out.nullArray(), '*-1\r\n', '_\r\n'],
    ['an array', (out) => out.array(12), '*12\r\n', '*12\r\n'],
    ['a map', (out) => out.map(3), '*6\r\n', '%3\r\n'],
    ['a set', (out) => out.set(3), '*3\r\n', '~3\r\n'],
    ['a push', (out) => out.push(2), '*2\r\n', '>2\r\n'],
    ['true', (out) => out.boolean(true), ':1\r\n', '#t\r\n'],
    ['false', (out) => out.boolean(false), ':0\r\n', '#f\r\n'],
    ['a double', (out) => out.doubleText('1.5'), '$3\r\n1.5\r\n', ',1.5\r\n'],
    ['infinity', (out) => out.doubleText('-inf'), '$4\r\n-inf\r\n', ',-inf\r\n'],
    ['a verbatim text', (out) => out.verbatim('txt', 'a'), '$1\r\na\r\n', '=5\r\ntxt:a\r\n'],
    [
      'verbatim bytes',
      (out) => out.verbatim('txt', '\xe9'),
      '$1\r\n\xe9\r\n',
      '=5\r\ntxt:\xe9\r\n',
    ],
    [
      'a wide verbatim text',
      (out) => out.verbatim('mkd', '€'),
      `$3\r\n${utf8('€')}\r\n`,
      `=7\r\nmkd:${utf8('€')}\r\n`,
    ],
    ['a big number', (out) => out.bigNumber('123'), '$3\r\n123\r\n', '(123\r\n'],
    ['something encoded', (out) => out.encoded(Buffer.from('+a\r\n')), '+a\r\n', '+a\r\n'],
  ])('writes %s', (_name, write, resp2, resp3) => {
    expect([written(write, 2), written(write, 3)]).toEqual([resp2, resp3]);
  });

  it('writes text with characters beyond Latin-1 as UTF-8 from its first character on', () => {
    expect(written((out) => out.simple('é€'))).toBe(`+${utf8('é€')}\r\n`);
  });

  it('lets a caller write a bulk itself', () => {
    const text = written((out) => {
      out.bulkStart(3);
      for (const code of [1, 2, 3]) out.bytes[out.position++] = code;
      out.bulkEnd();
    });
    expect(text).toBe('$3\r\n\x01\x02\x03\r\n');
  });

  it('copies bulks of every length, those it loops over and those it does not', () => {
    const seed = seedFrom('PROTOCOL_SEED');
    console.info(`PROTOCOL_SEED=${seed}`);
    const content = new Prng(seed).bytes(400);
    for (let length = 0; length < 300; length++) {
      const text = written((out) => out.bulk(content, 50, 50 + length));
      const wanted = content.subarray(50, 50 + length).toString('latin1');
      expect(text).toBe(`$${length}\r\n${wanted}\r\n`);
    }
  });

  it('grows with what is written, wherever its buffer ends', () => {
    const value = Buffer.alloc(997, 'v');
    const one = `$997\r\n${value.toString()}\r\n:123456\r\n-ERR é\r\n*3\r\n`;
    const text = written((out) => {
      for (let i = 0; i < 500; i++) {
        out.bulk(value, 0, value.length);
        out.integer(123_456);
        out.error('ERR é');
        out.array(3);
      }
    });
    expect(text === one.repeat(500)).toBe(true);
  });

  it('remembers the text of an error for statistics', () => {
    const out = new ReplyWriter();
    out.error('WRONGTYPE x');
    expect(out.errorText).toBe('WRONGTYPE x');
  });
});

describe('the reply buffer', () => {
  it('is used again after it was sent, unless the system still has it', () => {
    const out = new ReplyWriter();
    const { bytes } = out;
    out.ok();
    out.reset(true);
    expect([out.position, out.bytes === bytes]).toEqual([0, true]);
    out.reset(false);
    expect(out.bytes === bytes).toBe(false);
  });

  it('is dropped when it grew large', () => {
    const out = new ReplyWriter();
    const size = out.bytes.length;
    out.encoded(new Uint8Array(1_048_577));
    out.reset(true);
    expect(out.bytes.length).toBe(size);
  });

  it('goes back to an earlier position, and closes what was attached since', () => {
    const out = new ReplyWriter();
    const [first, second] = [new Source(10), new Source(20)];
    out.bulkSource(first);
    const { position } = out;
    out.bulkSource(second);
    out.truncate(position, 1);
    expect([first.closed, second.closed, out.position]).toEqual([0, 1, position]);
    expect(out.attachments.map(({ source }) => source)).toEqual([first]);
  });

  it('names where an attached value belongs', () => {
    const out = new ReplyWriter();
    out.array(2);
    out.bulkSource(new Source(1000));
    out.integer(1);
    expect(out.attachments).toMatchObject([{ position: '*2\r\n$1000\r\n'.length }]);
    const text = Buffer.from(out.bytes.subarray(0, out.position)).toString();
    expect(text).toBe('*2\r\n$1000\r\n\r\n:1\r\n');
    out.reset(true);
    expect(out.attachments).toEqual([]);
  });
});
