/**
 * The reasons not to execute a request now, in the order in which Redis asks: whoever has not
 * authenticated learns nothing of memory, and what is refused anyway does not wait for a pause.
 */
import { ERRORS } from '../base/errors.js';
import { CommandFlag } from '../commands/command-flags.js';
import type { Budget } from '../memory/budget.js';
import type { ClientPause } from './client-pause.js';
import type { AdmissionCheck } from './dispatcher.js';

export interface AdmissionParts {
  budget: Budget;
  pause: ClientPause;
}

export function admissionChecks({ budget, pause }: AdmissionParts): AdmissionCheck[] {
  return [
    checkAuthentication,
    (_client, command) => {
      if (budget.usedBytes <= budget.limitBytes) return null;
      return command.has(CommandFlag.denyoom) ? ERRORS.outOfMemory : null;
    },
    checkMonitor,
    (client, command) => pause.check(client, command),
  ];
}

const checkAuthentication: AdmissionCheck = (client, command) => {
  if (!client.limits.isUnauthenticated || client.isAuthenticated) return null;
  return command.has(CommandFlag.no_auth) ? null : ERRORS.noAuth;
};

/** Redis keeps monitors among its replicas, which have no business with keys. */
const checkMonitor: AdmissionCheck = (client, command) => {
  if (!client.isMonitor) return null;
  const touchesKeys = command.has(CommandFlag.write | CommandFlag.readonly);
  return touchesKeys ? ERRORS.replicaTouchesKeys : null;
};
