import { describe, expect, test } from 'vitest';
import { CommandHarness } from '../../support/command-harness.js';
import { say, withServer } from '../../support/running-server.js';

const debug = (...words: string[]): string => new CommandHarness().call('DEBUG', ...words);

test('only where enable-debug-command allows it', () => {
  const refusal = /^-ERR DEBUG command not allowed\. If the enable-debug-command option is set/;
  const call = (debugPermission: 'yes' | 'local' | 'no', isLocal: boolean): string =>
    new CommandHarness({ debugPermission, isLocal }).call('DEBUG', 'SLEEP', '0');
  expect(call('no', true)).toMatch(refusal);
  expect(call('local', false)).toMatch(refusal);
  expect(call('local', true)).toBe('+OK\r\n');
  expect(call('yes', false)).toBe('+OK\r\n');
});

test.each([['FOO'], ['SLEEP'], ['SLEEP', '0', '1'], ['DIGEST', 'x'], ['LOG'], ['HELP', 'x']])(
  '%s is refused',
  (...words) => {
    expect(debug(...words)).toBe(
      `-ERR unknown subcommand or wrong number of arguments for '${words[0]}'. ` +
        'Try DEBUG HELP.\r\n',
    );
  },
);

test('SLEEP holds everybody up', () => {
  const started = performance.now();
  expect(debug('SLEEP', '0.05')).toBe('+OK\r\n');
  expect(performance.now() - started).toBeGreaterThan(45);
  expect(debug('SLEEP', 'x')).toBe('+OK\r\n');
  expect(debug('SLEEP', '-1')).toBe('+OK\r\n');
});

test('OBJECT describes a value', () => {
  const harness = new CommandHarness();
  expect(harness.call('DEBUG', 'OBJECT', 'a')).toBe('-ERR no such key\r\n');
  harness.call('SET', 'a', 'hello');
  harness.clock.advanceMs(3000);
  const description = harness.call('DEBUG', 'OBJECT', 'a');
  expect(description).toMatch(/^\+Value at:0x[0-9a-f]+ refcount:1 encoding:embstr /);
  expect(description).toMatch(/ serializedlength:6 lru:\d+ lru_seconds_idle:3\r\n$/);
});

test('SET-ACTIVE-EXPIRE', () => {
  const harness = new CommandHarness();
  const { expiry } = harness.context.server.debug;
  expect(harness.call('DEBUG', 'SET-ACTIVE-EXPIRE', '0')).toBe('+OK\r\n');
  expect(expiry.isActive).toBe(false);
  harness.call('DEBUG', 'set-active-expire', '1');
  expect(expiry.isActive).toBe(true);
});

test('STRINGMATCH-LEN', () => {
  expect(debug('STRINGMATCH-LEN', '1000', 'a*')).toBe(':1\r\n');
  expect(debug('STRINGMATCH-LEN', '1000', 'b*')).toBe(':0\r\n');
  expect(debug('STRINGMATCH-LEN', '3', 'a?a')).toBe(':1\r\n');
  expect(debug('STRINGMATCH-LEN', '-1', 'a')).toMatch(/^-ERR value is not an integer/);
});

test('ERROR and LOG', () => {
  expect(debug('ERROR', 'MINE is\r\nhere')).toBe('-MINE is  here\r\n');
  const harness = new CommandHarness();
  expect(harness.call('DEBUG', 'LOG', 'hello')).toBe('+OK\r\n');
  expect(harness.logged).toEqual(['DEBUG LOG: hello']);
});

test('VERIFY stops the server where a structure is broken', () => {
  const harness = new CommandHarness();
  harness.call('MSET', 'a', '1', 'b', 'x'.repeat(5000));
  harness.db.index.count++;
  expect(() => harness.call('DEBUG', 'VERIFY')).toThrow(/invariant broken/);
  harness.db.index.count--;
  harness.finish();
});

test('HELP names every subcommand', () => {
  const text = debug('HELP');
  for (const name of ['DIGEST', 'ERROR', 'LOG', 'OBJECT', 'PROTOCOL', 'SLEEP', 'VERIFY']) {
    expect(text).toMatch(new RegExp(`\\+${name}\\b`));
  }
});

describe('digests are those of redis-server', () => {
  const NONE = '0'.repeat(40);

  test('of nothing', () => {
    expect(debug('DIGEST')).toBe(`+${NONE}\r\n`);
    expect(debug('DIGEST-VALUE')).toBe('*0\r\n');
    expect(debug('DIGEST-VALUE', 'a')).toBe(`*1\r\n+${NONE}\r\n`);
  });

  test('of a key, then with an expiry', () => {
    const harness = new CommandHarness();
    harness.call('SET', 'a', 'b');
    expect(harness.call('DEBUG', 'DIGEST')).toBe('+479783d7290f02957dfbe3408a858ba13eea1709\r\n');
    expect(harness.call('DEBUG', 'DIGEST-VALUE', 'a', 'x')).toBe(
      `*2\r\n+b78559cd22bce6e6df712eb99ce7f3b08e8f8f1f\r\n+${NONE}\r\n`,
    );
    harness.call('EXPIRE', 'a', '100');
    expect(harness.call('DEBUG', 'DIGEST')).toBe('+f3ab785a0fb529fedf3d4009f7fbe16909f6078c\r\n');
    expect(harness.call('DEBUG', 'DIGEST-VALUE', 'a')).toBe(
      '*1\r\n+5100a732fe850cb21e67c541d98d3c2b9421ce9c\r\n',
    );
    harness.finish();
  });

  test('do not depend on order, encoding or pages', () => {
    const digests = [4096, 32_768].map((pageSizeBytes) => {
      const harness = new CommandHarness({ memory: { pageSizeBytes }, seed: pageSizeBytes });
      const names = Array.from({ length: 200 }, (_, i) => `k${i}`);
      if (pageSizeBytes === 4096) names.reverse();
      for (const name of names) harness.call('SET', name, name.repeat(Number(name.slice(1)) * 3));
      harness.call('APPEND', 'n', '12');
      if (pageSizeBytes === 4096) harness.call('SET', 'n', '12');
      return harness.call('DEBUG', 'DIGEST');
    });
    expect(digests[0]).toBe(digests[1]);
  });
});

describe('PROTOCOL', () => {
  test('names the types it knows', () => {
    expect(debug('PROTOCOL', 'foo')).toBe(
      '-ERR Wrong protocol type name. Please use one of the following: string|integer|double|' +
        'bignum|null|array|set|map|attrib|push|verbatim|true|false\r\n',
    );
    expect(debug('PROTOCOL', 'constructor')).toMatch(/^-ERR Wrong protocol type name/);
  });

  test.each([
    ['string', '$11\r\nHello World\r\n', '$11\r\nHello World\r\n'],
    ['integer', ':12345\r\n', ':12345\r\n'],
    ['double', '$5\r\n3.141\r\n', ',3.141\r\n'],
    [
      'bignum',
      '$37\r\n1234567999999999999999999999999999999\r\n',
      '(1234567999999999999999999999999999999\r\n',
    ],
    ['null', '$-1\r\n', '_\r\n'],
    ['array', '*3\r\n:0\r\n:1\r\n:2\r\n', '*3\r\n:0\r\n:1\r\n:2\r\n'],
    ['set', '*3\r\n:0\r\n:1\r\n:2\r\n', '~3\r\n:0\r\n:1\r\n:2\r\n'],
    [
      'map',
      '*6\r\n:0\r\n:0\r\n:1\r\n:1\r\n:2\r\n:0\r\n',
      '%3\r\n:0\r\n#f\r\n:1\r\n#t\r\n:2\r\n#f\r\n',
    ],
    [
      'attrib',
      '$39\r\nSome real reply following the attribute\r\n',
      '|1\r\n$14\r\nkey-popularity\r\n*2\r\n$7\r\nkey:123\r\n:90\r\n' +
        '$39\r\nSome real reply following the attribute\r\n',
    ],
    [
      'verbatim',
      '$25\r\nThis is a verbatim\nstring\r\n',
      '=29\r\ntxt:This is a verbatim\nstring\r\n',
    ],
    ['true', ':1\r\n', '#t\r\n'],
    ['false', ':0\r\n', '#f\r\n'],
  ])('%s', (name, resp2, resp3) => {
    expect(new CommandHarness({ resp: 2 }).call('DEBUG', 'PROTOCOL', name)).toBe(resp2);
    expect(new CommandHarness({ resp: 3 }).call('DEBUG', 'PROTOCOL', name)).toBe(resp3);
  });

  test('push needs RESP 3', () => {
    expect(debug('PROTOCOL', 'push')).toBe('-ERR RESP2 is not supported by this command\r\n');
  });
});

test('VERIFY checks all accounts and names what differs', async () => {
  await withServer({ settings: { debugPermission: 'yes' } }, async (running) => {
    const client = await running.connect();
    expect(await say(client, 'DEBUG', 'VERIFY')).toBe('+OK');
    await client.call('MEMORY', 'HEAP', 'ENABLE');
    await client.pipeline([
      ['SET', 'a:1', 'x'.repeat(3_000_000)],
      ['SET', 'b:1', 'x'.repeat(300), 'PX', '100000'],
      ['RENAME', 'a:1', 'c:1'],
      ['COPY', 'c:1', 'd:1'],
      ['MOVE', 'b:1', '1'],
      ['UNLINK', 'c:1'],
    ]);
    expect(await say(client, 'DEBUG', 'VERIFY')).toBe('+OK');
    running.server.memory.pool.freePages++;
    expect(await say(client, 'DEBUG', 'VERIFY')).toMatch(
      /^-ERR accounting: .*free pages is counted/,
    );
    running.server.memory.pool.freePages--;
  });
});
