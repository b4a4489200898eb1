/**
 * The protected register: rules that keep users in Alma, from one cycle to the next. A user whom any rule
 * names can't be approved, whatever else is decided. Pure; the engine flags users by it and keeps the rules.
 */
import type { IsoDate } from './calendar.ts';
import { foldText, identifierKey } from './primaryIdentifier.ts';

export const PROTECTED_KINDS = ['group', 'identifier', 'prefix', 'pattern', 'name'] as const;
export type ProtectedKind = (typeof PROTECTED_KINDS)[number];

export const PROTECTED_KIND_TEXTS: Readonly<
  Record<ProtectedKind, { readonly label: string; readonly meaning: string }>
> = {
  group: { label: 'User group', meaning: 'Everybody in this user group.' },
  identifier: { label: 'Identifier', meaning: 'The user with this primary identifier.' },
  prefix: {
    label: 'Identifier prefix',
    meaning: 'Everybody whose primary identifier begins with this.',
  },
  pattern: {
    label: 'Identifier pattern',
    meaning: 'Identifiers that fit: * stands for any characters, ? for one, # for one digit.',
  },
  name: {
    label: 'Name',
    meaning:
      'Last name, or “Last, First”, or “First Last”; * and ? stand for other characters. Without case.',
  },
};

export interface ProtectedRule {
  readonly ruleId: number;
  readonly kind: ProtectedKind;
  readonly value: string;
}

/** The facts of one user that rules look at. */
export interface ProtectedFacts {
  readonly identifierKey: string;
  /** Folded names of all groups of the user. */
  readonly groupKeys: readonly string[];
  readonly firstName: string | null;
  readonly lastName: string | null;
}

/** The text under which a rule is the same rule as another of its kind. */
export function ruleKey(kind: ProtectedKind, value: string): string {
  return kind === 'identifier' ? identifierKey(value, false) : foldText(value);
}

/** Why a rule can't be kept. */
export type RuleFlaw = 'blank' | 'everybody';

/** Undefined: it can be kept. */
export function flawOfRule(kind: ProtectedKind, value: string): RuleFlaw | undefined {
  const key = ruleKey(kind, value);
  if (key === '') return 'blank';
  if ((kind === 'pattern' || kind === 'name') && key.replace(/[*?#\s,]/g, '') === '')
    return 'everybody';
  return undefined;
}

/** A register made ready for asking about many users. */
export class ProtectedRegister {
  readonly #rules: readonly ProtectedRule[];
  readonly #groups = new Set<string>();
  readonly #identifiers = new Set<string>();
  readonly #identifierTests: ((key: string) => boolean)[] = [];
  readonly #nameTests: ((first: string, last: string) => boolean)[] = [];

  constructor(rules: readonly ProtectedRule[]) {
    this.#rules = rules;
    for (const { kind, value } of rules) {
      const key = ruleKey(kind, value);
      if (kind === 'group') this.#groups.add(key);
      else if (kind === 'identifier') this.#identifiers.add(key);
      else if (kind === 'prefix') this.#identifierTests.push((each) => each.startsWith(key));
      else if (kind === 'pattern') this.#identifierTests.push(patternTest(key));
      else this.#nameTests.push(nameTest(key));
    }
  }

  /** Names of protected groups, folded. */
  get groups(): ReadonlySet<string> {
    return this.#groups;
  }

  get looksAtIdentifiers(): boolean {
    return this.#identifiers.size > 0 || this.#identifierTests.length > 0;
  }

  get looksAtNames(): boolean {
    return this.#nameTests.length > 0;
  }

  protectsIdentifier(key: string): boolean {
    return this.#identifiers.has(key) || this.#identifierTests.some((test) => test(key));
  }

  protectsName(firstName: string | null, lastName: string | null): boolean {
    const first = foldText(firstName ?? '');
    const last = foldText(lastName ?? '');
    return this.#nameTests.some((test) => test(first, last));
  }

  /** The rules that protect one user. */
  rulesFor(facts: ProtectedFacts): ProtectedRule[] {
    return this.#rules.filter((rule) => {
      const one = new ProtectedRegister([rule]);
      return (
        facts.groupKeys.some((key) => one.groups.has(key)) ||
        one.protectsIdentifier(facts.identifierKey) ||
        one.protectsName(facts.firstName, facts.lastName)
      );
    });
  }
}

/** Without a regular expression: one with many stars takes time that grows with their power. */
function patternTest(pattern: string): (text: string) => boolean {
  const parts = Array.from(pattern);
  return (text) => {
    const letters = Array.from(text);
    let star = -1;
    let from = 0;
    let at = 0;
    let n = 0;
    while (n < letters.length) {
      const part = parts[at];
      if (part === '*') {
        star = at++;
        from = n;
      } else if (part !== undefined && fits(part, letters[n]!)) {
        at++;
        n++;
      } else if (star >= 0) {
        at = star + 1;
        n = ++from;
      } else return false;
    }
    while (parts[at] === '*') at++;
    return at === parts.length;
  };
}

function fits(part: string, letter: string): boolean {
  if (part === '?') return true;
  if (part === '#') return letter >= '0' && letter <= '9';
  return part === letter;
}

/** “Last, First”, “First Last”, or the last name alone. */
function nameTest(key: string): (first: string, last: string) => boolean {
  const comma = key.indexOf(',');
  if (comma >= 0) {
    const last = patternTest(key.slice(0, comma).trim());
    const first = patternTest(key.slice(comma + 1).trim());
    return (firstName, lastName) => last(lastName) && first(firstName);
  }
  const test = patternTest(key);
  return (firstName, lastName) =>
    (lastName !== '' && test(lastName)) ||
    (firstName !== '' && lastName !== '' && test(`${firstName} ${lastName}`));
}

/** A rule whose review date has come. */
export function reviewIsDue(reviewOn: IsoDate | null, day: IsoDate): boolean {
  return reviewOn !== null && reviewOn <= day;
}
