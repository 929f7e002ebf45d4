/**
 * Draws sequences of calls from the templates. A sequence is data only: the same seed gives the
 * same steps, and any subset of the steps can be run again while a failure is being shrunk.
 */
import type { Prng } from '../support/prng.js';
import { type Argument, argumentBytes } from '../support/resp-connection.js';
import { bitmapTemplates } from './commands/bitmap.js';
import { commandTemplates } from './commands/command.js';
import { connectionTemplates } from './commands/connection.js';
import { genericTemplates } from './commands/generic.js';
import { hyperloglogTemplates } from './commands/hyperloglog.js';
import { otherTypeTemplates } from './commands/other-types.js';
import { serverTemplates } from './commands/server.js';
import { stringTemplates } from './commands/string.js';
import type { CallStep, Step, Template } from './template.js';
import { Values } from './values.js';

/** The groups a run draws from, with how large a part of the calls each is. */
const GROUPS: Readonly<Record<string, { templates: readonly Template[]; share: number }>> = {
  string: { templates: stringTemplates, share: 30 },
  bitmap: { templates: bitmapTemplates, share: 15 },
  hyperloglog: { templates: hyperloglogTemplates, share: 8 },
  generic: { templates: genericTemplates, share: 27 },
  connection: { templates: connectionTemplates, share: 6 },
  server: { templates: serverTemplates, share: 10 },
  command: { templates: commandTemplates, share: 4 },
};

export interface SequenceSettings {
  /** Names of groups, or undefined for all of them. */
  readonly groups?: readonly string[];
  /** True if lists, sets, hashes, sorted sets and streams exist on both servers. */
  readonly otherTypes?: boolean;
}

export const GROUP_NAMES: readonly string[] = Object.keys(GROUPS);

/** Every template in the tables, for tests about the tables themselves. */
export const ALL_TEMPLATES: readonly Template[] = Object.values(GROUPS).flatMap((group) => {
  return group.templates;
});

export class SequenceSource {
  private readonly prng: Prng;
  private readonly groups: { choices: Template[]; share: number }[];

  constructor(prng: Prng, settings: SequenceSettings = {}) {
    this.prng = prng;
    const names = settings.groups ?? GROUP_NAMES;
    const chosen = names.map((name) => {
      const group = GROUPS[name];
      if (group === undefined) throw new Error(`no group ${name}; ${GROUP_NAMES.join(', ')}`);
      return group;
    });
    if (settings.otherTypes === true) chosen.push({ templates: otherTypeTemplates, share: 8 });
    this.groups = chosen.map(({ templates, share }) => ({ choices: weighted(templates), share }));
  }

  /** The steps of the next sequence, about as many calls as asked for. */
  next(calls: number): Step[] {
    const values = new Values(this.prng);
    // Most sequences mix all groups; some stay within one so that its commands meet more often.
    const only = this.prng.chance(0.4) ? this.pickGroup() : undefined;
    const steps: Step[] = this.prng.chance(0.7) ? firstValues(values) : [];
    while (steps.length < calls) {
      if (this.prng.chance(0.004)) steps.push(...this.expirySteps(values));
      steps.push(...this.callSteps(this.prng.pick((only ?? this.pickGroup()).choices), values));
    }
    return steps;
  }

  private pickGroup(): { choices: Template[] } {
    const total = this.groups.reduce((sum, group) => sum + group.share, 0);
    let roll = this.prng.integer(0, total - 1);
    for (const group of this.groups) {
      roll -= group.share;
      if (roll < 0) return group;
    }
    throw new Error('shares do not add up');
  }

  private callSteps(template: Template, values: Values): Step[] {
    const args = this.mutated(template, template.build(values));
    const steps = [toStep(template.name, args, template.compare ?? 'exact')];
    const settled =
      template.settleArgument === undefined ? undefined : args[template.settleArgument];
    if (settled !== undefined) steps.push(toStep('touch', ['TOUCH', settled], 'exact'));
    return steps;
  }

  /** A key that is past its time but still there when the next call finds it. */
  private expirySteps(values: Values): Step[] {
    const key = values.pick(['k1', 'k2', 'k3']);
    const template = this.prng.pick(this.groups.flatMap((group) => group.choices));
    const args = template.build(values);
    if (template.mutable !== false && args.length > 1 && this.prng.chance(0.8)) args[1] = key;
    return [
      toStep('set', ['SET', key, 'soon gone', 'PX', 1], 'exact'),
      { kind: 'pause', ms: 4 },
      toStep(template.name, args, template.compare ?? 'exact'),
      toStep('touch', ['TOUCH', key], 'exact'),
    ];
  }

  /** Now and then a call with an argument too few or too many, or in another case. */
  private mutated(template: Template, args: Argument[]): Argument[] {
    const { prng } = this;
    const out = [...args];
    if (prng.chance(0.2)) out[0] = randomCase(prng, String(out[0]));
    if (template.mutable === false || !prng.chance(0.04)) return out;
    const at = prng.integer(1, Math.max(1, out.length - 1));
    switch (prng.integer(0, 3)) {
      case 0:
        if (out.length > 1) out.splice(at, 1);
        break;
      case 1:
        out.push(prng.pick(['', 'extra', '0', 'NX']));
        break;
      case 2:
        out.splice(at, 0, out[at] ?? 'extra');
        break;
      default:
        if (out.length > 2) out.push(...out.splice(at, 1));
    }
    return out;
  }
}

/** Something under most of the keys, without which many calls would only find them missing. */
function firstValues(values: Values): Step[] {
  const keys = ['k1', 'k2', 'k3', 'k4', 'k5', 's1', 's2', 's3'];
  const pairs = keys.flatMap((key) => {
    return [key, key.startsWith('s') ? values.smallValue() : values.value()];
  });
  return [toStep('mset', ['MSET', ...pairs], 'exact')];
}

function toStep(name: string, args: readonly Argument[], compare: CallStep['compare']): CallStep {
  return { kind: 'call', name, args: args.map((argument) => argumentBytes(argument)), compare };
}

function weighted(templates: readonly Template[]): Template[] {
  return templates.flatMap((template) => Array<Template>(template.weight ?? 10).fill(template));
}

function randomCase(prng: Prng, text: string): string {
  return [...text].map((c) => (prng.chance(0.5) ? c.toLowerCase() : c.toUpperCase())).join('');
}
