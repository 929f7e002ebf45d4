/**
 * Configuration texts are byte strings: JavaScript strings with one character (0 to 255) a byte, so
 * that a password or a path that is not valid UTF-8 survives a round trip. These two functions are
 * the border to ordinary text, such as `process.argv` and the paths of node:fs.
 */
export function byteStringOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** The reverse: the bytes read as UTF-8. */
export function textOfByteString(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
