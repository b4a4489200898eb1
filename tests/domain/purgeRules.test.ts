/**
 * Purge User Records: scope and everything that retains a user, row by row of the domain
 * reference's table. A rule that is forgotten or reads "unknown" as "no" purges somebody wrongly.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayBounds } from '#shared/domain/dayBound.ts';
import {
  flawOfSettings,
  inScope,
  matchesScope,
  type PurgeFacts,
  type PurgeQuestion,
  type PurgeSettings,
  RETAIN_REASON_TEXTS,
  RETAIN_REASONS,
  type RetainReason,
  reasonsOf,
  retainingReasons,
  unknownReasons,
  waivedAmount,
} from '#shared/domain/purgeRules.ts';
import { RECORD_TYPES } from '#shared/fields/recordTypes.ts';

const NOTHING_RETAINS: PurgeFacts = {
  purge_date: '2024-01-01',
  record_type: 'Public',
  userGroupNo: 7,
  loans: 0,
  balance: 0,
  acquisitions: 0,
  purchase_requests: 0,
  hold_shelf_requests: 0,
  import_profiles: 0,
  locked_records: 0,
  md_editor: 0,
  lockedByJob: false,
};

const NOTHING_KNOWN: PurgeFacts = {
  ...NOTHING_RETAINS,
  loans: null,
  balance: null,
  acquisitions: null,
  purchase_requests: null,
  hold_shelf_requests: null,
  import_profiles: null,
  locked_records: null,
  md_editor: null,
};

const QUESTION: PurgeQuestion = {
  bounds: dayBounds('carli', '2024-05-31', 30),
  recordType: 'Public',
  userGroupNo: 7,
  waiveThreshold: 999,
};

const reasonsFor = (facts: Partial<PurgeFacts>, question: Partial<PurgeQuestion> = {}) =>
  reasonsOf(retainingReasons({ ...NOTHING_RETAINS, ...facts }, { ...QUESTION, ...question }));

/** Each fact that retains, with a value that does and one that just doesn't. */
const RETAINING: [RetainReason, keyof PurgeFacts, number | boolean, number | boolean][] = [
  ['outstanding-loans', 'loans', 1, 0],
  ['fines-fees', 'balance', 1000, 999],
  ['acquisitions', 'acquisitions', 1, 0],
  ['purchase-requests', 'purchase_requests', 1, 0],
  ['resource-sharing', 'hold_shelf_requests', 1, 0],
  ['import-profiles', 'import_profiles', 1, 0],
  ['locked-records', 'locked_records', 1, 0],
  ['md-editor', 'md_editor', 1, 0],
  ['running-job', 'lockedByJob', true, false],
];

describe('what retains an in-scope user', () => {
  test('every reason of the table is covered below', () => {
    expect(RETAINING.map(([reason]) => reason)).toEqual([...RETAIN_REASONS]);
    expect(Object.keys(RETAIN_REASON_TEXTS)).toEqual([...RETAIN_REASONS]);
  });

  test.each(RETAINING)('%s: by %s, and only by that', (reason, fact, retains, doesNot) => {
    expect(reasonsFor({ [fact]: retains })).toEqual([reason]);
    expect(reasonsFor({ [fact]: doesNot })).toEqual([]);
  });

  test('all reasons are collected, never only the first', () => {
    fc.assert(
      fc.property(fc.subarray(RETAINING), (chosen) => {
        const facts = Object.fromEntries(chosen.map(([, fact, retains]) => [fact, retains]));
        expect(reasonsFor(facts)).toEqual(chosen.map(([reason]) => reason));
      }),
    );
  });

  test('owing exactly the waive threshold is forgiven, one cent more is not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (waiveThreshold) => {
        expect(reasonsFor({ balance: waiveThreshold }, { waiveThreshold })).toEqual([]);
        expect(reasonsFor({ balance: waiveThreshold + 1 }, { waiveThreshold })).toEqual([
          'fines-fees',
        ]);
      }),
    );
  });

  test('a credit never retains, not even at threshold 0', () => {
    expect(reasonsFor({ balance: -100_000 }, { waiveThreshold: 0 })).toEqual([]);
  });

  test('what Alma doesn’t look at retains nobody: review must catch it', () => {
    const names = Object.keys(NOTHING_RETAINS);
    for (const notARule of ['staff_role', 'expiry_date', 'status', 'roles']) {
      expect(names).not.toContain(notARule);
    }
  });
});

describe('unknown is never no', () => {
  test('facts that no report gives retain nobody for certain, but each is listed as unknown', () => {
    expect(reasonsOf(retainingReasons(NOTHING_KNOWN, QUESTION))).toEqual([]);
    expect(reasonsOf(unknownReasons(NOTHING_KNOWN))).toEqual(
      RETAIN_REASONS.filter((reason) => reason !== 'running-job'),
    );
  });

  test('a known 0 is not unknown', () => {
    expect(unknownReasons(NOTHING_RETAINS)).toBe(0);
  });

  test('a reason is either certain or unknown, for any user', () => {
    const fact = fc.option(fc.integer({ min: -5, max: 5 }), { nil: null });
    const facts = fc.record({
      loans: fact,
      balance: fact,
      acquisitions: fact,
      purchase_requests: fact,
      hold_shelf_requests: fact,
      import_profiles: fact,
      locked_records: fact,
      md_editor: fact,
    });
    fc.assert(
      fc.property(facts, (some) => {
        const all = { ...NOTHING_RETAINS, ...some };
        expect(retainingReasons(all, QUESTION) & unknownReasons(all)).toBe(0);
      }),
    );
  });
});

describe('scope', () => {
  const scoped = (facts: Partial<PurgeFacts>, question: Partial<PurgeQuestion> = {}) =>
    inScope({ ...NOTHING_RETAINS, ...facts }, { ...QUESTION, ...question });

  test('needs a purge date, and one that has come', () => {
    expect(scoped({ purge_date: '2024-05-01' })).toBe(true);
    expect(scoped({ purge_date: '2024-05-02' })).toBe(false);
    expect(scoped({ purge_date: null })).toBe(false);
    expect(matchesScope({ ...NOTHING_RETAINS, purge_date: null }, QUESTION)).toBe(true);
  });

  test.each(RECORD_TYPES)('record type %s takes its own users and nobody else', (recordType) => {
    for (const other of RECORD_TYPES) {
      expect(scoped({ record_type: other }, { recordType })).toBe(other === recordType);
      expect(scoped({ record_type: other }, { recordType: 'All' })).toBe(true);
    }
  });

  test('a user whose reports name no record type counts as Public', () => {
    expect(scoped({ record_type: null }, { recordType: 'Public' })).toBe(true);
    expect(scoped({ record_type: null }, { recordType: 'Staff' })).toBe(false);
    expect(scoped({ record_type: null }, { recordType: 'Contact' })).toBe(false);
  });

  test('a user group takes its members only; users without a group are in none', () => {
    expect(scoped({ userGroupNo: 7 })).toBe(true);
    expect(scoped({ userGroupNo: 8 })).toBe(false);
    expect(scoped({ userGroupNo: null })).toBe(false);
    expect(scoped({ userGroupNo: null }, { userGroupNo: null })).toBe(true);
    expect(scoped({ userGroupNo: 7 }, { userGroupNo: -1 })).toBe(false);
  });
});

describe('what is waived', () => {
  test('the balance that is left, never a credit or an unknown', () => {
    expect(waivedAmount({ ...NOTHING_RETAINS, balance: 475 })).toBe(475);
    expect(waivedAmount({ ...NOTHING_RETAINS, balance: -475 })).toBe(0);
    expect(waivedAmount(NOTHING_KNOWN)).toBe(0);
  });
});

describe('settings that Alma’s form would refuse', () => {
  const SETTINGS: PurgeSettings = {
    runDate: '2024-05-31',
    days: 30,
    recordType: 'Public',
    userGroup: 'OK to Purge',
    waiveThreshold: 999,
    reading: 'carli',
  };

  test.each<Partial<PurgeSettings>>([
    { days: -1 },
    { days: 1.5 },
    { days: Number.NaN },
    { days: 36501 },
    { waiveThreshold: -1 },
    { waiveThreshold: 0.5 },
    { waiveThreshold: Number.POSITIVE_INFINITY },
    { recordType: 'All' },
    { recordType: 'Contact' },
  ])('%j', (change) => {
    expect(flawOfSettings({ ...SETTINGS, ...change })).toBeDefined();
  });

  test.each<Partial<PurgeSettings>>([
    {},
    { days: 0 },
    { days: 36500 },
    { waiveThreshold: 0 },
    { recordType: 'Staff' },
    { recordType: 'All', userGroup: null },
    { recordType: 'Contact', userGroup: null },
    { recordType: 'Public', userGroup: null },
  ])('%j can be used', (change) => {
    expect(flawOfSettings({ ...SETTINGS, ...change })).toBeUndefined();
  });
});
