/** Bytes as a quoted string of printable ASCII, escaped as in C, the way Redis shows arguments. */
const ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x22, '\\"'],
  [0x5c, '\\\\'],
  [0x07, '\\a'],
  [0x08, '\\b'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
]);

/** Quotes bytes[start, end). */
export function quoteBytes(bytes: Uint8Array, start: number, end: number): string {
  let text = '"';
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    const escaped = ESCAPES.get(byte);
    if (escaped !== undefined) text += escaped;
    else if (byte >= 0x20 && byte < 0x7f) text += String.fromCharCode(byte);
    else text += `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return `${text}"`;
}
