/** `client-output-buffer-limit`: when a client that does not read its replies is given up. */
import type { Clock } from '../platform/clock.js';
import type { Client } from './client.js';
import type { OutputLimit } from './settings.js';

/** Whether the client is over the hard limit, or over the soft one for too long. */
export function outputLimitBroken(client: Client, limit: OutputLimit, clock: Clock): boolean {
  const { hardBytes, softBytes, softSeconds } = limit;
  if (hardBytes === 0 && softBytes === 0) return false;
  const bytes = client.outputBytes;
  if (hardBytes > 0 && bytes >= hardBytes) return true;
  if (softBytes === 0 || bytes < softBytes) {
    client.softLimitSinceMs = 0;
    return false;
  }
  const nowMs = clock.nowMs();
  if (client.softLimitSinceMs === 0) client.softLimitSinceMs = nowMs;
  return nowMs - client.softLimitSinceMs > softSeconds * 1000;
}
