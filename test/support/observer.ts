/**
 * A healthy client that does its own work while others misbehave, and knows what each of its
 * replies must be. Its keys carry a prefix that nobody else uses.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { escapeBytes } from './describe-bytes.js';
import type { Prng } from './prng.js';
import type { Argument, RespConnection } from './resp-connection.js';

const KEY_COUNT = 20;

export class Observer {
  /** Replies checked so far. */
  checks = 0;
  /** The longest time one reply took. */
  slowestMs = 0;
  private readonly connection: RespConnection;
  private readonly prng: Prng;
  private readonly stored = new Map<string, Buffer>();
  private readonly prefix: string;

  constructor(connection: RespConnection, prng: Prng, name = 'observer') {
    this.connection = connection;
    this.prng = prng;
    this.prefix = name;
  }

  /** Works until told to stop. Rejects at the first reply that is not right. */
  async watch(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      await this.step();
      await delay(1);
    }
    for (const key of this.stored.keys()) await this.expect(['GET', key], bulk(this.valueOf(key)));
  }

  private async step(): Promise<void> {
    const { prng } = this;
    const key = `${this.prefix}:${prng.integer(1, KEY_COUNT)}`;
    const value = this.valueOf(key);
    switch (prng.integer(0, 6)) {
      case 0:
      case 1: {
        const fresh = prng.bytes(prng.chance(0.05) ? 50_000 : prng.integer(0, 300));
        this.stored.set(key, fresh);
        return this.expect(['SET', key, fresh], Buffer.from('+OK\r\n'));
      }
      case 2: {
        const tail = prng.bytes(prng.integer(1, 40));
        const whole = Buffer.concat([value ?? Buffer.alloc(0), tail]);
        this.stored.set(key, whole);
        return this.expect(['APPEND', key, tail], Buffer.from(`:${whole.length}\r\n`));
      }
      case 3:
        this.stored.delete(key);
        return this.expect(['DEL', key], Buffer.from(value === undefined ? ':0\r\n' : ':1\r\n'));
      case 4:
        return this.expect(
          ['STRLEN', key],
          Buffer.from(`:${value === undefined ? 0 : value.length}\r\n`),
        );
      case 5:
        return this.expect(['ECHO', key], bulk(Buffer.from(key)));
      default:
        return this.expect(['GET', key], bulk(value));
    }
  }

  private valueOf(key: string): Buffer | undefined {
    return this.stored.get(key);
  }

  private async expect(args: Argument[], expected: Buffer): Promise<void> {
    const started = performance.now();
    const reply = await this.connection.call(...args);
    this.slowestMs = Math.max(this.slowestMs, performance.now() - started);
    this.checks += 1;
    if (reply.equals(expected)) return;
    const call = `${args[0]} ${args[1]}`;
    throw new Error(`${call}: expected ${escapeBytes(expected)}, got ${escapeBytes(reply)}`);
  }
}

function bulk(value: Buffer | undefined): Buffer {
  if (value === undefined) return Buffer.from('$-1\r\n');
  return Buffer.concat([Buffer.from(`$${value.length}\r\n`), value, Buffer.from('\r\n')]);
}
