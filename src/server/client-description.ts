/**
 * A client in a line of properties, as CLIENT LIST and CLIENT INFO show it. The names and their
 * order are those of Redis 7.4; the numbers say what this server holds:
 *
 * - qbuf: bytes of requests that wait to be complete or to be executed, and of the request being
 *   executed; qbuf-free: what is set aside for more of them. Reads go into one buffer that all
 *   clients share, so an idle client has neither.
 * - argv-mem: bytes of arguments of the request being executed.
 * - rbs: bytes of the reply buffer, which is also shared: 0 but for the client being answered. rbp:
 *   the most of it that the replies to one read have used lately.
 * - obl: bytes the system has not taken yet; oll: parts queued behind a streamed value; omem: bytes
 *   of replies not sent yet, which the output buffer limits apply to. Streamed values are in omem
 *   but not in tot-mem, because they stay in their pages until they are sent.
 */

import { DEFAULT_USER } from './authentication.js';
import type { Client } from './client.js';
import type { ClientHost } from './client-host.js';

/**
 * Resident bytes of an idle connection, as measured with 8,000 of them on Node 20: 2,086 in the
 * JavaScript heap for client and socket, the rest for the handle beneath.
 */
export const CONNECTION_BYTES = 5_500;

/** Where a client comes from: "ip:port", or "path:0". */
export function addressOf(client: Client): string {
  const { unixPath, remoteAddress, remotePort } = client.connection;
  return unixPath === '' ? endpoint(remoteAddress, remotePort) : `${unixPath}:0`;
}

/** Where it was accepted. */
export function localAddressOf(client: Client): string {
  const { unixPath, localAddress, localPort } = client.connection;
  return unixPath === '' ? endpoint(localAddress, localPort) : `${unixPath}:0`;
}

function endpoint(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

export function describeClient(client: Client, host: ClientHost, nowMs: number): string {
  const { connection } = client;
  return [
    `id=${client.id}`,
    `addr=${addressOf(client)}`,
    `laddr=${localAddressOf(client)}`,
    `fd=${connection.descriptor}`,
    `name=${client.name}`,
    `age=${seconds(nowMs - client.createdMs)}`,
    `idle=${seconds(nowMs - client.lastInteractionMs)}`,
    `flags=${flagsOf(client)}`,
    `db=${client.dbNumber}`,
    // There is no pub/sub, no transaction and no tracking yet.
    'sub=0 psub=0 ssub=0 multi=-1 watch=0',
    describeMemory(client, host),
    `events=${connection.isOpen ? 'r' : ''}${client.outputBytes > 0 ? 'w' : ''}`,
    `cmd=${client.lastCommand?.fullName ?? 'NULL'}`,
    `user=${DEFAULT_USER}`,
    'redir=-1',
    `resp=${client.resp}`,
    `lib-name=${client.libraryName}`,
    `lib-ver=${client.libraryVersion}`,
  ].join(' ');
}

function seconds(ms: number): number {
  return Math.max(0, Math.floor(ms / 1000));
}

function flagsOf(client: Client): string {
  let flags = '';
  if (client.isMonitor) flags += 'O';
  if (client.isHeld) flags += 'b';
  if (client.isClosing) flags += 'c';
  if (client.connection.unixPath !== '') flags += 'U';
  if (client.isNoEvict) flags += 'e';
  if (client.isNoTouch) flags += 'T';
  return flags === '' ? 'N' : flags;
}

function describeMemory(client: Client, host: ClientHost): string {
  const isExecuting = host.executing === client;
  const { args, out } = host;
  let argumentBytes = 0;
  if (isExecuting) for (let i = 0; i < args.count; i++) argumentBytes += args.length(i);
  const queryBytes = client.queryBytes + (isExecuting ? argumentBytes : 0);
  const replyBytes = isExecuting ? out.bytes.length : 0;
  const held = queryBytes + client.queryFreeBytes + client.outputHeldBytes + replyBytes;
  return [
    `qbuf=${queryBytes}`,
    `qbuf-free=${client.queryFreeBytes}`,
    `argv-mem=${argumentBytes}`,
    'multi-mem=0',
    `rbs=${replyBytes}`,
    `rbp=${client.replyPeakBytes}`,
    `obl=${client.connection.pendingBytes}`,
    `oll=${client.queuedParts}`,
    `omem=${client.outputBytes}`,
    `tot-mem=${CONNECTION_BYTES + held}`,
  ].join(' ');
}
