import { describe, expect, test } from 'vitest';
import { Config } from '../../../../src/server/config/config.js';
import { ConfigError } from '../../../../src/server/config/config-error.js';
import { loadConfig } from '../../../../src/server/config/load-config.js';
import { parseArguments } from '../../../../src/server/config/parse-arguments.js';
import { MemoryFiles } from '../../../support/memory-files.js';

interface Sources {
  readonly files?: Record<string, string>;
  readonly argv?: readonly string[];
  readonly input?: string;
}

function load({ files = {}, argv = [], input }: Sources) {
  const warnings: string[] = [];
  const warn = (message: string) => void warnings.push(message);
  const memoryFiles = new MemoryFiles({ '/srv/keep': '', ...files });
  const config = new Config({
    workingDirectory: '/srv',
    kindOfPath: (path) => memoryFiles.kindOfPath(path),
    warn,
  });
  const parsed = parseArguments(argv);
  if (parsed.action !== 'run') throw new Error(`unexpected ${parsed.action}`);
  loadConfig(config, {
    files: memoryFiles,
    filePath: parsed.filePath,
    standardInput: input ?? null,
    lines: parsed.lines,
    warn,
  });
  return { config, warnings };
}

function reportOf(sources: Sources): string {
  try {
    load(sources);
  } catch (error) {
    if (error instanceof ConfigError) return error.report('segkv 1.2.3').trim();
    throw error;
  }
  return 'loaded';
}

describe('order', () => {
  test('later lines win: file, standard input, command line', () => {
    const { config } = load({
      files: { '/srv/x.conf': 'port 1\nhz 20\ntimeout 1\nhz 30\n' },
      input: 'port 2\ntimeout 2',
      argv: ['x.conf', '--port', '3'],
    });
    expect([config.get('port'), config.get('timeout'), config.get('hz')]).toEqual([3, 2, 30]);
  });

  test('save lines add up and an empty one forgets', () => {
    const files = { '/a': 'save 900 1\nsave 300 10', '/b': 'save 1 1\nsave ""', '/c': 'hz 5' };
    expect(load({ files, argv: ['/a', '--save', '5', '5'] }).config.text('save')).toBe(
      '900 1 300 10 5 5',
    );
    expect(load({ files, argv: ['/b'] }).config.text('save')).toBe('');
    expect(load({ files, argv: ['/c'] }).config.text('save')).toBe('3600 1 300 100 60 10000');
  });
});

describe('include', () => {
  test('takes its place among the lines, patterns in alphabetical order', () => {
    const { config } = load({
      files: {
        '/srv/x.conf': 'port 1\ninclude conf.d/*.conf\ninclude none/*.conf\ntimeout 9',
        '/srv/conf.d/b.conf': 'port 3',
        '/srv/conf.d/a.conf': 'port 2\ntimeout 5',
      },
      argv: ['/srv/x.conf'],
    });
    expect([config.get('port'), config.get('timeout')]).toEqual([3, 9]);
  });

  test('a relative path starts at dir, as far as it is known', () => {
    const { config } = load({
      files: { '/x.conf': 'dir /data\ninclude y.conf', '/data/y.conf': 'port 7' },
      argv: ['/x.conf'],
    });
    expect(config.get('port')).toBe(7);
    expect(config.get('dir')).toBe('/data');
  });

  test('a file that includes itself is an error', () => {
    const report = reportOf({ files: { '/x.conf': 'include /x.conf' }, argv: ['/x.conf'] });
    expect(report).toContain('include is nested too deeply');
  });

  test('a missing file is fatal, a pattern without match is not', () => {
    expect(reportOf({ files: { '/x.conf': '\ninclude y.conf' }, argv: ['/x.conf'] })).toBe(
      "Fatal error, can't open config file 'y.conf': No such file or directory " +
        '(included by the configuration file, at line 2 of /x.conf)',
    );
    expect(reportOf({ argv: ['/no.conf'] })).toBe(
      "Fatal error, can't open config file '/no.conf': No such file or directory",
    );
    expect(reportOf({ argv: ['/srv'] })).toContain('Is a directory');
    expect(reportOf({ files: { '/x.conf': 'include *.none' }, argv: ['/x.conf'] })).toBe('loaded');
  });
});

describe('errors', () => {
  test('carry file, line and reason', () => {
    const files = { '/x.conf': '# a\nport 1\nmaxmemry 5\n' };
    expect(reportOf({ files, argv: ['/x.conf'] })).toBe(
      '*** FATAL CONFIG FILE ERROR (segkv 1.2.3) ***\n' +
        'Reading the configuration file, at line 3 of /x.conf\n' +
        ">>> 'maxmemry 5'\n" +
        'Bad directive or wrong number of arguments',
    );
  });

  test('of an included file name that file', () => {
    const files = { '/x.conf': 'include /y.conf', '/y.conf': '\nhz x' };
    expect(reportOf({ files, argv: ['/x.conf'] })).toContain('at line 2 of /y.conf');
  });

  test('of the command line name the option', () => {
    const report = reportOf({ argv: ['--port', '1', '--hz', 'x'] });
    expect(report).toContain('Reading the command line, at option 2\n>>> \'hz "x"\'');
  });

  test('an earlier line is reported before a later unbalanced quote', () => {
    const files = { '/x.conf': 'hz x\nport "1', '/y.conf': 'hz 1\nport "1' };
    expect(reportOf({ files, argv: ['/x.conf'] })).toContain('parsed into an integer');
    expect(reportOf({ files, argv: ['/y.conf'] })).toContain(
      ">>> 'port \"1'\nUnbalanced quotes in configuration line",
    );
  });

  test('between directives have no line', () => {
    expect(reportOf({ input: 'cluster-enabled yes\nreplicaof a 1' })).toContain(
      'replicaof directive not allowed in cluster mode',
    );
  });
});

describe('directives without effect', () => {
  test('an ordinary redis.conf starts, each of them with a warning', () => {
    const { warnings } = load({
      input: [
        'appendonly yes',
        'rename-command FLUSHALL ""',
        'loadmodule /x.so a b',
        'slaveof example 6379',
        'tls-port 6380',
        'lua-replicate-commands yes',
        'user bob on >x ~* +@all',
        'rdbcompression yes',
        'port 6380',
      ].join('\n'),
    });
    expect(warnings.map((warning) => /'(.*)'/.exec(warning)![1])).toEqual([
      'rename-command',
      'loadmodule',
      'lua-replicate-commands',
      'user',
      'tls-port',
      'appendonly',
      'replicaof',
    ]);
  });

  test('with the wrong number of words they are errors', () => {
    for (const input of ['include', 'include a b', 'rename-command x', 'loadmodule', 'user']) {
      expect(reportOf({ input })).toContain('Bad directive or wrong number of arguments');
    }
    expect(reportOf({ input: 'sentinel x' })).toContain('not in sentinel mode');
  });
});
