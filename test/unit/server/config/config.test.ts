import { describe, expect, test } from 'vitest';
import { ReplyError } from '../../../../src/base/reply-error.js';
import { Config } from '../../../../src/server/config/config.js';
import { findDirective } from '../../../../src/server/config/directives.js';

function newConfig() {
  const warnings: string[] = [];
  const config = new Config({
    workingDirectory: '/home/redis',
    kindOfPath: (path) => (path === '/data' ? 'directory' : 'none'),
    warn: (message) => warnings.push(message),
  });
  return { config, warnings };
}

function refusalOf(config: Config, ...pairs: string[]): string {
  try {
    config.set(pairs, 'local');
  } catch (error) {
    if (error instanceof ReplyError) return error.text;
    throw error;
  }
  return 'OK';
}

const failed = (name: string, reason: string) =>
  `ERR CONFIG SET failed (possibly related to argument '${name}') - ${reason}`;

describe('values', () => {
  test('are typed and start at the defaults', () => {
    const { config } = newConfig();
    const port: number = config.get('port');
    const isAppendOnly: boolean = config.get('appendonly');
    const policy: 'noeviction' | 'allkeys-lru' | string = config.get('maxmemory-policy');
    expect([port, isAppendOnly, policy]).toEqual([6379, false, 'noeviction']);
    expect(config.get('memory-page-size')).toBe(32_768);
    expect(config.get('memory-region-size')).toBe(33_554_432);
    expect(config.get('memory-preallocate')).toBe(false);
    expect(config.get('client-output-buffer-limit').pubsub.softSeconds).toBe(60);
    expect(config.get('dir')).toBe('/home/redis');
    expect(config.isDefault('dir')).toBe(true);
  });

  test('no default is refused by its own directive', () => {
    const { config } = newConfig();
    for (const [name, text] of config.matching(['*'])) {
      const directiveName = findDirective(name)!;
      if (directiveName === 'dir' || directiveName === 'replicaof') continue;
      config.load(directiveName, [text]);
      expect(config.isDefault(directiveName), name).toBe(true);
    }
  });
});

describe('CONFIG SET', () => {
  test('sets several directives, by name or alias, in any letter case', () => {
    const { config } = newConfig();
    config.set(['TIMEOUT', '5', 'slave-priority', '7', 'maxmemory', '1gb'], 'remote');
    expect(config.get('timeout')).toBe(5);
    expect(config.get('replica-priority')).toBe(7);
    expect(config.get('maxmemory')).toBe(1024 ** 3);
  });

  test('the first thing wrong is the answer', () => {
    const { config } = newConfig();
    const unknown = "ERR Unknown option or number of arguments for CONFIG SET - 'Foo'";
    expect(refusalOf(config, 'timeout', '1', 'Foo', 'x')).toBe(unknown);
    expect(refusalOf(config, 'a', 'b', 'c')).toBe('ERR syntax error');
    expect(refusalOf(config, 'DATABASES', '3', 'Foo', 'x')).toBe(
      failed('DATABASES', "can't set immutable config"),
    );
    expect(refusalOf(config, 'dir', '/data')).toBe(failed('dir', "can't set protected config"));
    expect(refusalOf(config, 'timeout', '1', 'Timeout', '2')).toBe(
      failed('Timeout', 'duplicate parameter'),
    );
    expect(refusalOf(config, 'HZ', 'x', 'timeout', 'y')).toBe(
      failed('hz', "argument couldn't be parsed into an integer"),
    );
    expect(refusalOf(config, 'list-max-ziplist-size', 'x')).toContain("'list-max-ziplist-size'");
  });

  test('a bad value leaves everything as it was', () => {
    const { config } = newConfig();
    const calls: unknown[] = [];
    config.onChange('timeout', (value) => void calls.push(value));
    expect(refusalOf(config, 'timeout', '5', 'hz', 'x')).toContain("'hz'");
    expect(config.get('timeout')).toBe(0);
    expect(calls).toEqual([]);
  });

  test('name and alias together are one directive: the later wins', () => {
    const { config } = newConfig();
    const calls: [number, number][] = [];
    config.onChange('replica-priority', (value, previous) => void calls.push([value, previous]));
    config.set(['slave-priority', '1', 'replica-priority', '2'], 'local');
    expect(calls).toEqual([[2, 100]]);
  });

  test('protected directives follow enable-protected-configs', () => {
    const { config } = newConfig();
    config.load('enable-protected-configs', ['local']);
    expect(() => config.set(['dir', '/data'], 'remote')).toThrow("can't set protected config");
    config.set(['dir', '/data'], 'local');
    expect(config.get('dir')).toBe('/data');
    config.load('enable-protected-configs', ['yes']);
    config.set(['heap-profile-dir', 'x'], 'remote');
    expect(config.get('heap-profile-dir')).toBe('x');
  });

  test('save replaces at runtime', () => {
    const { config } = newConfig();
    config.load('save', ['900', '1']);
    config.set(['save', '5 5'], 'local');
    expect(config.text('save')).toBe('5 5');
  });
});

describe('appliers', () => {
  test('run once the new values are in place, only for what changed', () => {
    const { config } = newConfig();
    const seen: unknown[] = [];
    config.onChange('timeout', (value, previous) => {
      seen.push([value, previous, config.get('hz')]);
      return undefined;
    });
    config.set(['timeout', '5', 'hz', '20'], 'local');
    config.set(['timeout', '5'], 'local');
    expect(seen).toEqual([[5, 0, 20]]);
  });

  test('a refusal undoes what was applied, last first', () => {
    const { config, warnings } = newConfig();
    const log: string[] = [];
    config.onChange('timeout', (value) => void log.push(`timeout ${value}`));
    config.onChange('hz', (value) => void log.push(`hz ${value}`));
    config.onChange('maxclients', () => 'too many');
    expect(refusalOf(config, 'timeout', '5', 'hz', '20', 'MAXCLIENTS', '9')).toBe(
      failed('maxclients', 'too many'),
    );
    expect(log).toEqual(['timeout 5', 'hz 20', 'hz 10', 'timeout 0']);
    expect([config.get('timeout'), config.get('hz'), config.get('maxclients')]).toEqual([
      0, 10, 10_000,
    ]);
    expect(warnings).toEqual([]);
  });

  test('what cannot be undone is reported', () => {
    const { config, warnings } = newConfig();
    config.onChange('port', (value) => (value === 6379 ? 'in use' : undefined));
    config.onChange('maxclients', () => 'too many');
    refusalOf(config, 'port', '1', 'maxclients', '9');
    expect(warnings).toEqual(['Failed restoring after a CONFIG SET: in use']);
  });

  test('do not run while the configuration is loaded', () => {
    const { config } = newConfig();
    config.onChange('port', () => 'never');
    config.load('port', ['1']);
    expect(config.get('port')).toBe(1);
  });
});

describe('CONFIG GET', () => {
  const names = (config: Config, ...patterns: string[]) =>
    config.matching(patterns).map(([name]) => name);

  test('patterns find names and aliases, each once', () => {
    const { config } = newConfig();
    expect(names(config, '*-priority', 'REPLICA-p*').sort()).toEqual([
      'replica-priority',
      'slave-priority',
    ]);
    expect(config.matching(['h?', 'hz'])).toEqual([['hz', '10']]);
    expect(names(config, 'nonsense')).toEqual([]);
    expect(names(config, 'tim\\eout')).toEqual([]);
  });

  test('an exact name keeps its spelling and finds hidden directives', () => {
    const { config } = newConfig();
    expect(config.matching(['HZ', 'hz'])).toEqual([['HZ', '10']]);
    expect(names(config, 'key-load-dela?')).toEqual([]);
    expect(names(config, 'Key-Load-Delay')).toEqual(['Key-Load-Delay']);
    expect(names(config, '*')).not.toContain('key-load-delay');
  });
});

describe('warnings', () => {
  test('for values without effect, not for defaults', () => {
    const { config, warnings } = newConfig();
    config.set(['appendfsync', 'always', 'timeout', '3', 'rdbcompression', 'yes'], 'local');
    expect(warnings).toEqual([
      "The directive 'appendfsync' is accepted for compatibility, but has no effect",
    ]);
  });

  test('for an eviction policy', () => {
    const { config, warnings } = newConfig();
    config.set(['maxmemory-policy', 'allkeys-lru'], 'local');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('eviction is not available');
    config.set(['maxmemory-policy', 'noeviction'], 'local');
    expect(warnings).toHaveLength(1);
  });
});
