import { expect, test } from 'vitest';
import { ConfigError, ConfigFileUnreadable } from '../../../../src/server/config/config-error.js';
import { parseConfig } from '../../../../src/server/config/parse-config.js';

const [line] = parseConfig('\nport x', { kind: 'file', path: '/etc/x.conf' });
const [input] = parseConfig('port x', { kind: 'standard input' });
const [option] = parseConfig('a\nport x', { kind: 'command line' }).slice(1);

test('a report names the product, the place, the line and the reason', () => {
  expect(new ConfigError('bad', line!).report('segkv 1.2.3')).toBe(
    '\n*** FATAL CONFIG FILE ERROR (segkv 1.2.3) ***\n' +
      'Reading the configuration file, at line 2 of /etc/x.conf\n' +
      ">>> 'port x'\nbad\n",
  );
  expect(new ConfigError('bad', input!).report('x')).toContain('at line 1 of the standard input');
  expect(new ConfigError('bad', option!).report('x')).toContain('the command line, at option 2');
});

test('a fault between directives has no line', () => {
  expect(new ConfigError('bad', null).report('segkv 1.2.3')).toBe(
    '\n*** FATAL CONFIG FILE ERROR (segkv 1.2.3) ***\nbad\n',
  );
});

test('a file that cannot be opened', () => {
  expect(new ConfigFileUnreadable('/a', 'No such file or directory', null).report('x')).toBe(
    "Fatal error, can't open config file '/a': No such file or directory\n",
  );
  expect(new ConfigFileUnreadable('/a', 'why', line!).report('x')).toContain(
    'included by the configuration file, at line 2 of /etc/x.conf',
  );
});
