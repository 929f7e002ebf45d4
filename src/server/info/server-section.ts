/** INFO server: what runs here, since when, and where it listens. */
import { REDIS_VERSION } from '../../base/redis-version.js';
import type { Clock } from '../../platform/clock.js';
import type { ProcessInformation } from '../../platform/process-information.js';
import type { InfoField } from './info-section.js';

export interface ServerFacts {
  readonly version: string;
  readonly clock: Clock;
  readonly process: ProcessInformation;
  /** 40 hexadecimal digits, drawn when the server starts. */
  readonly runId: string;
  readonly startedMs: number;
  /** 0 if it does not listen on TCP. */
  readonly tcpPort: number;
  /** "name=tcp,bind=127.0.0.1,port=6379" and the like. */
  readonly listenerLines: readonly string[];
  readonly cycleHz: number;
  readonly configuredHz: number;
  readonly lruClock: number;
  /** Empty if there is none. */
  readonly configFilePath: string;
}

const MS_PER_SECOND = 1000;
const SECONDS_PER_DAY = 86_400;

export function serverFields(facts: ServerFacts): InfoField[] {
  const { clock, process } = facts;
  const uptime = Math.max(0, Math.floor((clock.nowMs() - facts.startedMs) / MS_PER_SECOND));
  return [
    ['redis_version', REDIS_VERSION],
    ['segkv_version', facts.version],
    ['redis_mode', 'standalone'],
    ['os', process.system],
    ['arch_bits', process.wordBits],
    ['node_version', process.nodeVersion],
    ['v8_version', process.engineVersion],
    ['process_id', process.processId],
    ['process_supervised', 'no'],
    ['run_id', facts.runId],
    ['tcp_port', facts.tcpPort],
    ['server_time_usec', clock.nowUs()],
    ['uptime_in_seconds', uptime],
    ['uptime_in_days', Math.floor(uptime / SECONDS_PER_DAY)],
    ['hz', facts.cycleHz],
    ['configured_hz', facts.configuredHz],
    ['lru_clock', facts.lruClock],
    ['executable', process.executable],
    ['config_file', facts.configFilePath],
    ['io_threads_active', 0],
    ...facts.listenerLines.map((line, i): InfoField => [`listener${i}`, line]),
  ];
}
