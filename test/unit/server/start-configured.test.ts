import { expect, test } from 'vitest';
import { startServer } from '../../../src/index.js';

test('a server that cannot listen rejects with the system error', async () => {
  await using first = await startServer({ port: 0 });
  await expect(startServer({ port: first.port })).rejects.toThrow(/EADDRINUSE/);
});

test('close can be called again, and closed tells when it is done', async () => {
  const server = await startServer({ port: 0 });
  const { closed } = server;
  await server.close();
  await closed;
  await server.close();
});
