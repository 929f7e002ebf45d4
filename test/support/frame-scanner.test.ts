import { expect, it } from 'vitest';
import { FrameScanner, FramingError } from './frame-scanner.js';
import { decodeReply } from './reply-tree.js';

const FRAMES = [
  '+OK\r\n',
  '-ERR no\r\n',
  ':-42\r\n',
  '$5\r\na\r\n\0b\r\n',
  '$0\r\n\r\n',
  '$-1\r\n',
  '*-1\r\n',
  '*0\r\n',
  '*2\r\n$1\r\na\r\n*2\r\n:1\r\n*0\r\n',
  '_\r\n',
  '#t\r\n',
  ',-1.5e300\r\n',
  ',inf\r\n',
  '(123456789012345678901234567890\r\n',
  '=7\r\ntxt:a\r\n\r\n',
  '!8\r\nERR a\r\nb\r\n',
  '%2\r\n+a\r\n:1\r\n+b\r\n%1\r\n+c\r\n_\r\n',
  '~3\r\n:1\r\n#f\r\n$1\r\nx\r\n',
  '>3\r\n+invalidate\r\n*1\r\n$1\r\nk\r\n:1\r\n',
  '|1\r\n+ttl\r\n:5\r\n$1\r\nv\r\n',
  '*2\r\n|1\r\n+ttl\r\n*1\r\n:5\r\n$1\r\nv\r\n:2\r\n',
  '|0\r\n:1\r\n',
  '%0\r\n',
];

it.each([1, 2, 3, 7, 10_000])(
  'cuts a stream into frames when it comes %i bytes at a time',
  (size) => {
    const stream = Buffer.from(FRAMES.join(''), 'latin1');
    const scanner = new FrameScanner();
    const frames: string[] = [];
    for (let at = 0; at < stream.length; at += size) {
      for (const frame of scanner.push(stream.subarray(at, at + size))) {
        frames.push(frame.toString('latin1'));
      }
    }
    expect(frames).toEqual(FRAMES);
    expect(scanner.pendingBytes).toBe(0);
  },
);

it('keeps a frame larger than its buffer whole', () => {
  const scanner = new FrameScanner();
  const body = 'x'.repeat(1_000_000);
  const stream = Buffer.from(`*2\r\n$${body.length}\r\n${body}\r\n:1\r\n+next\r\n`);
  const frames: Buffer[] = [];
  for (let at = 0; at < stream.length; at += 50_000) {
    frames.push(...scanner.push(stream.subarray(at, at + 50_000)));
  }
  expect(frames.map((frame) => frame.length)).toEqual([stream.length - 7, 7]);
});

it.each(['x\r\n', '+OK\n', '$x\r\n', '$-2\r\n', '$1\r\nabc', '*1 \r\n', '$?\r\n'])(
  'refuses %j',
  (text) => {
    expect(() => new FrameScanner().push(Buffer.from(text))).toThrow(FramingError);
  },
);

it('gives frames that decode to a tree with all bytes used', () => {
  for (const frame of FRAMES) {
    const reply = decodeReply(Buffer.from(frame, 'latin1'));
    expect(reply.kind).not.toBe('');
  }
  const attributed = decodeReply(Buffer.from('|1\r\n+ttl\r\n:5\r\n$1\r\nv\r\n'));
  expect(attributed.attributes.map((item) => item.bytes.toString())).toEqual(['ttl', '5']);
  expect(attributed.bytes.toString()).toBe('v');
});
