/**
 * The words of a configuration line, with Redis's quoting: "…" with the escapes \n \r \t \b \a \\
 * \" and \xHH, '…' where only \' is an escape, and white space between words. A quote closes a
 * word: something other than white space after it is an error.
 */
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  a: '\x07',
};

/** The words, or null when a quote is not closed or is followed by more of the word. */
export function splitArguments(line: string): string[] | null {
  const words: string[] = [];
  let position = 0;
  for (;;) {
    while (position < line.length && isSpace(line[position]!)) position++;
    if (position === line.length) return words;
    const word = readWord(line, position);
    if (word === null) return null;
    words.push(word.text);
    position = word.end;
  }
}

interface Word {
  readonly text: string;
  /** Index of the first character after the word. */
  readonly end: number;
}

/** A quote may also start inside a word: a"b c" is the one word `ab c`. */
function readWord(line: string, start: number): Word | null {
  let text = '';
  let position = start;
  while (position < line.length && !isSpace(line[position]!)) {
    const character = line[position]!;
    if (character === '"' || character === "'") {
      const quoted =
        character === '"' ? readDoubleQuoted(line, position + 1) : readSingleQuoted(line, position);
      if (quoted === null) return null;
      const isAtEnd = quoted.end === line.length || isSpace(line[quoted.end]!);
      return isAtEnd ? { text: text + quoted.text, end: quoted.end } : null;
    }
    text += character;
    position++;
  }
  return { text, end: position };
}

function readDoubleQuoted(line: string, start: number): Word | null {
  let text = '';
  let position = start;
  while (position < line.length) {
    const character = line[position]!;
    if (character === '"') return { text, end: position + 1 };
    const hex = /^\\x([0-9a-fA-F]{2})/.exec(line.slice(position, position + 4));
    if (hex !== null) {
      text += String.fromCharCode(Number.parseInt(hex[1]!, 16));
      position += 4;
    } else if (character === '\\' && position + 1 < line.length) {
      const escaped = line[position + 1]!;
      text += ESCAPES[escaped] ?? escaped;
      position += 2;
    } else {
      text += character;
      position++;
    }
  }
  return null;
}

function readSingleQuoted(line: string, quote: number): Word | null {
  let text = '';
  let position = quote + 1;
  while (position < line.length) {
    if (line[position] === "'") return { text, end: position + 1 };
    if (line[position] === '\\' && line[position + 1] === "'") position++;
    text += line[position]!;
    position++;
  }
  return null;
}

function isSpace(character: string): boolean {
  return ' \t\n\r\v\f'.includes(character) || character === '\0';
}

/** A word as a double-quoted word that splitArguments reads back unchanged. */
export function quoteArgument(word: string): string {
  let quoted = '"';
  for (const character of word) quoted += quoteCharacter(character);
  return `${quoted}"`;
}

function quoteCharacter(character: string): string {
  if (character === '\\' || character === '"') return `\\${character}`;
  for (const [letter, meaning] of Object.entries(ESCAPES)) {
    if (meaning === character) return `\\${letter}`;
  }
  const code = character.charCodeAt(0);
  if (code >= 0x20 && code < 0x7f) return character;
  return `\\x${code.toString(16).padStart(2, '0')}`;
}
