/**
 * Review flags: what a librarian must look at. A flag whose bit slips, or that is not raised, lets
 * a staff member or a protected user pass the review unseen.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayBounds } from '#shared/domain/dayBound.ts';
import {
  EXCLUDING_FLAGS,
  type FlagContext,
  type FlagFacts,
  flagBit,
  flagMask,
  flagsOf,
  REVIEW_FLAG_TEXTS,
  REVIEW_FLAGS,
  type ReviewFlag,
  reviewFlags,
} from '#shared/domain/reviewFlags.ts';

const CONTEXT: FlagContext = {
  runDate: '2024-05-31',
  bounds: dayBounds('carli', '2024-05-31', 30),
  activeSince: null,
};

const UNSUSPICIOUS: FlagFacts = {
  staffRole: false,
  isProtected: false,
  onExclusionList: false,
  zeroLossPair: false,
  conflict: false,
  numericIdentifier: false,
  unreadableValue: false,
  activityElsewhere: false,
  returned: false,
  hiddenRow: false,
  struckOut: false,
  blankGroup: false,
  twoCells: false,
  lostDigits: false,
  possiblePair: false,
  sharedIdentifier: false,
  isContact: false,
  possibleTwin: false,
  keepWords: false,
  recentActivity: false,
  researcher: false,
  linkedAccount: false,
  proxy: false,
  guardian: false,
  expiryUnreadable: false,
  expiryDate: '2023-05-31',
  purgeDate: '2024-04-01',
};

const RAISED_BY: [ReviewFlag, Partial<FlagFacts>][] = [
  ['staff-role', { staffRole: true }],
  ['unknown-role', { staffRole: null }],
  ['protected', { isProtected: true }],
  ['exclusion-list', { onExclusionList: true }],
  ['zero-loss-pair', { zeroLossPair: true }],
  ['conflict', { conflict: true }],
  ['expiry-in-future', { expiryDate: '2024-06-01' }],
  ['no-purge-date', { purgeDate: null }],
  ['boundary', { purgeDate: '2024-05-01' }],
  ['numeric-identifier', { numericIdentifier: true }],
  ['unreadable-value', { unreadableValue: true }],
  ['activity-elsewhere', { activityElsewhere: true }],
  ['returned', { returned: true }],
  ['hidden-row', { hiddenRow: true }],
  ['struck-out', { struckOut: true }],
  ['blank-group', { blankGroup: true }],
  ['two-cells', { twoCells: true }],
  ['lost-digits', { lostDigits: true }],
  ['possible-pair', { possiblePair: true }],
  ['contact', { isContact: true }],
  ['possible-twin', { possibleTwin: true }],
  ['keep-words', { keepWords: true }],
  ['shared-identifier', { sharedIdentifier: true }],
  ['recent-activity', { recentActivity: true }],
  ['researcher', { researcher: true }],
  ['linked-account', { linkedAccount: true }],
  ['proxy', { proxy: true }],
  ['guardian', { guardian: true }],
];

const flagsFor = (facts: Partial<FlagFacts>) =>
  flagsOf(reviewFlags({ ...UNSUSPICIOUS, ...facts }, CONTEXT));

describe('review flags', () => {
  test('an ordinary expired user has none', () => {
    expect(flagsFor({})).toEqual([]);
  });

  test.each(RAISED_BY)('%s is raised by %j, and nothing else is', (flag, facts) => {
    expect(flagsFor(facts)).toEqual([flag]);
  });

  test('every flag is covered above and has words', () => {
    expect(RAISED_BY.map(([flag]) => flag)).toEqual([...REVIEW_FLAGS]);
    expect(Object.keys(REVIEW_FLAG_TEXTS)).toEqual([...REVIEW_FLAGS]);
  });

  test('all flags of a user are raised together', () => {
    const independent = RAISED_BY.filter(
      ([flag]) => flag !== 'no-purge-date' && flag !== 'unknown-role',
    );
    fc.assert(
      fc.property(fc.subarray(independent), (chosen) => {
        const facts = Object.assign({}, ...chosen.map(([, each]) => each));
        expect(flagsFor(facts)).toEqual(chosen.map(([flag]) => flag));
      }),
    );
  });

  test('the expiry date is held against the planned run, not against today', () => {
    expect(flagsFor({ expiryDate: '2024-05-31' })).toEqual([]);
    expect(flagsFor({ expiryDate: null })).toEqual([]);
  });

  test('an expiry date that can’t be read counts as one in the future', () => {
    expect(flagsFor({ expiryDate: null, expiryUnreadable: true })).toEqual(['expiry-in-future']);
  });

  test('what must keep a user from being purged is what a review by rule excludes', () => {
    const goes: ReviewFlag[] = ['no-purge-date', 'boundary', 'numeric-identifier', 'possible-twin'];
    expect([...EXCLUDING_FLAGS].sort()).toEqual(
      REVIEW_FLAGS.filter((flag) => !goes.includes(flag)).sort(),
    );
  });

  test('bits and names are the same thing in any combination', () => {
    fc.assert(
      fc.property(fc.subarray([...REVIEW_FLAGS]), (flags) => {
        expect(flagsOf(flagMask(flags))).toEqual(flags);
        expect(flags.every((flag) => (flagMask(flags) & flagBit(flag)) !== 0)).toBe(true);
      }),
    );
  });
});
