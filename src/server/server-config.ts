/**
 * Puts the directives into effect: when the server starts, and again whenever CONFIG SET changes
 * one. Everything that the table of directives calls applied is applied here or read where it is
 * needed; the server's parts know plain values and not the configuration.
 */
import type { ExpiryCycle } from '../keyspace/expiry-cycle.js';
import type { Keyspace } from '../keyspace/keyspace.js';
import type { Freeing } from '../keyspace/lazy-free.js';
import type { MemoryManager } from '../memory/memory-manager.js';
import type { LogLevel } from '../platform/log.js';
import type { CommandStatistics } from './command-statistics.js';
import type { Config } from './config/config.js';
import type { DirectiveName, DirectiveValue } from './config/directives.js';
import type { LatencyMonitor } from './latency-monitor.js';
import type { Listeners } from './listeners.js';
import type { ServerCycle } from './server-cycle.js';
import type { ServerSettings } from './settings.js';
import type { SlowRequestObserver } from './slow-request-observer.js';
import type { Slowlog } from './slowlog.js';

/** What directives act on. */
export interface ConfiguredParts {
  readonly settings: ServerSettings;
  readonly memory: MemoryManager;
  readonly keyspace: Keyspace;
  readonly expiry: ExpiryCycle;
  readonly slowlog: Slowlog;
  readonly latencyMonitor: LatencyMonitor;
  readonly observer: SlowRequestObserver;
  readonly statistics: CommandStatistics;
  readonly cycle: ServerCycle;
  readonly listeners: Listeners;
  readonly setLogLevel: (level: LogLevel) => void;
}

const CANNOT_LISTEN =
  'Unable to listen on this port. Try "CONFIG SET" with another port or address.';

/** Applies the directives as they are and whenever they change. */
export function applyConfig(config: Config, parts: ConfiguredParts): void {
  const follow: Follow = (name, apply) => {
    apply(config.get(name));
    config.onChange(name, (value) => {
      apply(value);
      return undefined;
    });
  };
  followClients(follow, parts);
  followMemory(follow, parts);
  followRemoval(follow, parts);
  followObservation(follow, parts);
  follow('hz', (hz) => parts.cycle.configure(hz, config.get('dynamic-hz')));
  follow('dynamic-hz', (isDynamic) => parts.cycle.configure(config.get('hz'), isDynamic));
  followAddresses(config, parts.listeners);
}

type Follow = <Name extends DirectiveName>(
  name: Name,
  apply: (value: DirectiveValue<Name>) => void,
) => void;

function followClients(follow: Follow, { settings }: ConfiguredParts): void {
  follow('requirepass', (password) => {
    settings.requirepass = password;
  });
  follow('maxclients', (count) => {
    settings.maxclients = count;
  });
  follow('timeout', (seconds) => {
    settings.timeoutSeconds = seconds;
  });
  follow('tcp-keepalive', (seconds) => {
    settings.tcpKeepaliveSeconds = seconds;
  });
  follow('protected-mode', (isOn) => {
    settings.protectedMode = isOn;
  });
  follow('enable-debug-command', (permission) => {
    settings.debugPermission = permission;
  });
  follow('client-query-buffer-limit', (bytes) => {
    settings.queryBytesMax = bytes;
  });
  follow('proto-max-bulk-len', (bytes) => {
    settings.bulkBytesMax = bytes;
  });
  follow('hll-sparse-max-bytes', (bytes) => {
    settings.hyperloglogSparseBytesMax = bytes;
  });
  follow('client-output-buffer-limit', (limits) => {
    settings.outputLimits = limits;
  });
}

function followMemory(follow: Follow, { memory, keyspace }: ConfiguredParts): void {
  const { clock } = keyspace;
  follow('maxmemory', (bytes) => {
    memory.budget.limitBytes = bytes === 0 ? Number.POSITIVE_INFINITY : bytes;
  });
  follow('maxmemory-policy', (policy) => {
    clock.isLfu = policy.endsWith('-lfu');
  });
  follow('lfu-log-factor', (factor) => {
    clock.lfuLogFactor = factor;
  });
  follow('lfu-decay-time', (minutes) => {
    clock.lfuDecayMinutes = minutes;
  });
}

/** How fast expired keys go, and when the memory of what was removed is given back. */
function followRemoval(follow: Follow, { expiry, keyspace }: ConfiguredParts): void {
  const { freeing } = keyspace;
  const freeingFor = (isLazy: boolean): Freeing => (isLazy ? 'later' : 'now');
  follow('active-expire-effort', (effort) => {
    expiry.effort = effort;
  });
  follow('lazyfree-lazy-user-del', (isLazy) => {
    freeing.ofDeleted = freeingFor(isLazy);
  });
  follow('lazyfree-lazy-user-flush', (isLazy) => {
    freeing.ofFlushed = freeingFor(isLazy);
  });
  follow('lazyfree-lazy-expire', (isLazy) => {
    freeing.ofExpired = freeingFor(isLazy);
  });
  follow('lazyfree-lazy-server-del', (isLazy) => {
    freeing.ofReplaced = freeingFor(isLazy);
  });
}

function followObservation(follow: Follow, parts: ConfiguredParts): void {
  const { slowlog, latencyMonitor, observer, statistics } = parts;
  follow('loglevel', (level) => parts.setLogLevel(level));
  follow('slowlog-log-slower-than', (thresholdUs) => {
    slowlog.thresholdUs = thresholdUs;
    observer.refresh();
  });
  follow('slowlog-max-len', (length) => {
    slowlog.setLengthMax(length);
    observer.refresh();
  });
  follow('latency-monitor-threshold', (thresholdMs) => {
    latencyMonitor.thresholdMs = thresholdMs;
    observer.refresh();
  });
  follow('latency-tracking', (isTracking) => {
    statistics.isTrackingLatency = isTracking;
  });
}

/** The server listens already; only changes matter here. */
function followAddresses(config: Config, listeners: Listeners): void {
  const move = (): string | undefined => {
    const isMoved = listeners.tryBindNow({ bind: config.get('bind'), port: config.get('port') });
    return isMoved ? undefined : CANNOT_LISTEN;
  };
  config.onChange('bind', move);
  config.onChange('port', move);
}
