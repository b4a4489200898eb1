/**
 * The protected register: whom a rule names. A rule that misses its user lets a protected person be purged; one
 * that names too many stops the work; one that never ends stops the program.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldText, identifierKey } from '#shared/domain/primaryIdentifier.ts';
import {
  flawOfRule,
  PROTECTED_KIND_TEXTS,
  PROTECTED_KINDS,
  type ProtectedFacts,
  type ProtectedKind,
  ProtectedRegister,
  reviewIsDue,
  ruleKey,
} from '#shared/domain/protectedRegister.ts';

const NOBODY: ProtectedFacts = {
  identifierKey: '',
  groupKeys: [],
  firstName: null,
  lastName: null,
};

function registerOf(...rules: [kind: ProtectedKind, value: string][]): ProtectedRegister {
  return new ProtectedRegister(rules.map(([kind, value], n) => ({ ruleId: n + 1, kind, value })));
}

/** Whether one rule names the user with this identifier. */
function namesIdentifier(kind: ProtectedKind, value: string, identifier: string): boolean {
  return registerOf([kind, value]).protectsIdentifier(identifierKey(identifier, false));
}

function namesPerson(value: string, first: string | null, last: string | null): boolean {
  return registerOf(['name', value]).protectsName(first, last);
}

describe('rules about identifiers', () => {
  test.each<[ProtectedKind, string, string, boolean]>([
    ['identifier', 'ADoe1', ' adoe1', true],
    ['identifier', 'adoe1', 'adoe10', false],
    ['identifier', '00123', '123', false],
    ['prefix', 'svc-', 'SVC-backup', true],
    ['prefix', 'svc-', 'xsvc-', false],
    ['prefix', 'a*', 'abc', false],
    ['pattern', 'svc*', 'svc', true],
    ['pattern', '*svc', 'my-SVC', true],
    ['pattern', 'a?c', 'abc', true],
    ['pattern', 'a?c', 'ac', false],
    ['pattern', 'lib##', 'lib07', true],
    ['pattern', 'lib##', 'lib7', false],
    ['pattern', 'lib##', 'libxx', false],
    ['pattern', 'lib##', 'lib077', false],
    ['pattern', 'a.c', 'abc', false],
    ['pattern', 'a+(b)[c]', 'A+(B)[C]', true],
    ['pattern', 'é*', 'É-7', true],
    ['pattern', '?x', '😀x', true],
  ])('%s “%s” and the identifier “%s”: %s', (kind, value, identifier, expected) => {
    expect(namesIdentifier(kind, value, identifier)).toBe(expected);
  });

  test('say whether identifiers, or names, have to be read at all', () => {
    for (const kind of PROTECTED_KINDS) {
      const register = registerOf([kind, 'x']);
      expect(register.looksAtIdentifiers).toBe(['identifier', 'prefix', 'pattern'].includes(kind));
      expect(register.looksAtNames).toBe(kind === 'name');
      expect(register.groups.has('x')).toBe(kind === 'group');
    }
  });
});

/** A pattern read letter by letter, from its meaning. */
function plainly(pattern: readonly string[], text: readonly string[]): boolean {
  const [part, ...rest] = pattern;
  if (part === undefined) return text.length === 0;
  if (part === '*')
    return Array.from({ length: text.length + 1 }, (_, n) => n).some((n) =>
      plainly(rest, text.slice(n)),
    );
  const [letter, ...left] = text;
  if (letter === undefined) return false;
  const fits = part === '?' || (part === '#' ? /^[0-9]$/.test(letter) : part === letter);
  return fits && plainly(rest, left);
}

describe('any pattern', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', '1', '2', '-'), { maxLength: 8 });
  const parts = fc.array(fc.constantFrom('a', 'b', '1', '*', '?', '#', '-'), {
    minLength: 1,
    maxLength: 6,
  });

  test('names exactly whom a plain reading names', () => {
    fc.assert(
      fc.property(parts, letters, (pattern, text) => {
        expect(registerOf(['pattern', pattern.join('')]).protectsIdentifier(text.join(''))).toBe(
          plainly(pattern, text),
        );
      }),
      { numRuns: 3000 },
    );
  });

  test('made of an identifier names it, whatever parts are replaced', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a', 'b', '7'), fc.constantFrom('', '?', '*')), {
          minLength: 1,
          maxLength: 12,
        }),
        (pairs) => {
          const identifier = pairs.map(([letter]) => letter).join('');
          const pattern = pairs.map(([letter, wild]) => wild || letter).join('');
          expect(registerOf(['pattern', pattern]).protectsIdentifier(identifier)).toBe(true);
        },
      ),
    );
  });

  test('with many stars comes to an end on an identifier that nearly fits', () => {
    // Tried in all ways, it would never end.
    const stars = `${'*a'.repeat(120)}*b`;
    expect(namesIdentifier('pattern', stars, 'a'.repeat(255))).toBe(false);
    expect(namesIdentifier('pattern', stars, `${'a'.repeat(200)}b`)).toBe(true);
    expect(namesPerson(stars, 'a'.repeat(5000), 'a'.repeat(5000))).toBe(false);
  });
});

describe('rules about names', () => {
  test.each<[string, string | null, string | null, boolean]>([
    ['Doe', 'Jane', 'DOE', true],
    ['Doe', null, 'doe', true],
    ['Doe', 'Doe', null, false],
    ['Doe', 'Jane', 'Doering', false],
    ['Doe*', 'Jane', 'Doering', true],
    ['Doe, Jane', 'jane', 'doe', true],
    ['Doe,Jane', 'Jane', 'Doe', true],
    ['Doe, Jane', 'John', 'Doe', false],
    ['Doe, J*', 'John', 'Doe', true],
    ['Doe, J*', 'Ann', 'Doe', false],
    ['Jane Doe', 'Jane', 'Doe', true],
    ['Jane Doe', 'Doe', 'Jane', false],
    ['J* Doe', 'Jane', 'Doe', true],
    ['Test*', 'Testy', 'McTest', true],
    ['Test*', 'Ann', 'Contest', false],
    ['*, Test', 'test', null, true],
    ['Müller', 'Eva', 'MU\u0308LLER', true],
    ['Straße', null, 'STRASSE', true],
    ['Doe', null, null, false],
  ])('“%s” and first name %j, last name %j: %s', (value, first, last, expected) => {
    expect(namesPerson(value, first, last)).toBe(expected);
  });
});

describe('the register', () => {
  const register = registerOf(
    ['group', ' I-Share '],
    ['identifier', 'Admin'],
    ['prefix', 'adm'],
    ['pattern', '*min'],
    ['name', 'Root'],
  );

  test('tells all rules that name a user, and none that doesn’t', () => {
    const rulesFor = (facts: Partial<ProtectedFacts>) =>
      register.rulesFor({ ...NOBODY, ...facts }).map(({ ruleId }) => ruleId);
    expect(rulesFor({})).toEqual([]);
    expect(rulesFor({ groupKeys: ['alumni', 'i-share'] })).toEqual([1]);
    expect(rulesFor({ identifierKey: 'admin' })).toEqual([2, 3, 4]);
    expect(rulesFor({ identifierKey: 'adm', lastName: 'root' })).toEqual([3, 5]);
    expect(rulesFor({ identifierKey: 'root', groupKeys: ['root'] })).toEqual([]);
  });

  test('names whom any of its rules names', () => {
    expect(register.protectsIdentifier('admin')).toBe(true);
    expect(register.protectsIdentifier('gemin')).toBe(true);
    expect(register.protectsIdentifier('root')).toBe(false);
    expect(register.protectsName(null, 'ROOT')).toBe(true);
    expect([...register.groups]).toEqual(['i-share']);
  });

  test('without rules names nobody', () => {
    const none = registerOf();
    expect(none.protectsIdentifier('a')).toBe(false);
    expect(none.protectsName('a', 'b')).toBe(false);
    expect(none.looksAtIdentifiers || none.looksAtNames).toBe(false);
  });
});

describe('a rule', () => {
  test.each<[ProtectedKind, string]>([
    ['group', '  '],
    ['identifier', '\u200b'],
    ['prefix', ''],
    ['pattern', '*'],
    ['pattern', ' *?# '],
    ['name', '*, ?'],
    ['name', ','],
  ])('%s “%s” is refused: it names everybody or nobody', (kind, value) => {
    expect(flawOfRule(kind, value)).toBeDefined();
  });

  test.each<[ProtectedKind, string]>([
    ['group', '*'],
    ['prefix', '*'],
    ['pattern', '*7'],
    ['name', 'X*'],
  ])('%s “%s” is kept', (kind, value) => {
    expect(flawOfRule(kind, value)).toBeUndefined();
  });

  test('is the same in another spelling, another with other zeros', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PROTECTED_KINDS), fc.string(), (kind, value) => {
        expect(ruleKey(kind, ` ${value} `)).toBe(ruleKey(kind, value));
        expect(ruleKey(kind, value)).toBe(foldText(value));
      }),
    );
    expect(ruleKey('identifier', 'ABC')).toBe(ruleKey('identifier', 'abc'));
    expect(ruleKey('identifier', '007')).not.toBe(ruleKey('identifier', '7'));
  });

  test('is due for a look on its day, and never without one', () => {
    expect(reviewIsDue('2024-05-31', '2024-05-30')).toBe(false);
    expect(reviewIsDue('2024-05-31', '2024-05-31')).toBe(true);
    expect(reviewIsDue('2024-05-31', '2025-01-01')).toBe(true);
    expect(reviewIsDue(null, '9999-12-31')).toBe(false);
  });

  test('of every kind has a label and a meaning', () => {
    for (const kind of PROTECTED_KINDS) {
      expect(PROTECTED_KIND_TEXTS[kind].label).not.toBe('');
      expect(PROTECTED_KIND_TEXTS[kind].meaning).toMatch(/\.$/);
    }
  });
});
