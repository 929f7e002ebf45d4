/**
 * The invariants a running server can check in itself, asked over the wire: `DEBUG VERIFY` walks
 * all pages and answers OK if the accounting identity holds and, with no key left, no slot is live.
 */
import { escapeBytes } from './describe-bytes.js';
import type { RespConnection } from './resp-connection.js';
import { subjectIsReference } from './server-process.js';

/** Throws with the server's own words if an invariant is broken. */
export async function checkInvariants(connection: RespConnection): Promise<void> {
  // redis-server, when it stands in for segkv, keeps no such accounts.
  if (subjectIsReference()) return;
  const reply = await connection.call('DEBUG', 'VERIFY');
  if (reply.toString() !== '+OK\r\n') throw new Error(`DEBUG VERIFY: ${escapeBytes(reply, 4000)}`);
}
