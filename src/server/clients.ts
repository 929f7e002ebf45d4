/**
 * All clients of a server: who is let in, what CLIENT asks and does of them, and the cycle that
 * finds the idle ones and the slow readers. Nothing here costs a timer per client.
 */
import type { ClientPort } from '../commands/client-port.js';
import type { ClientFilter, ClientsPort, ClientType, PauseMode } from '../commands/clients-port.js';
import type { Connection, ConnectionHandler } from '../platform/connection.js';
import type { Timers } from '../platform/timers.js';
import { DEFAULT_USER } from './authentication.js';
import { Client } from './client.js';
import { ClientCycle } from './client-cycle.js';
import { addressOf, describeClient, localAddressOf } from './client-description.js';
import type { ClientHost } from './client-host.js';
import { ClientPause } from './client-pause.js';
import { refusalOf } from './connection-admission.js';
import type { Logger } from './logger.js';
import { MonitorFeed } from './monitor-feed.js';
import { outputLimitBroken } from './output-limits.js';
import type { ServerStatistics } from './server-statistics.js';

export interface ClientsParts {
  host: ClientHost;
  timers: Timers;
  logger: Logger;
  statistics: ServerStatistics;
}

/** Of a connection that is turned away nothing is heard any more. */
const DEAF: ConnectionHandler = { receive() {}, drained() {}, closed() {} };

export class Clients implements ClientsPort {
  readonly monitors: MonitorFeed;
  readonly paused: ClientPause;
  readonly cycle: ClientCycle;
  private readonly byId = new Map<number, Client>();
  private readonly host: ClientHost;

  constructor(private readonly parts: ClientsParts) {
    const { host, timers } = parts;
    this.host = host;
    this.monitors = new MonitorFeed(host.clock);
    this.paused = new ClientPause(host.clock, timers);
    this.cycle = new ClientCycle(this);
  }

  get count(): number {
    return this.byId.size;
  }

  /** Clients that wait: for the end of a pause, as nothing else blocks yet. */
  get blockedCount(): number {
    return this.paused.heldCount;
  }

  /** In the order in which they came. */
  values(): IterableIterator<Client> {
    return this.byId.values();
  }

  /** Makes a client of an accepted connection, or turns it away. */
  accept(connection: Connection): void {
    const { host, statistics, logger } = this.parts;
    const refusal = refusalOf(connection, this.count, host.settings);
    if (refusal !== null) {
      statistics.connectionsRejected++;
      logger.verbose(`Connection refused: ${refusal.slice(0, 60)}`);
      connection.handler = DEAF;
      connection.write(Buffer.from(`-${refusal}\r\n`));
      connection.end();
      return;
    }
    statistics.connectionsReceived++;
    const client = new Client(host, connection);
    connection.handler = client;
    this.byId.set(client.id, client);
    logger.verbose(`Accepted ${addressOf(client)}`);
  }

  /** Forgets a client that is gone. */
  remove(client: Client): void {
    this.byId.delete(client.id);
    this.monitors.remove(client);
    this.paused.forget(client);
  }

  /** Closes everybody and ends the pause. */
  stop(): void {
    this.paused.stop();
    for (const client of [...this.byId.values()]) client.kill();
  }

  /** Closes a client whose replies exceed the limits of its class. */
  checkOutput(client: Client): void {
    const { host, statistics } = this.parts;
    const limit = host.settings.outputLimits.normal;
    if (!outputLimitBroken(client, limit, host.clock)) return;
    statistics.outputLimitDisconnections++;
    this.closeForOutput(client);
  }

  private closeForOutput(client: Client): void {
    const description = this.describe(client);
    this.parts.logger.warning(
      `Client ${description} scheduled to be closed ASAP for overcoming of output buffer limits.`,
    );
    client.kill();
  }

  /** Closes a client that sent nothing for longer than `timeout` allows. */
  checkIdle(client: Client, nowMs: number): void {
    const { timeoutSeconds } = this.host.settings;
    if (timeoutSeconds === 0 || client.isMonitor || client.isHeld) return;
    if (nowMs - client.lastInteractionMs <= timeoutSeconds * 1000) return;
    this.parts.statistics.idleDisconnections++;
    this.parts.logger.verbose('Closing idle client');
    client.kill();
  }

  /** `client-query-buffer-limit`. */
  closeForQueryBuffer(client: Client): void {
    this.parts.statistics.queryLimitDisconnections++;
    const description = this.describe(client);
    this.parts.logger.warning(
      `Closing client that reached max query buffer length: ${description}`,
    );
    client.kill();
  }

  /** Cuts off who does not speak the protocol: a browser, perhaps sent here by an attacker. */
  closeForHttp(client: Client): void {
    this.parts.logger.warning(
      'Possible SECURITY ATTACK detected: somebody sends POST or Host: as a command, as a ' +
        'browser does that was sent here. The connection is closed.',
      { address: addressOf(client) },
    );
    client.kill();
  }

  get hasPassword(): boolean {
    return this.host.authentication.isRequired;
  }

  hasUser(name: string): boolean {
    return this.host.authentication.hasUser(name);
  }

  describe(client: ClientPort): string {
    const found = this.byId.get(client.id);
    return found === undefined ? '' : describeClient(found, this.host, this.host.clock.nowMs());
  }

  describeAll(type: ClientType = 'normal'): string {
    if (type !== 'normal') return '';
    let text = '';
    const nowMs = this.host.clock.nowMs();
    for (const client of this.byId.values()) {
      text += `${describeClient(client, this.host, nowMs)}\n`;
    }
    return text;
  }

  describeEach(ids: readonly number[]): string {
    let text = '';
    for (const id of ids) {
      const client = this.byId.get(id);
      if (client !== undefined) text += `${this.describe(client)}\n`;
    }
    return text;
  }

  kill(filter: ClientFilter, self: ClientPort, callerIs: 'spared' | 'included'): number {
    const nowMs = this.host.clock.nowMs();
    let count = 0;
    for (const client of [...this.byId.values()]) {
      if (client === self && callerIs === 'spared') continue;
      if (!matches(client, filter, nowMs)) continue;
      count++;
      if (client === self) client.closeAfterReplies();
      else client.kill();
    }
    return count;
  }

  pause(durationMs: number, mode: PauseMode): void {
    this.paused.pause(durationMs, mode);
  }

  unpause(): void {
    this.paused.unpause();
  }
}

function matches(client: Client, filter: ClientFilter, nowMs: number): boolean {
  const { id, address, localAddress, type, user, ageSeconds } = filter;
  if (id !== undefined && client.id !== id) return false;
  if (address !== undefined && addressOf(client) !== address) return false;
  if (localAddress !== undefined && localAddressOf(client) !== localAddress) return false;
  if (type !== undefined && type !== 'normal') return false;
  if (user !== undefined && user !== DEFAULT_USER) return false;
  return ageSeconds === undefined || Math.floor((nowMs - client.createdMs) / 1000) >= ageSeconds;
}
