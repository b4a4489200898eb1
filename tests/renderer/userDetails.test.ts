/**
 * Where a value of a user comes from, and what happened to them when. A value with the wrong file behind it would be
 * checked in the wrong report; a history that leaves something out would say that nothing happened.
 */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { KindDetails } from '#shared/contract/shapes/details.ts';
import type { HistoryEntry, UserRow } from '#shared/contract/shapes/users.ts';
import { DETAIL_KINDS, type DetailKind, detailFieldNames } from '#shared/details/details.ts';
import { applyChange, type FeeState, lineRef, stateOfLine } from '#shared/domain/feeActions.ts';
import { FEE_STATUSES, type FeeStatus } from '#shared/domain/feeStatus.ts';
import { finesFees } from '#shared/importKinds/finesFees.ts';
import { columnsOf, type ImportKind } from '#shared/importKinds/importKinds.ts';
import {
  amountUnder,
  balancesOf,
  filteredFees,
  remaining,
  type ShownFee,
  shownFees,
} from '../../src-renderer/users/details/feeView.ts';
import { LINE_TABS, whyHidden } from '../../src-renderer/users/details/lineTabs.ts';
import {
  type HistoryItem,
  userHistory,
  withinSpan,
} from '../../src-renderer/users/details/userHistory.ts';
import { sourceOf } from '../../src-renderer/users/details/valueSources.ts';
import type { EvidenceRow } from '../../src-renderer/users/flagEvidence.ts';

vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en-US'] }));

function rowOf(
  importId: number,
  kind: ImportKind,
  values: Readonly<Record<string, string | number>>,
  row = 2,
): EvidenceRow {
  return {
    importId,
    kind,
    fileName: `${kind} ${importId}.csv`,
    sheetName: '',
    row,
    dataDate: null,
    importedAt: importId * 1000,
    importedBy: 'Ana',
    values: Object.entries(values).map(([field, value]) => {
      const column = columnsOf(kind).get(field)!;
      return { heading: column.label, field, kind: column.kind, value };
    }),
  };
}

const user = (values: Partial<UserRow>) => values as UserRow;

const FIRST = rowOf(1, 'candidates', { user_group: 'Alumni', balance: 500, days_past_purge: 3 });
const SECOND = rowOf(2, 'users', { user_group: 'Retired', days_past_purge: 33 });
const FEES = [
  rowOf(3, 'fines-fees', { fee_amount: 300 }, 7),
  rowOf(3, 'fines-fees', { fee_amount: 200 }, 4),
];
const MOVED: HistoryEntry = {
  what: 'changed',
  at: 2500,
  by: 'Ana',
  field: 'user_group',
  oldValue: 'Retired',
  newValue: 'OK to Purge',
  jobId: 7,
};

function told(found: ReturnType<typeof sourceOf>) {
  if (!found || found.from === 'job') return found;
  return found.rows.map(({ importId, row }) => [importId, row]);
}

describe('where a value comes from', () => {
  test('is the newest file that states it, not one that says otherwise', () => {
    const evidence = [FIRST, SECOND];
    expect(told(sourceOf('user_group', user({ user_group: 'Retired' }), evidence, []))).toEqual([
      [2, 2],
    ]);
    expect(told(sourceOf('user_group', user({ user_group: 'alumni ' }), evidence, []))).toEqual([
      [1, 2],
    ]);
  });

  test('is the job that changed it since', () => {
    const moved = user({ user_group: 'OK to Purge' });
    expect(sourceOf('user_group', moved, [FIRST, SECOND], [MOVED])).toEqual({
      from: 'job',
      jobId: 7,
    });
  });

  test('is a file that said so after the job', () => {
    const later = rowOf(4, 'users', { user_group: 'OK to Purge' });
    const moved = user({ user_group: 'OK to Purge' });
    expect(told(sourceOf('user_group', moved, [FIRST, later], [MOVED]))).toEqual([[4, 2]]);
  });

  test('of a sum is every row that was counted', () => {
    const owing = user({ balance: 500 });
    expect(told(sourceOf('balance', owing, [FIRST, ...FEES], []))).toEqual([
      [3, 4],
      [3, 7],
    ]);
  });

  test('is nowhere where nothing is known, and where no row says so', () => {
    expect(sourceOf('balance', user({ balance: null }), [FIRST], [])).toBeUndefined();
    expect(sourceOf('loans', user({ loans: 2 }), [FIRST], [])).toBeUndefined();
  });
});

describe('the history of a user', () => {
  const recorded = {
    evidence: [SECOND, FIRST],
    history: [MOVED],
    jobs: [
      { jobId: 7, at: 2500 },
      { jobId: 8, at: 2600 },
    ] as never,
    decisions: [{ at: 1500 }] as never,
    notes: [{ at: 1600 }] as never,
  };
  const items = userHistory(recorded);

  test('has files, jobs, decisions and notes, newest first, and a job once', () => {
    expect(items.map(({ what, at }) => `${what} ${at}`)).toEqual([
      'job 2600',
      'jobChange 2500',
      'file 2000',
      'note 1600',
      'decision 1500',
      'file 1000',
    ]);
  });

  test('tells what a file said otherwise than the one before; the calendar is no change', () => {
    const files = items.filter(
      (item): item is Extract<HistoryItem, { what: 'file' }> => item.what === 'file',
    );
    expect(files.map(({ first }) => first)).toEqual([false, true]);
    expect(files[0]!.changes).toEqual([
      { field: 'user_group', kind: 'choice', before: 'Alumni', after: 'Retired' },
    ]);
    expect(files[1]!.changes).toEqual([]);
  });

  test('goes back as far as is asked for', () => {
    const day = 86_400_000;
    const at = (days: number) => ({ what: 'note', at: -days * day, note: {} }) as never;
    const aged = [at(0), at(6), at(20), at(200), at(2000)];
    const count = (span: Parameters<typeof withinSpan>[1]) => withinSpan(aged, span, 0).length;
    expect([count('week'), count('month'), count('year'), count('all')]).toEqual([2, 3, 4, 5]);
  });
});

describe('tabs of lines', () => {
  const lines = (kind: DetailKind, ...values: string[][]): KindDetails => ({
    kind,
    files: 1,
    source: { importId: 1, fileName: 'x', sheetName: '', dataDate: null, importedAt: 1 },
    told: [],
    lines: values.map((each, n) => ({ row: n + 2, values: each })),
  });
  const contact = user({ record_type: 'Contact', roles: null });
  const nobody = user({ record_type: 'Public', roles: null });

  test('show every kind of the catalogue once', () => {
    expect(LINE_TABS.flatMap(({ kinds }) => kinds).sort()).toEqual([...DETAIL_KINDS].sort());
  });

  test('hide blocks of Contacts, unless a file tells some', () => {
    expect(whyHidden('blocks', contact, [])).toBe('contact');
    expect(whyHidden('blocks', nobody, [])).toBeUndefined();
    expect(whyHidden('blocks', contact, [lines('blocks', ['Litigation'])])).toBeUndefined();
  });

  test('hide fines/fees of whom a file gives other roles than Patron, not of whom none tells', () => {
    expect(whyHidden('fees', nobody, [])).toBeUndefined();
    expect(whyHidden('fees', nobody, [lines('roles', ['Instructor'])])).toBe('no-patron-role');
    expect(whyHidden('fees', nobody, [lines('roles', ['Instructor'], ['Patron'])])).toBeUndefined();
    expect(whyHidden('fees', user({ roles: 'Cataloger' }), [])).toBe('no-patron-role');
    expect(whyHidden('fees', user({ roles: 'Cataloger; Patron' }), [])).toBeUndefined();
    const owing = [lines('roles', ['Instructor']), lines('fees', ['Lost book'])];
    expect(whyHidden('fees', nobody, owing)).toBeUndefined();
    // Told as a sum: deleting them leads to the tab.
    const inAll = user({ roles: 'Cataloger', balance: 50 });
    expect(whyHidden('fees', inAll, [])).toBeUndefined();
  });
});

describe('fines and fees in the rehearsal', () => {
  const at = (status: FeeStatus, amount: number | null, now: Partial<ShownFee['state']> = {}) => {
    const state = { ...stateOfLine('f1:2', status, amount), ...now };
    const isChanged = Object.keys(now).length > 0;
    return {
      state,
      status,
      amount,
      isChanged,
      owner: '',
      line: { row: 2, values: [] },
    } as ShownFee;
  };

  test('a part of a line may be in dispute: it stands under both', () => {
    const fee = at('active', 100, { active: 80, disputed: 20 });
    expect([amountUnder(fee, 'active'), amountUnder(fee, 'disputed'), remaining(fee)]).toEqual([
      80, 20, 100,
    ]);
  });

  test('what is waived is owed no more, and doesn’t remain', () => {
    const fee = at('active', 100, { active: 0, waived: 100 });
    expect([amountUnder(fee, 'active'), amountUnder(fee, 'waived'), remaining(fee)]).toEqual([
      null,
      100,
      0,
    ]);
  });

  test('a line without an amount is there all the same', () => {
    expect(amountUnder(at('active', null), 'active')).toBe(0);
    expect(amountUnder(at('closed', 5), 'active')).toBeNull();
    expect([amountUnder(at('closed', 5), 'closed'), remaining(at('closed', 5))]).toEqual([5, 5]);
  });

  /** A file of such lines: status, amount and owner. */
  const file = (...lines: [status: string | null, amount: number | null, owner?: string][]) => {
    const fields = detailFieldNames('fees');
    const details: KindDetails = {
      kind: 'fees',
      files: 1,
      source: { importId: 1, fileName: 'x', sheetName: '', dataDate: null, importedAt: 1 },
      told: [],
      lines: lines.map(([status, amount, owner = ''], n) => {
        const told: Record<string, string | number | null> = {
          fee_status: status,
          fee_amount: amount,
          fee_owner: owner,
        };
        return { row: n + 2, values: fields.map((name) => told[name] ?? null) };
      }),
    };
    return details;
  };
  const added = (states: readonly FeeState[], minor: number) =>
    applyChange(
      states,
      {
        action: minor < 0 ? 'credit' : 'add',
        lines: [],
        amount: Math.abs(minor),
        reason: '',
        comment: 'Card',
      },
      7,
    );

  test('what was added is among those that are shown and added up, but for an owner’s', () => {
    const details = file(['Active', 8000, 'Main'], ['Active', 250, 'Law'], ['Closed', 99, 'Law']);
    const states = details.lines.map(({ row, values }) =>
      stateOfLine(lineRef(1, row), row < 4 ? 'active' : 'closed', Number(values[8])),
    );
    const fees = shownFees(details, added(added(states, 500), -150));
    const balance = (status: FeeStatus | 'all', owner = 'all') =>
      filteredFees(fees, { status, owner }).balance;
    expect(balance('active')).toBe(8600);
    expect(balancesOf(fees).active).toBe(8600);
    expect(balance('all')).toBe(8699);
    expect(balance('active', 'Law')).toBe(250);
    expect(filteredFees(fees, { status: 'active', owner: 'all' }).shown).toHaveLength(4);
    expect(filteredFees(fees, { status: 'disputed', owner: 'all' }).shown).toEqual([]);
  });

  test('a user without any line has what was added here', () => {
    const fees = shownFees(file(), added([], 500));
    expect(fees).toMatchObject([{ line: undefined, amount: 500, isChanged: false }]);
    const waive = {
      action: 'waive',
      lines: ['j7'],
      amount: 200,
      reason: 'x',
      comment: '',
    } as const;
    const [waived] = shownFees(file(), applyChange(added([], 500), waive, 8));
    expect(waived).toMatchObject({ amount: 500, isChanged: true });
    expect([amountUnder(waived!, 'active'), amountUnder(waived!, 'waived')]).toEqual([300, 200]);
  });

  test('the balances are those that the import counts', () => {
    const words = ['Active', '', 'In dispute', 'Waived', 'Closed', 'Accrued', 'Exported', 'Other'];
    const line = fc.tuple(
      fc.constantFrom(...words),
      fc.option(fc.integer({ min: -50_000, max: 50_000 })),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const counted = { balance: 0, transferred: 0 };
        for (const [status, amount] of lines) {
          const adds = finesFees.counts.of({
            has: () => true,
            text: () => status,
            number: () => amount,
          });
          counted.balance += adds.balance ?? 0;
          counted.transferred += adds.transferred ?? 0;
        }
        const sums = balancesOf(shownFees(file(...lines), []));
        expect({ balance: sums.active, transferred: sums.transferred }).toEqual(counted);
        const all = lines.reduce((sum, [, amount]) => sum + (amount ?? 0), 0);
        expect(FEE_STATUSES.reduce((sum, each) => sum + sums[each], 0)).toBe(all);
      }),
    );
  });
});
