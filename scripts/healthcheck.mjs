/**
 * Tells a container's supervisor whether the server answers: sends PING and exits 0 if it is
 * answered by +PONG, or by a refusal for want of a password, which a live server gives too.
 * Exits 1, with the reason on standard error, for everything else and after two seconds.
 *
 * SEGKV_HOST (127.0.0.1) and SEGKV_PORT (6379) say where. Plain JavaScript, because the image
 * has the compiled program only.
 */
import { connect } from 'node:net';

const TIMEOUT_MS = 2000;
const HEALTHY = /^(\+PONG|-NOAUTH )/;

const port = Number(process.env.SEGKV_PORT ?? 6379);
const host = process.env.SEGKV_HOST ?? '127.0.0.1';

function finish(reason) {
  if (reason !== undefined) process.stderr.write(`unhealthy: ${reason}\n`);
  process.exit(reason === undefined ? 0 : 1);
}

setTimeout(() => finish(`no answer within ${TIMEOUT_MS} ms`), TIMEOUT_MS);

let answer = '';
const socket = connect({ host, port }, () => socket.write('*1\r\n$4\r\nPING\r\n'));
socket.setEncoding('latin1');
socket.on('error', (error) => finish(error.message));
socket.on('close', () => finish('connection closed without an answer'));
socket.on('data', (text) => {
  answer += text;
  const end = answer.indexOf('\r\n');
  if (end < 0) return;
  const line = answer.slice(0, end);
  finish(HEALTHY.test(line) ? undefined : line);
});
