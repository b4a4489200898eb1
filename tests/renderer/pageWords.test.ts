/**
 * Words that several screens share: why a set may not go, how a sign-off stands, what a new set is called, which columns
 * the rows of an import are shown in.
 */
import { describe, expect, test, vi } from 'vitest';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import type { RowGroup } from '#shared/contract/shapes/rowGroup.ts';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import type { Seal, SignOffStatus } from '#shared/contract/shapes/signOff.ts';
import { columnLetter } from '#shared/domain/columnLetter.ts';
import { type UserFieldName, userField } from '#shared/fields/userFields.ts';
import { freeName } from '../../src-renderer/deciding/freeName.ts';
import { columnTitle } from '../../src-renderer/screens/import/reading/columnNames.ts';
import { headingsOf } from '../../src-renderer/screens/import/rows/rowGroupHeadings.ts';
import { refuseName } from '../../src-renderer/screens/sets/setNames.ts';
import { sealStage, shortSeal } from '../../src-renderer/ui/seal.ts';
import { whyNotToPurge } from '../../src-renderer/ui/words/lacks.ts';
import { brokenParts, signersOf, whyTwo } from '../../src-renderer/ui/words/seal.tsx';

vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en-US'] }));

describe('why a set may not go', () => {
  test('names the one thing, or all of them with their numbers', () => {
    expect(whyNotToPurge({ approved: 5, unapproved: [] })).toBe('');
    expect(whyNotToPurge({ approved: 0, unapproved: [] })).toBe(
      'None of its members can go: they were purged, or left the review.',
    );
    const excluded = { kind: 'excluded', users: 1431 } as const;
    const undecided = { kind: 'undecided', users: 1 } as const;
    expect(whyNotToPurge({ approved: 5, unapproved: [excluded] })).toBe(
      '1,431 of its members are excluded.',
    );
    expect(whyNotToPurge({ approved: 5, unapproved: [undecided] })).toBe(
      '1 of its members is undecided.',
    );
    expect(whyNotToPurge({ approved: 0, unapproved: [excluded, undecided] })).toBe(
      '1,432 members are not approved: 1,431 excluded, 1 undecided.',
    );
  });
});

describe('a sign-off', () => {
  const sealed = (names: readonly string[], broken: Seal['broken'] = []) =>
    ({ signatures: names.map((name) => ({ name })), broken }) as Seal;

  test('is broken whoever signed it, and sealed by two alone', () => {
    expect(sealStage(null)).toBe('unsigned');
    expect(sealStage(sealed([]))).toBe('unsigned');
    expect(sealStage(sealed(['Ada']))).toBe('half');
    expect(sealStage(sealed(['Ada', 'Grace']))).toBe('sealed');
    expect(sealStage(sealed(['Ada', 'Grace'], ['rules']))).toBe('broken');
    expect(sealStage(sealed(['Ada'], ['rules']))).toBe('broken');
  });

  test('names who signed and what is no longer as it was', () => {
    expect(signersOf(sealed(['Ada', 'Grace']))).toBe('Ada and Grace');
    expect(brokenParts(sealed(['Ada'], ['inputs', 'decisions']))).toBe('inputs and decisions');
    expect(shortSeal('0123456789abcdef0123')).toBe('0123 4567 89ab cdef');
  });

  test('of two says why', () => {
    const status = { approved: 1200, staffConfirmed: 1, signOffAbove: 1000 } as SignOffStatus;
    expect(whyTwo({ ...status, requiredBy: [] })).toBeUndefined();
    expect(whyTwo({ ...status, requiredBy: ['size', 'staff-confirmed'] })).toBe(
      '1,200 users are approved, more than the 1,000 above which Settings ask for it and 1 of the approved users was approved although staff.',
    );
  });
});

describe('the name of a set', () => {
  const set = (setId: number, name: string) => ({ setId, name }) as SetSummary;
  const sets = [set(1, 'Candidates'), set(2, 'Retired'), set(3, 'Candidates Not Retired')];

  test('is free without regard to case, by a number after it', () => {
    expect(freeName('Reviewed', [])).toBe('Reviewed');
    expect(freeName('Reviewed', ['reviewed', 'REVIEWED (2)'])).toBe('Reviewed (3)');
  });

  test('is refused when it is blank or another set’s, not when it is its own', () => {
    expect(refuseName('  ', sets)).toBeDefined();
    expect(refuseName('retired', sets)).toContain('Retired');
    expect(refuseName('retired', sets, 2)).toBeUndefined();
  });
});

describe('the columns of an import', () => {
  test('are lettered as a spreadsheet letters them', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnLetter)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
    ]);
    expect(columnTitle({ position: 2, heading: 'Amount' })).toBe('Column C, “Amount”');
    expect(columnTitle({ position: 2, heading: '' })).toBe('Column C');
  });

  test('stand with the differing ones first, and the identifier not twice', () => {
    const label = (name: UserFieldName) => userField(name).label;
    const [lastName, expiryDate, userGroup] = (
      ['last_name', 'expiry_date', 'user_group'] as const
    ).map(label);
    const columns = [
      ...(['primary_identifier', 'last_name', 'expiry_date', 'user_group'] as const).map(
        (field) => ({ heading: '', field, kind: userField(field).kind }),
      ),
      { heading: '', field: null, kind: null },
    ];
    const check = {
      kind: 'candidates',
      columns: [],
      diff: { fields: [{ field: 'user_group' }, { field: 'expiry_date' }] },
    } as unknown as ImportCheck;
    const titles = (rowGroup: RowGroup) =>
      headingsOf(check, rowGroup, columns).map(({ title, at }) => `${at} ${title}`);
    expect(titles({ of: 'changed', field: 'expiry_date' })).toEqual([
      `2 ${expiryDate}`,
      `3 ${userGroup}`,
      `1 ${lastName}`,
      '4 No heading',
    ]);
    expect(titles({ of: 'new' })).toEqual([
      `1 ${lastName}`,
      `2 ${expiryDate}`,
      `3 ${userGroup}`,
      '4 No heading',
    ]);
  });
});
