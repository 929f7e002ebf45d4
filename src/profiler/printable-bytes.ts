/**
 * Shows bytes that clients chose (key prefixes, keys) as text that every export can carry. Keys
 * are binary, the formats are text, so the mapping must lose nothing: two different byte strings
 * never become the same text. Valid UTF-8 stays readable; a backslash is doubled; control
 * characters and bytes that are not UTF-8 become `\xNN`.
 */
const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text for bytes[start, end). */
export function printableBytes(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  let position = start;
  while (position < end) {
    const byte = bytes[position];
    const size = sequenceLength(byte);
    if (size === 1) {
      text += byte === 0x5c ? '\\\\' : byte < 0x20 || byte === 0x7f ? hex(byte) : chr(byte);
      position++;
      continue;
    }
    const character =
      size > 1 && position + size <= end ? decode(bytes, position, position + size) : null;
    if (character === null) {
      text += hex(byte);
      position++;
    } else {
      text += character;
      position += size;
    }
  }
  return text;
}

/** Bytes of the UTF-8 sequence that `byte` leads; 0 when it leads none. */
function sequenceLength(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte >= 0xc2 && byte < 0xe0) return 2;
  if (byte >= 0xe0 && byte < 0xf0) return 3;
  if (byte >= 0xf0 && byte < 0xf5) return 4;
  return 0;
}

/** Null for an invalid sequence and for C1 controls and line separators, which break lines. */
function decode(bytes: Uint8Array, start: number, end: number): string | null {
  try {
    const text = STRICT_UTF8.decode(bytes.subarray(start, end));
    const code = text.charCodeAt(0);
    return code < 0xa0 || code === 0x2028 || code === 0x2029 ? null : text;
  } catch {
    return null;
  }
}

function hex(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, '0')}`;
}

function chr(byte: number): string {
  return String.fromCharCode(byte);
}
