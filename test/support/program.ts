/** Runs the built program to its end, or until it is told to stop. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './server-process.js';

const TIMEOUT_MS = 20_000;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  readonly directory?: string;
  readonly input?: string;
}

export class Program {
  readonly child: ChildProcess;
  /** Resolves when the process has ended. */
  readonly ended: Promise<Ended>;
  stdout = '';
  stderr = '';

  constructor(args: readonly string[], options: ProgramOptions = {}) {
    const path = join(repositoryRoot(), 'dist', 'main.js');
    if (!existsSync(path)) throw new Error('dist/main.js is missing: run npm run build first');
    const node = process.env.SEGKV_NODE || process.execPath;
    const { directory = process.cwd(), input } = options;
    this.child = spawn(node, [path, ...args], { cwd: directory, timeout: TIMEOUT_MS });
    this.child.stdin?.end(input ?? '');
    this.child.stdout?.on('data', (chunk: Buffer) => {
      this.stdout += chunk.toString();
    });
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.stderr += chunk.toString();
    });
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code) => {
        resolve({ code, stdout: this.stdout, stderr: this.stderr });
      });
    });
  }

  /** The lines of its log so far. */
  get log(): Record<string, unknown>[] {
    const lines = this.stdout.split('\n').filter((line) => line.startsWith('{'));
    return lines.map((line) => JSON.parse(line));
  }

  /** Waits until the log has a message; throws if the program ends first. Returns its fields. */
  async logged(message: string): Promise<Record<string, unknown>> {
    for (;;) {
      const line = this.log.find(({ msg }) => String(msg).includes(message));
      if (line !== undefined) return line;
      const state = await Promise.race([this.ended, nextChunk(this.child)]);
      if (state !== undefined) throw new Error(`ended without "${message}":\n${this.stderr}`);
    }
  }

  /** The port it listens on, once it does. */
  async ready(): Promise<number> {
    await this.logged('Ready to accept connections');
    return Number((await this.logged('Server initialized')).port);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}

function nextChunk(child: ChildProcess): Promise<undefined> {
  return new Promise((resolve) => {
    child.stdout?.once('data', () => setImmediate(() => resolve(undefined)));
  });
}
