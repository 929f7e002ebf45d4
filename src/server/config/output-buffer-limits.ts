/**
 * `client-output-buffer-limit`: per class of client a hard limit, and a soft limit that may be
 * exceeded for some seconds. Naming one class leaves the others as they are.
 */
import { type DirectiveKind, InvalidValue, type Parsed } from './directive-kind.js';
import { formatMemory, parseMemory } from './number-kinds.js';

export interface OutputBufferLimit {
  /** 0 is no limit, here and below. */
  readonly hardBytes: number;
  readonly softBytes: number;
  readonly softSeconds: number;
}

export type ClientClass = 'normal' | 'replica' | 'pubsub';
export type OutputBufferLimits = Readonly<Record<ClientClass, OutputBufferLimit>>;

const CLASSES: readonly ClientClass[] = ['normal', 'replica', 'pubsub'];
const NO_LIMIT: OutputBufferLimit = { hardBytes: 0, softBytes: 0, softSeconds: 0 };
const WORDS_PER_CLASS = 4;

export const outputBufferLimits: DirectiveKind<OutputBufferLimits> = {
  arity: 'many',
  parse(words, context) {
    if (words.length % WORDS_PER_CLASS !== 0) {
      throw new InvalidValue('Wrong number of arguments in buffer limit configuration.');
    }
    const limits: Record<ClientClass, OutputBufferLimit> = {
      ...(context.current?.value ?? { normal: NO_LIMIT, replica: NO_LIMIT, pubsub: NO_LIMIT }),
    };
    for (let index = 0; index < words.length; index += WORDS_PER_CLASS) {
      const [name, hard, soft, seconds] = words.slice(index) as [string, string, string, string];
      limits[parseClass(name)] = parseLimit(hard, soft, seconds);
    }
    return parsedLimits(limits);
  },
  rewriteLines(current, initial) {
    return CLASSES.map((name) => {
      const limit = current.value[name];
      const words = [
        name,
        formatMemory(BigInt(limit.hardBytes)),
        formatMemory(BigInt(limit.softBytes)),
        limit.softSeconds,
      ].join(' ');
      return { words, isForced: textOf(limit) !== textOf(initial.value[name]) };
    });
  },
};

function parseClass(word: string): ClientClass {
  const name = word.toLowerCase();
  if (name === 'normal' || name === 'pubsub') return name;
  if (name === 'replica' || name === 'slave') return 'replica';
  throw new InvalidValue('Invalid client class specified in buffer limit configuration.');
}

function parseLimit(hard: string, soft: string, seconds: string): OutputBufferLimit {
  const hardBytes = parseMemory(hard);
  const softBytes = parseMemory(soft);
  const isCount = /^[+]?[0-9]{1,15}$/.test(seconds);
  if (hardBytes === null || softBytes === null || !isCount) {
    throw new InvalidValue(
      'Error in hard, soft or soft_seconds setting in buffer limit configuration.',
    );
  }
  return {
    hardBytes: Number(hardBytes),
    softBytes: Number(softBytes),
    softSeconds: Number(seconds),
  };
}

/** The text calls replicas by their older name: tools read this line. */
function parsedLimits(value: OutputBufferLimits): Parsed<OutputBufferLimits> {
  const text = CLASSES.map(
    (name) => `${name === 'replica' ? 'slave' : name} ${textOf(value[name])}`,
  );
  return { value, text: text.join(' ') };
}

function textOf(limit: OutputBufferLimit): string {
  return `${BigInt(limit.hardBytes)} ${BigInt(limit.softBytes)} ${limit.softSeconds}`;
}
