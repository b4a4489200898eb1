/**
 * Whom a decision is meant for. The dialog counts three sorts of candidates: protected, locked as staff, approvable.
 * One that fell between them would be decided without being told, one in two of them would be counted twice.
 */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { HELD_BACK_FLAGS, REVIEW_FLAGS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import {
  approvableAmong,
  barOf,
  formOf,
  heldBackAmong,
  protectedAmong,
  staffLockedAmong,
  targetOfAll,
  targetOfSelection,
  targetOfUser,
  withoutFlagsAmong,
} from '../../src-renderer/deciding/decisions.ts';
import { decisionLabel } from '../../src-renderer/deciding/words/decisions.tsx';
import {
  createUserSelection,
  selectAll,
  setSelected,
} from '../../src-renderer/grid/rows/userSelection.ts';

vi.hoisted(() => {
  vi.stubGlobal('navigator', { languages: ['en-US'] });
  vi.stubGlobal('window', new EventTarget());
});

interface Someone {
  readonly userNo: number;
  readonly candidate: boolean;
  readonly staffLocked: boolean;
  readonly flags: readonly ReviewFlag[];
}

/** The criteria that decisions use, asked of one user. */
function fits(user: Someone, criteria: Criteria): boolean {
  switch (criteria.op) {
    case 'all':
      return criteria.of.every((each) => fits(user, each));
    case 'any':
      return criteria.of.some((each) => fits(user, each));
    case 'not':
      return !fits(user, criteria.of);
    case 'users':
      return criteria.userNos.includes(user.userNo);
    case 'hasFlag':
      return criteria.flags.some((flag) => user.flags.includes(flag));
    case 'mark':
      return criteria.value === 'staff-locked' && user.staffLocked;
    case 'membership':
      return criteria.value === 'candidate' && user.candidate;
    default:
      throw new Error(`decisions don’t ask for ${criteria.op}`);
  }
}

const someone = fc.record({
  userNo: fc.constantFrom(1, 2),
  candidate: fc.boolean(),
  staffLocked: fc.boolean(),
  flags: fc.uniqueArray(fc.constantFrom(...REVIEW_FLAGS)),
});
const flagsOf = <F extends ReviewFlag>(flags: readonly F[]) => fc.subarray([...flags]);
const target = targetOfAll({ op: 'users', userNos: [1] }, 1)!;

describe('those of a target', () => {
  test('are protected, locked as staff or approvable, and never two of it', () => {
    fc.assert(
      fc.property(someone, (user) => {
        const sorts = [protectedAmong, staffLockedAmong, approvableAmong].filter((among) =>
          fits(user, among(target)),
        );
        expect(sorts).toHaveLength(user.candidate && user.userNo === 1 ? 1 : 0);
      }),
    );
  });

  test('who are held back are approvable ones with a flag that wasn’t named', () => {
    fc.assert(
      fc.property(someone, flagsOf(HELD_BACK_FLAGS), (user, named) => {
        const open = HELD_BACK_FLAGS.filter((flag) => !named.includes(flag));
        expect(fits(user, heldBackAmong(target, named))).toBe(
          fits(user, approvableAmong(target)) && open.some((flag) => user.flags.includes(flag)),
        );
      }),
    );
  });

  test('without some flags have none of them', () => {
    fc.assert(
      fc.property(someone, flagsOf(REVIEW_FLAGS), (user, flags) => {
        expect(fits(user, withoutFlagsAmong(target, flags))).toBe(
          user.userNo === 1 && !flags.some((flag) => user.flags.includes(flag)),
        );
      }),
    );
  });
});

describe('a selection as a target', () => {
  const criteria: Criteria = { op: 'inSet', setId: 3 };

  test('is nobody when nobody is selected, though everybody matches', () => {
    expect(targetOfSelection(createUserSelection(), criteria, 500)).toBeNull();
    expect(targetOfAll(criteria, 0)).toBeNull();
  });

  test('is the picked users wherever they are', () => {
    const selection = createUserSelection();
    setSelected(selection, [7, 8], true);
    setSelected(selection, [8], false);
    const picked: Criteria = { op: 'users', userNos: [7] };
    expect(targetOfSelection(selection, criteria, 500)).toEqual({
      users: 1,
      criteria: picked,
      selection: { criteria: picked },
    });
  });

  test('is everybody who matches but for those left out', () => {
    const selection = createUserSelection();
    selectAll(selection);
    setSelected(selection, [9], false);
    expect(targetOfSelection(selection, criteria, 500)).toEqual({
      users: 499,
      criteria: { op: 'all', of: [criteria, { op: 'not', of: { op: 'users', userNos: [9] } }] },
      selection: { criteria, except: [9] },
    });
  });
});

describe('a decision', () => {
  const user = (part: Partial<UserRow>) =>
    ({ userNo: 1, primary_identifier: ' u1 ', flags: [], staff_role: false, ...part }) as UserRow;

  test('is barred by the register first, then by the role column', () => {
    expect(barOf(user({}))).toBeUndefined();
    expect(barOf(user({ staff_role: null }))).toBe('staff');
    expect(barOf(user({ staff_role: true, flags: ['protected'] }))).toBe('protected');
  });

  test('says for whom it is', () => {
    expect(decisionLabel('approved', targetOfUser(user({})))).toBe('Approve u1');
    expect(decisionLabel('excluded', targetOfAll({ op: 'users', userNos: [1] }, 1200)!)).toBe(
      'Exclude all 1,200 users',
    );
  });

  test('keeps what is filled in for these users alone', () => {
    const one = targetOfUser(user({}));
    expect(formOf('approved', one)).toBe(formOf('approved', targetOfUser(user({}))));
    expect(formOf('approved', one)).not.toBe(formOf('excluded', one));
    expect(formOf('approved', one)).not.toBe(formOf('approved', targetOfUser(user({ userNo: 2 }))));
  });
});
