import { expect, test } from 'vitest';
import type { Client } from '../../../src/server/client.js';
import { addressOf, localAddressOf } from '../../../src/server/client-description.js';
import { withServer } from '../../support/running-server.js';

function from(remoteAddress: string, unixPath = ''): Client {
  const connection = {
    remoteAddress,
    remotePort: 5,
    localAddress: remoteAddress,
    localPort: 6379,
    unixPath,
  };
  return { connection } as unknown as Client;
}

test('addresses look as Redis prints them', () => {
  expect(addressOf(from('127.0.0.1'))).toBe('127.0.0.1:5');
  expect(localAddressOf(from('127.0.0.1'))).toBe('127.0.0.1:6379');
  expect(addressOf(from('::1'))).toBe('[::1]:5');
  expect(addressOf(from('', '/tmp/s'))).toBe('/tmp/s:0');
  expect(localAddressOf(from('', '/tmp/s'))).toBe('/tmp/s:0');
});

test('only whose requests are executed has a part of the shared buffers', () =>
  withServer({}, async (running) => {
    const asker = await running.connect();
    const other = await running.connect();
    await other.call('SET', 'k', 'v'.repeat(1000));
    await other.call('GET', 'k');
    const idle = await running.properties(asker, 2);
    expect(['qbuf', 'argv-mem', 'rbs', 'obl', 'omem'].map((name) => idle.get(name))).toEqual([
      '0',
      '0',
      '0',
      '0',
      '0',
    ]);
    expect(idle.get('rbp')).toBe('1009');
    expect(idle.get('cmd')).toBe('get');
    const busy = await running.properties(asker, 1);
    expect(Number(busy.get('rbs'))).toBeGreaterThan(0);
    expect(Number(busy.get('argv-mem'))).toBe('CLIENTLISTID1'.length);
  }));
