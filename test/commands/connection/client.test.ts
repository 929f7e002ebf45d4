import { expect, test } from 'vitest';
import { say, withServer } from '../../support/running-server.js';

test('an unknown subcommand and a missing one are refused', () =>
  withServer({}, async (running) => {
    const connection = await running.connect();
    expect(await say(connection, 'CLIENT')).toBe(
      "-ERR wrong number of arguments for 'client' command",
    );
    expect(await say(connection, 'CLIENT', 'FOO')).toBe(
      "-ERR unknown subcommand 'FOO'. Try CLIENT HELP.",
    );
  }));
