/** The conversations, held with redis-server and with segkv: both transcripts must be the same. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { escapeBytes } from '../support/describe-bytes.js';
import {
  redisServerIsThere,
  type ServerProcess,
  startRedisServer,
  startSubject,
} from '../support/server-process.js';
import { CONVERSATIONS, type Transcript } from './conversations.js';

describe.skipIf(!redisServerIsThere('the conversations test'))(
  'conversations with both servers',
  () => {
    let reference: ServerProcess;
    let subject: ServerProcess;

    beforeAll(async () => {
      [reference, subject] = await Promise.all([startRedisServer(), startSubject()]);
    });

    afterAll(async () => {
      await Promise.all([reference?.stop(), subject?.stop()]);
    });

    it.each(Object.entries(CONVERSATIONS))('%s', async (_, converse) => {
      const [expected, actual] = await Promise.all([converse(reference), converse(subject)]);
      expect(actual).toEqual(expected);
    });
  },
);

/** Starts both servers with the same arguments and compares what the talk with each gives. */
async function withBoth(
  args: readonly string[],
  talk: (server: ServerProcess) => Promise<Transcript>,
): Promise<void> {
  const servers = await Promise.all([startRedisServer({ args }), startSubject({ args })]);
  try {
    const [expected, actual] = await Promise.all(servers.map((server) => talk(server)));
    expect(actual).toEqual(expected);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

describe.skipIf(!redisServerIsThere('the conversations test'))(
  'conversations that need servers of their own',
  () => {
    it('refuses clients past maxclients', async () => {
      await withBoth(['--maxclients', '3'], async (server) => {
        const inside = await Promise.all([1, 2, 3].map(() => server.connect()));
        for (const connection of inside) await connection.call('PING');
        const outside = await server.connect();
        const refusal = await outside
          .nextFrame()
          .catch((error: Error) => Buffer.from(error.message));
        await outside.closed;
        await inside[0]!.close();
        const late = await server.connect();
        const answer = await late.call('PING');
        await Promise.all([...inside, late].map((connection) => connection.close()));
        return [escapeBytes(refusal), escapeBytes(answer)];
      });
    });

    it.each(['no', 'local'])('guards DEBUG with enable-debug-command %s', async (value) => {
      await withBoth(['--enable-debug-command', value], async (server) => {
        const connection = await server.connect();
        const replies = await connection.pipeline([
          ['DEBUG', 'DIGEST'],
          ['DEBUG'],
          ['DEBUG', 'HELP'],
        ]);
        await connection.close();
        return replies.slice(0, value === 'no' ? 3 : 2).map((reply) => escapeBytes(reply));
      });
    });

    // With SAVE redis-server saves first; this server cannot, and refuses.
    it.each([[[]], [['NOSAVE']], [['NOW', 'FORCE']], [['nosave', 'now', 'force']]])(
      'ends at SHUTDOWN %j',
      async (options: string[]) => {
        await withBoth([], async (server) => {
          const connection = await server.connect();
          connection.send('SHUTDOWN', ...options);
          await connection.closed;
          return [String(await server.exited)];
        });
      },
    );

    it.each([[['FOO']], [['ABORT']], [['SAVE', 'NOSAVE']], [['ABORT', 'NOW']]])(
      'goes on after SHUTDOWN %j',
      async (options: string[]) => {
        await withBoth([], async (server) => {
          const connection = await server.connect();
          const refusal = await connection.call('SHUTDOWN', ...options);
          const alive = await connection.call('PING');
          await connection.close();
          return [escapeBytes(refusal), escapeBytes(alive)];
        });
      },
    );

    it('ends with code 0 at SIGTERM', async () => {
      await withBoth([], async (server) => {
        server.child.kill('SIGTERM');
        return [String(await server.exited)];
      });
    });
  },
);
