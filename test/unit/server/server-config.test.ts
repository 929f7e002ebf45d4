import { expect, test } from 'vitest';
import { say, withServer } from '../../support/running-server.js';

async function set(
  directives: Record<string, string>,
  check: (running: Parameters<Parameters<typeof withServer>[1]>[0]) => void,
): Promise<void> {
  await withServer({}, async (running) => {
    const connection = await running.connect();
    const pairs = Object.entries(directives).flat();
    expect(await say(connection, 'CONFIG', 'SET', ...pairs)).toBe('+OK');
    check(running);
  });
}

test('directives about clients become settings', () =>
  set(
    {
      requirepass: 'p',
      maxclients: '5',
      timeout: '7',
      'tcp-keepalive': '9',
      'protected-mode': 'no',
      'client-query-buffer-limit': '2mb',
      'proto-max-bulk-len': '3mb',
      'hll-sparse-max-bytes': '100',
      'client-output-buffer-limit': 'normal 4mb 2mb 1',
    },
    ({ settings }) => {
      expect(settings).toMatchObject({
        requirepass: 'p',
        maxclients: 5,
        timeoutSeconds: 7,
        tcpKeepaliveSeconds: 9,
        protectedMode: false,
        queryBytesMax: 2 * 2 ** 20,
        bulkBytesMax: 3 * 2 ** 20,
        hyperloglogSparseBytesMax: 100,
      });
      expect(settings.outputLimits.normal).toEqual({
        hardBytes: 4 * 2 ** 20,
        softBytes: 2 * 2 ** 20,
        softSeconds: 1,
      });
    },
  ));

test('directives about memory reach the budget and the access clock', () =>
  set(
    {
      maxmemory: '5mb',
      'maxmemory-policy': 'allkeys-lfu',
      'lfu-log-factor': '3',
      'lfu-decay-time': '4',
    },
    ({ server: { memory, keyspace } }) => {
      expect(memory.budget.limitBytes).toBe(5 * 2 ** 20);
      const { isLfu, lfuLogFactor, lfuDecayMinutes } = keyspace.clock;
      expect([isLfu, lfuLogFactor, lfuDecayMinutes]).toEqual([true, 3, 4]);
    },
  ));

test('maxmemory 0 is no limit', () =>
  set({ maxmemory: '0' }, ({ server }) => {
    expect(server.memory.budget.limitBytes).toBe(Number.POSITIVE_INFINITY);
  }));

test('directives about what is observed', () =>
  set(
    {
      hz: '50',
      'dynamic-hz': 'no',
      'slowlog-log-slower-than': '77',
      'latency-tracking': 'no',
    },
    ({ server }) => {
      expect(server.cycle.hz).toBe(50);
      expect(server.slowlog.thresholdUs).toBe(77);
      expect(server.statistics.isTrackingLatency).toBe(false);
    },
  ));

test('bind moves the server while clients stay', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    expect(await say(connection, 'CONFIG', 'SET', 'bind', '203.0.113.7')).toMatch(/^-ERR CONFIG/);
    expect(await say(connection, 'CONFIG', 'GET', 'bind')).toContain('127.0.0.1');
    expect(await say(connection, 'CONFIG', 'SET', 'bind', '127.0.0.2', 'port', '0')).toBe('+OK');
    expect(running.server.listeners.describe()).toEqual([
      `name=tcp,bind=127.0.0.2,port=${running.port}`,
    ]);
  }));
