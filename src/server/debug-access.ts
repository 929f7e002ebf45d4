/** What DEBUG may do to the server, and who may use it. */
import type { DebugPort } from '../commands/debug-port.js';
import type { ExpiryCycle } from '../keyspace/expiry-cycle.js';
import { block } from '../platform/block.js';

/** The values of `enable-debug-command`. */
export type DebugPermission = 'yes' | 'local' | 'no';

export interface DebugHost {
  readonly expiry: ExpiryCycle;
  readonly debugPermission: DebugPermission;
  /** Whether the request being executed came from this machine. */
  isRequestLocal(): boolean;
  warn(message: string): void;
}

export class DebugAccess implements DebugPort {
  readonly expiry: ExpiryCycle;

  constructor(private readonly host: DebugHost) {
    this.expiry = host.expiry;
  }

  isAllowed(): boolean {
    const { host } = this;
    if (host.debugPermission === 'local') return host.isRequestLocal();
    return host.debugPermission === 'yes';
  }

  block(ms: number): void {
    block(ms);
  }

  log(message: string): void {
    this.host.warn(message);
  }
}
