/** A server whose latency monitor has noted a command that took long. */
import { TestServer } from './test-server.js';

/** BITCOUNT needs some milliseconds for so much. */
const VALUE_BYTES = 32_000_000;
const TRIES_MAX = 50;

/** Its monitor notes what takes 1 ms; afterwards 10 s, so that only the one event is there. */
export async function slowServer(): Promise<TestServer> {
  const server = await TestServer.start({ latencyMonitorThreshold: 1 }, 3);
  await server.call('SET', 'k', Buffer.alloc(VALUE_BYTES, 'x'));
  await server.call('LATENCY', 'RESET');
  for (let tries = 0; (await server.call('LATENCY', 'HISTORY', 'command')) === '*0\r\n'; tries++) {
    if (tries === TRIES_MAX) throw new Error('BITCOUNT never took 1 ms');
    await server.call('BITCOUNT', 'k');
  }
  await server.call('CONFIG', 'SET', 'latency-monitor-threshold', '10000');
  return server;
}
