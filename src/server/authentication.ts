/**
 * Who may do what needs authentication. There is one user, "default", with the password of
 * `requirepass` or none.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestLimits } from '../protocol/request-limits.js';
import type { ServerStatistics } from './server-statistics.js';
import type { ServerSettings } from './settings.js';

export const DEFAULT_USER = 'default';

export class Authentication {
  /** The limits of requests: one object for all clients, and one for those yet to authenticate. */
  readonly limits: RequestLimits;
  readonly unauthenticatedLimits: RequestLimits;

  constructor(
    private readonly settings: ServerSettings,
    private readonly statistics: ServerStatistics,
  ) {
    const { bulkBytesMax } = settings;
    this.limits = { bulkBytesMax, isUnauthenticated: false };
    this.unauthenticatedLimits = { bulkBytesMax, isUnauthenticated: true };
  }

  get isRequired(): boolean {
    return this.settings.requirepass !== '';
  }

  hasUser(name: string): boolean {
    return name === DEFAULT_USER;
  }

  /** The limits a new client begins with. */
  limitsOfNewClient(): RequestLimits {
    return this.isRequired ? this.unauthenticatedLimits : this.limits;
  }

  /** Whether user and password, a byte a character, are right. Takes as long for a near miss. */
  accepts(user: string, password: string): boolean {
    const { requirepass } = this.settings;
    const isRight =
      this.hasUser(user) &&
      (requirepass === '' || timingSafeEqual(digest(password), digest(requirepass)));
    if (!isRight) this.statistics.authenticationFailures++;
    return isRight;
  }
}

/** Of equal length whatever the password's is, which the comparison needs. */
function digest(password: string): Buffer {
  return createHash('sha256').update(password, 'latin1').digest();
}
