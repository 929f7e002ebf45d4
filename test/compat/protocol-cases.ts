/**
 * Byte streams a server must answer like redis-server: requests of every form, and the malformed
 * ones with the error text and the closing that belong to each.
 */
export interface ProtocolCase {
  readonly name: string;
  readonly bytes: Buffer;
  /**
   * What the server does after its replies: stay open for the next request, close, or wait because
   * the request is not complete.
   */
  readonly ends: 'open' | 'closes' | 'waits';
}

const INLINE_BYTES_MAX = 64 * 1024;

function entry(ends: ProtocolCase['ends'], name: string, text: string | Buffer): ProtocolCase {
  return { name, ends, bytes: Buffer.isBuffer(text) ? text : Buffer.from(text, 'latin1') };
}

const open = (name: string, text: string): ProtocolCase => entry('open', name, text);
const closes = (name: string, text: string): ProtocolCase => entry('closes', name, text);
const waits = (name: string, text: string): ProtocolCase => entry('waits', name, text);

const arrays: readonly ProtocolCase[] = [
  open('one request', '*1\r\n$4\r\nPING\r\n'),
  open('a pipeline', '*1\r\n$4\r\nPING\r\n*2\r\n$4\r\nECHO\r\n$2\r\nhi\r\n*1\r\n$4\r\nping\r\n'),
  open('an empty argument', '*2\r\n$4\r\nECHO\r\n$0\r\n\r\n'),
  open('binary bytes', '*2\r\n$4\r\nECHO\r\n$6\r\n\x00\r\n\xff$*\r\n'),
  open(
    'write and read',
    '*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$3\r\na\r\n\r\n*2\r\n$3\r\nGET\r\n$1\r\nk\r\n',
  ),
  open('an empty command name', '*1\r\n$0\r\n\r\n'),
  open('an empty name with an argument', '*2\r\n$0\r\n\r\n$1\r\na\r\n'),
  open('an unknown command with odd bytes', '*2\r\n$4\r\nPI\r\n\r\n$3\r\n\x01\xffb\r\n'),
  open('a quote in an unknown command', "*2\r\n$3\r\na'b\r\n$2\r\n'\"\r\n"),
  open('no arguments', '*0\r\n'),
  open('a null array', '*-1\r\n'),
  open('a very negative array', '*-10\r\n'),
  open('no arguments before a request', '*0\r\n*-1\r\n*1\r\n$4\r\nPING\r\n'),
  open('any two bytes after an argument', '*1\r\n$4\r\nPINGxx*1\r\n$4\r\nPING\r\n'),
  open(
    'errors do not stop a pipeline',
    '*1\r\n$3\r\nGET\r\n*1\r\n$4\r\nPING\r\n*1\r\n$3\r\nfoo\r\n',
  ),
  waits('a request cut short', '*2\r\n$4\r\nECHO\r\n$100\r\nabc'),
  waits('an array of the most arguments', '*1048576\r\n'),
  waits('a header without its line end', '*1'),
];

const badArrays: readonly ProtocolCase[] = [
  closes('an array length that is no number', '*abc\r\n'),
  closes('an array length with a blank', '*1 \r\n'),
  closes('an array length after a blank', '* 1\r\n'),
  closes('an array length with a sign', '*+1\r\n'),
  closes('an array length with a leading zero', '*01\r\n'),
  closes('an empty array length', '*\r\n'),
  closes('an array length past an integer', '*2147483648\r\n'),
  closes('an array length past 64 bits', '*99999999999999999999\r\n'),
  closes('a line feed without a carriage return', '*1\n$4\nPING\r\n'),
  closes('an argument without a dollar', '*1\r\nPING\r\n'),
  closes('an integer as argument', '*1\r\n:1\r\n'),
  closes('an empty line as argument', '*1\r\n\r\n'),
  closes('a null argument', '*1\r\n$-1\r\n'),
  closes('a negative argument length', '*2\r\n$4\r\nECHO\r\n$-5\r\n'),
  closes('an argument length that is no number', '*1\r\n$abc\r\n'),
  closes('an empty argument length', '*1\r\n$\r\n'),
  closes('an argument length with a sign', '*1\r\n$+4\r\n'),
  closes('an argument length with a leading zero', '*1\r\n$04\r\n'),
  closes('an argument length past the limit', '*1\r\n$536870913\r\n'),
  closes('an argument length past 64 bits', '*1\r\n$99999999999999999999\r\n'),
  closes('a good request before a bad one', '*1\r\n$4\r\nPING\r\n*x\r\n'),
  closes('an endless array length', `*${'1'.repeat(INLINE_BYTES_MAX + 1)}`),
  closes('an endless argument length', `*1\r\n$${'1'.repeat(INLINE_BYTES_MAX + 1)}`),
];

const inline: readonly ProtocolCase[] = [
  open('an inline request', 'PING\r\n'),
  open('an inline request with a bare line feed', 'PING\n'),
  open('blanks around words', '  ECHO \t hello  \r\n'),
  open('an empty line', '\r\n'),
  open('empty lines before a request', '\r\n\r\n\nPING\r\n'),
  open('a line of blanks', '   \r\n'),
  open('double quotes', 'ECHO "a b"\r\n'),
  open('an empty quoted word', 'ECHO ""\r\n'),
  open('an empty word in single quotes', "ECHO ''\r\n"),
  open('escapes in double quotes', 'ECHO "\\x41\\n\\r\\t\\a\\b\\\\\\"\\q\\xzz\\x4"\r\n'),
  open('escapes in single quotes', "ECHO 'it\\'s \\n \\x41'\r\n"),
  open('a backslash outside quotes', 'ECHO a\\nb\r\n'),
  open('a quote that opens inside a word', 'ECHO foo"bar baz"\r\n'),
  open('bytes above 127', 'ECHO \xe9\xff\r\n'),
  open('a carriage return inside', 'ECHO a\rb\r\n'),
  open('inline and array mixed', 'PING\r\n*1\r\n$4\r\nPING\r\nECHO x\r\n'),
  open('an array sign inside a line', 'ECHO *1\r\n'),
  open('an unknown word', '$4\r\n'),
  open('a word of many bytes', `ECHO ${'y'.repeat(20_000)}\r\n`),
  waits('a line without its end', 'PING'),
  closes('an open double quote', 'ECHO "abc\r\n'),
  closes('an open single quote', "ECHO 'abc\r\n"),
  closes('a closing quote inside a word', 'ECHO "a"b\r\n'),
  closes('a closing single quote inside a word', "ECHO 'a'b\r\n"),
  closes('a quote escaped at the end', 'ECHO "abc\\"\r\n'),
  closes('an endless line', 'x'.repeat(INLINE_BYTES_MAX + 1)),
  closes('an HTTP request', 'POST / HTTP/1.1\r\n'),
  closes('an HTTP header', 'Host: localhost\r\n'),
  closes('QUIT', 'QUIT\r\n'),
  closes('QUIT after a request', '*1\r\n$4\r\nPING\r\n*1\r\n$4\r\nQUIT\r\n'),
];

export const PROTOCOL_CASES: readonly ProtocolCase[] = [...arrays, ...badArrays, ...inline];

const tenArguments = '$1\r\na\r\n'.repeat(9);

/** Sent to servers with the password `secret`. */
export const UNAUTHENTICATED_CASES: readonly ProtocolCase[] = [
  open('ten arguments before AUTH', `*10\r\n$4\r\nECHO\r\n${tenArguments}`),
  closes('eleven arguments before AUTH', '*11\r\n'),
  open('an argument of 16 KiB before AUTH', `*1\r\n$16384\r\n${'a'.repeat(16_384)}\r\n`),
  closes('an argument over 16 KiB before AUTH', '*1\r\n$16385\r\n'),
  open('an unknown command before AUTH', 'foo bar\r\n'),
  open('a wrong arity before AUTH', 'GET\r\n'),
  open('a known command before AUTH', 'GET k\r\n'),
  open('PING before AUTH', 'PING\r\n'),
  open('HELLO before AUTH', 'HELLO 3\r\n'),
  open('HELLO alone before AUTH', 'HELLO\r\n'),
  open('RESET before AUTH', 'RESET\r\n'),
  open('a wrong password', 'AUTH nope\r\n'),
  open('a wrong user', 'AUTH nobody secret\r\n'),
  open('a wrong password in HELLO', 'HELLO 3 AUTH default nope\r\n'),
  open('the password', 'AUTH secret\r\nGET k\r\n'),
  open('user and password', 'AUTH default secret\r\nGET k\r\n'),
  open(
    'the password and a longer request',
    `AUTH secret\r\n*11\r\n$3\r\nDEL\r\n${tenArguments}$1\r\nb\r\n`,
  ),
  open('RESET takes the password back', 'AUTH secret\r\nRESET\r\nGET k\r\n'),
  closes('QUIT before AUTH', 'QUIT\r\n'),
];
