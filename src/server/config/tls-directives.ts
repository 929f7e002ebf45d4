/** Directives about TLS, which this server does not speak yet: all are accepted without effect. */
import { oneOf, yesNo } from './choice-kinds.js';
import { directive } from './directive.js';
import { PORT_RANGE } from './network-directives.js';
import { INT_MAX, integer } from './number-kinds.js';
import { string } from './text-kinds.js';

export const TLS_DIRECTIVES = {
  'tls-port': directive(integer(...PORT_RANGE), '0'),
  'tls-cluster': directive(yesNo, 'no'),
  'tls-replication': directive(yesNo, 'no'),
  'tls-auth-clients': directive(oneOf(['no', 'yes', 'optional']), 'yes'),
  'tls-prefer-server-ciphers': directive(yesNo, 'no'),
  'tls-session-caching': directive(yesNo, 'yes'),
  'tls-session-cache-size': directive(integer(0n, INT_MAX), '20480'),
  'tls-session-cache-timeout': directive(integer(0n, INT_MAX), '300'),
  'tls-cert-file': directive(string(), ''),
  'tls-key-file': directive(string(), ''),
  'tls-key-file-pass': directive(string(), ''),
  'tls-client-cert-file': directive(string(), ''),
  'tls-client-key-file': directive(string(), ''),
  'tls-client-key-file-pass': directive(string(), ''),
  'tls-dh-params-file': directive(string(), ''),
  'tls-ca-cert-file': directive(string(), ''),
  'tls-ca-cert-dir': directive(string(), ''),
  'tls-protocols': directive(string(), ''),
  'tls-ciphers': directive(string(), ''),
  'tls-ciphersuites': directive(string(), ''),
} as const;
