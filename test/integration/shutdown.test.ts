/** How the program ends: signals, SHUTDOWN, a second signal. */
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Program } from '../support/program.js';
import { RespConnection } from '../support/resp-connection.js';

test.each(['SIGTERM', 'SIGINT'] as const)('%s closes connections and ends with 0', async (name) => {
  await using program = new Program(['--port', '0']);
  const connection = await RespConnection.open({ port: await program.ready() });
  await connection.call('SET', 'k', 'v');
  program.child.kill(name);
  await connection.closed;
  const { code } = await program.ended;
  expect(code).toBe(0);
  const messages = program.log.map(({ msg }) => String(msg));
  expect(messages).toContain(`Received ${name} scheduling shutdown...`);
  expect(messages.at(-1)).toContain('ready to exit');
});

test('SHUTDOWN ends the program with 0', async () => {
  await using program = new Program(['--port', '0']);
  const connection = await RespConnection.open({ port: await program.ready() });
  connection.send('SHUTDOWN', 'NOSAVE');
  await connection.closed;
  expect((await program.ended).code).toBe(0);
});

test('a signal while requests wait still ends it', async () => {
  await using program = new Program(['--port', '0']);
  const port = await program.ready();
  const [admin, writer] = [
    await RespConnection.open({ port }),
    await RespConnection.open({ port }),
  ];
  await admin.call('CLIENT', 'PAUSE', '60000');
  writer.send('SET', 'k', 'v');
  await delay(50);
  program.child.kill('SIGTERM');
  expect((await program.ended).code).toBe(0);
  await Promise.all([admin.closed, writer.closed]);
});
