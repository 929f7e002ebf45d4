/** Prints bytes for people: printable ASCII as it is, the rest escaped as redis-cli reads it back. */

/** One argument, quoted only where it needs to be. */
export function describeArgument(bytes: Buffer, charsMax = 300): string {
  const text = escapeBytes(bytes, charsMax);
  return text === '' || /[\s"'\\]/.test(text) ? `"${text}"` : text;
}

/** A whole command on one line. */
export function describeCommand(args: readonly Buffer[]): string {
  return args.map((argument) => describeArgument(argument)).join(' ');
}

/** Bytes with escapes, cut after so many characters with the full size noted. */
export function escapeBytes(bytes: Buffer, charsMax = 400): string {
  let out = '';
  for (const byte of bytes) {
    if (out.length > charsMax) return `${out}…(${bytes.length} bytes)`;
    out += escapeByte(byte);
  }
  return out;
}

function escapeByte(byte: number): string {
  if (byte === 13) return '\\r';
  if (byte === 10) return '\\n';
  if (byte === 34 || byte === 92) return `\\${String.fromCharCode(byte)}`;
  if (byte >= 32 && byte < 127) return String.fromCharCode(byte);
  return `\\x${byte.toString(16).padStart(2, '0')}`;
}
