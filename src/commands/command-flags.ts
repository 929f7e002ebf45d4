/**
 * The closed vocabularies of a command definition: groups, flags, ACL categories, tips. Names and
 * their order are those of Redis 7 (COMMAND INFO, COMMAND DOCS), because clients parse them.
 * Flags and categories are kept as bits so that admission checks are one AND.
 */

export const COMMAND_GROUPS = [
  'bitmap',
  'cluster',
  'connection',
  'generic',
  'geo',
  'hash',
  'hyperloglog',
  'list',
  'pubsub',
  'scripting',
  'server',
  'set',
  'sorted-set',
  'stream',
  'string',
  'transactions',
] as const;

export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** In the order in which COMMAND INFO lists them. */
const FLAG_NAMES = [
  'write',
  'readonly',
  'denyoom',
  'admin',
  'pubsub',
  'noscript',
  'blocking',
  'loading',
  'stale',
  'skip_monitor',
  'skip_slowlog',
  'asking',
  'fast',
  'no_auth',
  'no_mandatory_keys',
  'no_async_loading',
  'no_multi',
  'movablekeys',
  'allow_busy',
] as const;

export type CommandFlagName = (typeof FLAG_NAMES)[number];

/** In the order in which COMMAND INFO lists them. */
const ACL_CATEGORY_NAMES = [
  'keyspace',
  'read',
  'write',
  'set',
  'sortedset',
  'list',
  'hash',
  'string',
  'bitmap',
  'hyperloglog',
  'geo',
  'stream',
  'pubsub',
  'admin',
  'fast',
  'slow',
  'blocking',
  'dangerous',
  'connection',
  'transaction',
  'scripting',
] as const;

export type AclCategoryName = (typeof ACL_CATEGORY_NAMES)[number];

/** A closed set of names, each with a bit; a set of them is a number. */
export class BitNames<Name extends string> {
  readonly names: readonly Name[];
  /** The bit of each name. */
  readonly bit: Readonly<Record<Name, number>>;
  private readonly noun: string;

  constructor(noun: string, names: readonly Name[]) {
    if (names.length > 31) throw new RangeError(`too many names for 31 bits: ${noun}`);
    this.noun = noun;
    this.names = names;
    const bit = {} as Record<Name, number>;
    for (let i = 0; i < names.length; i++) bit[names[i] as Name] = 1 << i;
    this.bit = Object.freeze(bit);
  }

  /** The bits of some names; throws on an unknown or repeated one. */
  parse(names: readonly string[], where: string): number {
    let bits = 0;
    for (const name of names) {
      const bit = this.bit[name as Name];
      if (bit === undefined) throw new TypeError(`${where}: unknown ${this.noun} '${name}'`);
      if ((bits & bit) !== 0) throw new TypeError(`${where}: ${this.noun} '${name}' given twice`);
      bits |= bit;
    }
    return bits;
  }

  /** The names of some bits, in the order of the vocabulary. */
  format(bits: number): Name[] {
    return this.names.filter((name) => (bits & this.bit[name]) !== 0);
  }
}

export const COMMAND_FLAGS = new BitNames<CommandFlagName>('flag', FLAG_NAMES);
export const ACL_CATEGORIES = new BitNames<AclCategoryName>('ACL category', ACL_CATEGORY_NAMES);

/** Bits of the flags: `CommandFlag.write`. */
export const CommandFlag = COMMAND_FLAGS.bit;
/** Bits of the ACL categories: `AclCategory.dangerous`. */
export const AclCategory = ACL_CATEGORIES.bit;

/**
 * All ACL categories of a command: the stated ones and those that follow from its flags, by the
 * rules of Redis 7: a script that only reads is not a read command, admin commands are dangerous,
 * and what is not fast is slow.
 */
export function impliedAclCategories(flags: number, stated: number): number {
  let acl = stated;
  if ((flags & CommandFlag.write) !== 0) acl |= AclCategory.write;
  if ((flags & CommandFlag.readonly) !== 0 && (stated & AclCategory.scripting) === 0) {
    acl |= AclCategory.read;
  }
  if ((flags & CommandFlag.admin) !== 0) acl |= AclCategory.admin | AclCategory.dangerous;
  if ((flags & CommandFlag.pubsub) !== 0) acl |= AclCategory.pubsub;
  if ((flags & CommandFlag.blocking) !== 0) acl |= AclCategory.blocking;
  return acl | ((flags & CommandFlag.fast) !== 0 ? AclCategory.fast : AclCategory.slow);
}

/** What COMMAND DOCS can say about a command's standing. */
export type DocFlag = 'deprecated' | 'syscmd';

const TIP_NAMES = [
  'nondeterministic_output',
  'nondeterministic_output_order',
  'request_policy',
  'response_policy',
];

/** Throws unless the tip is one of Redis's, with a value where it needs one. */
export function checkTip(tip: string, where: string): void {
  const [name, value] = tip.split(':');
  const needsValue = name === 'request_policy' || name === 'response_policy';
  if (!TIP_NAMES.includes(name as string) || needsValue !== (value !== undefined)) {
    throw new TypeError(`${where}: unknown tip '${tip}'`);
  }
}
