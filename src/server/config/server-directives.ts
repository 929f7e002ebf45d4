/** Directives about the process, logs, statistics, security and scripts. */
import { anyOf, oneOf, yesNo } from './choice-kinds.js';
import { directive } from './directive.js';
import { notificationClasses } from './notification-classes.js';
import { INT_MAX, integer, LONG_MAX } from './number-kinds.js';
import { oomScoreValues, percentiles } from './number-list-kinds.js';
import { string } from './text-kinds.js';

const ACCESS = oneOf(['no', 'yes', 'local']);
const TITLE_VARIABLES = [
  'title',
  'listen-addr',
  'server-mode',
  'port',
  'tls-port',
  'unixsocket',
  'config-file',
];
const SYSLOG_FACILITIES = [
  'user',
  'local0',
  'local1',
  'local2',
  'local3',
  'local4',
  'local5',
  'local6',
  'local7',
] as const;

const shutdownOptions = anyOf('default', ['save', 'nosave', 'now', 'force'], (chosen) =>
  chosen.includes('save') && chosen.includes('nosave')
    ? "shutdown options SAVE and NOSAVE can't be used simultaneously"
    : null,
);

const PROCESS_DIRECTIVES = {
  daemonize: directive(yesNo, 'no', { mutability: 'immutable' }),
  supervised: directive(oneOf(['upstart', 'systemd', 'auto', 'no']), 'no', {
    mutability: 'immutable',
  }),
  pidfile: directive(string(), '', { mutability: 'immutable' }),
  'always-show-logo': directive(yesNo, 'no', { mutability: 'immutable' }),
  'set-proc-title': directive(yesNo, 'yes', { mutability: 'immutable' }),
  'proc-title-template': directive(
    string({ empty: 'value', check: checkTitleTemplate }),
    '{title} {listen-addr} {server-mode}',
  ),
  'shutdown-timeout': directive(integer(0n, INT_MAX), '10'),
  'shutdown-on-sigint': directive(shutdownOptions, 'default'),
  'shutdown-on-sigterm': directive(shutdownOptions, 'default'),
  databases: directive(integer(1n, INT_MAX), '16', { mutability: 'immutable', effect: 'applied' }),
  'oom-score-adj': directive(
    oneOf(['no', 'yes', 'relative', 'absolute'], new Map([['relative', 'yes']])),
    'no',
  ),
  'oom-score-adj-values': directive(oomScoreValues, '0 200 800'),
  'disable-thp': directive(yesNo, 'yes', { mutability: 'immutable' }),
  'ignore-warnings': directive(string({ empty: 'value' }), ''),
  server_cpulist: directive(string(), '', { mutability: 'immutable' }),
  bio_cpulist: directive(string(), '', { mutability: 'immutable' }),
  aof_rewrite_cpulist: directive(string(), '', { mutability: 'immutable' }),
  bgsave_cpulist: directive(string(), '', { mutability: 'immutable' }),
} as const;

const LOG_DIRECTIVES = {
  loglevel: directive(oneOf(['debug', 'verbose', 'notice', 'warning', 'nothing']), 'notice', {
    effect: 'applied',
  }),
  logfile: directive(string({ empty: 'value' }), '', {
    mutability: 'immutable',
    effect: 'applied',
  }),
  'syslog-enabled': directive(yesNo, 'no', { mutability: 'immutable' }),
  'syslog-ident': directive(string({ empty: 'value' }), 'redis', { mutability: 'immutable' }),
  'syslog-facility': directive(oneOf(SYSLOG_FACILITIES), 'local0', { mutability: 'immutable' }),
  'crash-log-enabled': directive(yesNo, 'yes'),
  'crash-memcheck-enabled': directive(yesNo, 'yes'),
  'use-exit-on-panic': directive(yesNo, 'no', { isHidden: true }),
  'watchdog-period': directive(integer(0n, INT_MAX), '0', { isHidden: true }),
  'slowlog-log-slower-than': directive(integer(-1n, LONG_MAX), '10000', { effect: 'applied' }),
  'slowlog-max-len': directive(integer(0n, LONG_MAX), '128', { effect: 'applied' }),
  'latency-monitor-threshold': directive(integer(0n, LONG_MAX), '0', { effect: 'applied' }),
  'latency-tracking': directive(yesNo, 'yes', { effect: 'applied' }),
  'latency-tracking-info-percentiles': directive(percentiles, '50 99 99.9', {
    effect: 'applied',
  }),
  'notify-keyspace-events': directive(notificationClasses, ''),
} as const;

const SECURITY_DIRECTIVES = {
  requirepass: directive(string(), '', { effect: 'applied' }),
  aclfile: directive(string({ empty: 'value' }), '', { mutability: 'immutable' }),
  'acllog-max-len': directive(integer(0n, LONG_MAX), '128'),
  'acl-pubsub-default': directive(oneOf(['allchannels', 'resetchannels']), 'resetchannels'),
  'enable-protected-configs': directive(ACCESS, 'no', {
    mutability: 'immutable',
    effect: 'applied',
  }),
  'enable-debug-command': directive(ACCESS, 'no', { mutability: 'immutable', effect: 'applied' }),
  'enable-module-command': directive(ACCESS, 'no', { mutability: 'immutable' }),
  'busy-reply-threshold': directive(integer(0n, LONG_MAX), '5000', { alias: 'lua-time-limit' }),
  'lua-enable-deprecated-api': directive(yesNo, 'no', { mutability: 'immutable', isHidden: true }),
} as const;

export const SERVER_DIRECTIVES = {
  ...PROCESS_DIRECTIVES,
  ...LOG_DIRECTIVES,
  ...SECURITY_DIRECTIVES,
} as const;

function checkTitleTemplate(template: string): string | null {
  const rest = template.replace(/\{([^{}]*)\}/g, (whole, variable: string) =>
    TITLE_VARIABLES.includes(variable) ? 'x' : whole,
  );
  return rest.trim() !== '' && !rest.includes('{')
    ? null
    : 'template format is invalid or contains unknown variables';
}
