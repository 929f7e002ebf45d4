import { expect, test } from 'vitest';
import { Config } from '../../../src/server/config/config.js';
import { DIRECTIVE_NAMES } from '../../../src/server/config/directives.js';
import { loadDirectives, loadOptions, optionOf } from '../../../src/server/start-options.js';

function emptyConfig(): Config {
  return new Config({ workingDirectory: '/', kindOfPath: () => 'directory', warn: () => {} });
}

test('every directive has an option of its own', () => {
  const options = DIRECTIVE_NAMES.map(optionOf);
  expect(new Set(options).size).toBe(DIRECTIVE_NAMES.length);
  expect(optionOf('slowlog-log-slower-than')).toBe('slowlogLogSlowerThan');
  for (const option of options) expect(option).toMatch(/^[a-z][A-Za-z0-9]*$/);
});

test('values are booleans, numbers, texts and lists', () => {
  const config = emptyConfig();
  loadOptions(config, {
    maxmemory: '1mb',
    timeout: 5,
    protectedMode: false,
    latencyTracking: 'no',
    bind: ['127.0.0.1', '-::1'],
    requirepass: 'pä',
    hz: undefined,
  });
  expect(config.get('maxmemory')).toBe(1_048_576);
  expect(config.get('timeout')).toBe(5);
  expect(config.get('protected-mode')).toBe(false);
  expect(config.get('latency-tracking')).toBe(false);
  expect(config.get('bind')).toEqual(['127.0.0.1', '-::1']);
  expect(config.get('requirepass')).toBe('p\u00c3\u00a4');
  expect(config.isDefault('hz')).toBe(true);
});

test('what cannot be is named', () => {
  const config = emptyConfig();
  expect(() => loadOptions(config, { noSuch: 1 })).toThrow(/there is no option 'noSuch'/);
  expect(() => loadOptions(config, { timeout: 'x' })).toThrow(/option 'timeout': argument/);
  expect(() => loadDirectives(config, { 'no-such': '1' })).toThrow(/there is no directive/);
});

test('directives go by their own names and aliases', () => {
  const config = emptyConfig();
  loadDirectives(config, { 'slowlog-max-len': '7', 'hash-max-ziplist-entries': '3' });
  expect(config.get('slowlog-max-len')).toBe(7);
  expect(config.get('hash-max-listpack-entries')).toBe(3);
});
