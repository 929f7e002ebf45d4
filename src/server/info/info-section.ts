/** INFO is made of sections, each of fields in a fixed order. Names are those of Redis 7.4. */

export type InfoField = readonly [name: string, value: string | number];

export interface InfoSection {
  /** As a client asks for it, in lower case. */
  readonly name: string;
  /** As its heading shows it. */
  readonly title: string;
  /** 'default': shown by a plain INFO; 'all': by INFO all; 'named': only when asked by its name. */
  readonly shown: 'default' | 'all' | 'named';
  fields(): readonly InfoField[];
}

/** Words that stand for several sections. */
const GROUPS: ReadonlyMap<string, readonly InfoSection['shown'][]> = new Map([
  ['default', ['default']],
  ['all', ['default', 'all']],
  ['everything', ['default', 'all']],
]);

/**
 * The text of the sections asked for, each once, in the order of `sections`. Unknown names are
 * passed over; no name at all means the default sections.
 */
export function infoText(sections: readonly InfoSection[], names: readonly string[]): string {
  const asked = names.length === 0 ? ['default'] : names;
  const shown = new Set(asked.flatMap((name) => GROUPS.get(name) ?? []));
  return sections
    .filter((section) => shown.has(section.shown) || asked.includes(section.name))
    .map(sectionText)
    .join('\r\n');
}

function sectionText(section: InfoSection): string {
  const lines = section.fields().map(([name, value]) => `${name}:${value}\r\n`);
  return `# ${section.title}\r\n${lines.join('')}`;
}
