/**
 * The addresses a server accepts connections on: those of `bind`, all with one port, and a unix
 * socket. They can be changed while the server runs; clients that are connected stay.
 */
import { type ListenOptions, listenErrorKind, TcpListener } from '../platform/tcp-listener.js';
import type { Logger } from './logger.js';

export interface Bindings {
  /**
   * As in `bind`: "*" for all IPv4 addresses, "::*" for all IPv6 ones, "-" before an optional one.
   */
  bind: readonly string[];
  /** 0 takes a free one. */
  port: number;
}

export interface UnixSocket {
  path: string;
  /** Permission bits; 0 leaves those the system gives. */
  permissions: number;
}

/** One word of `bind`. */
interface BindWord {
  host: string;
  /** Whether the server starts without it where the machine has no such address. */
  isOptional: boolean;
}

export class Listeners {
  private tcp: TcpListener[] = [];
  private unix: TcpListener | null = null;
  /** The words of `bind` as they were given. */
  private words: readonly string[] = [];

  constructor(
    private readonly options: ListenOptions,
    private readonly logger: Logger,
  ) {}

  /** The TCP port; 0 if there is none. */
  get port(): number {
    return this.tcp[0]?.port ?? 0;
  }

  /**
   * Listens on these addresses instead of the present ones. Rejects with the system's error, and
   * then listens as before. The old addresses are left first where the new ones need their port.
   */
  async bind(bindings: Bindings): Promise<void> {
    const old = this.tcp;
    this.tcp = [];
    const closing = old.map((listener) => listener.stopAccepting());
    await Promise.all(closing);
    try {
      await this.open(bindings);
    } catch (error) {
      await this.reopen(old);
      throw error;
    }
  }

  /** Lines about them as INFO server shows them. */
  describe(): string[] {
    const lines: string[] = [];
    const bind = this.words.map((word) => `,bind=${word}`).join('');
    if (this.tcp.length > 0) lines.push(`name=tcp${bind},port=${this.port}`);
    if (this.unix !== null) lines.push(`name=unix,bind=${this.unix.path}`);
    return lines;
  }

  /**
   * As `bind`, but done when it returns; for numeric addresses. False if the system refuses, and
   * then it listens as before.
   */
  tryBindNow(bindings: Bindings): boolean {
    const old = this.tcp.splice(0);
    for (const listener of old) void listener.stopAccepting();
    try {
      this.openNow(bindings);
      return true;
    } catch (error) {
      this.logger.warning(`Not listening on ${bindings.bind.join(' ')}: ${String(error)}`);
      for (const { address } of old) {
        if ('host' in address) this.tcp.push(TcpListener.listenNow(address, this.options));
      }
      return false;
    }
  }

  private openNow({ bind, port }: Bindings): void {
    let actual = port;
    for (const word of bind.map(parseBindWord)) {
      try {
        const listener = TcpListener.listenNow({ host: word.host, port: actual }, this.options);
        this.tcp.push(listener);
        actual = listener.port;
      } catch (error) {
        this.skipOrThrow(word, error);
      }
    }
    this.opened(bind);
  }

  private async open({ bind, port }: Bindings): Promise<void> {
    let actual = port;
    for (const word of bind.map(parseBindWord)) {
      try {
        const listener = await TcpListener.listen({ host: word.host, port: actual }, this.options);
        this.tcp.push(listener);
        actual = listener.port;
      } catch (error) {
        this.skipOrThrow(word, error);
      }
    }
    this.opened(bind);
  }

  private opened(words: readonly string[]): void {
    if (this.tcp.length === 0 && words.length > 0) {
      throw new Error('none of the addresses to bind is there');
    }
    this.words = words;
  }

  private skipOrThrow(word: BindWord, error: unknown): void {
    const kind = listenErrorKind(error);
    const isSkipped =
      kind === 'no such protocol' || (kind === 'no such address' && word.isOptional);
    if (isSkipped) {
      this.logger.verbose(`Not listening on ${word.host}: ${kind}`);
      return;
    }
    for (const listener of this.tcp.splice(0)) void listener.stopAccepting();
    throw error;
  }

  private async reopen(old: readonly TcpListener[]): Promise<void> {
    for (const { address } of old) {
      this.tcp.push(await TcpListener.listen(address, this.options));
    }
  }

  /** Also listens on a unix socket; a file that lies there already is replaced. */
  async bindUnix({ path, permissions }: UnixSocket): Promise<void> {
    this.unix = await TcpListener.listen({ path, permissions }, this.options);
  }

  /** Stops accepting; resolves when every accepted connection is gone. */
  async close(): Promise<void> {
    const listeners = this.unix === null ? this.tcp : [...this.tcp, this.unix];
    this.tcp = [];
    this.unix = null;
    await Promise.all(listeners.map((listener) => listener.close()));
  }
}

function parseBindWord(word: string): BindWord {
  const isOptional = word.startsWith('-');
  const name = isOptional ? word.slice(1) : word;
  if (name === '*') return { host: '0.0.0.0', isOptional };
  return { host: name === '::*' ? '::' : name, isOptional };
}
