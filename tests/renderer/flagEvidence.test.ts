/**
 * Which cells are shown as the reason of a flag. Cells of a file that was replaced, or those that say nothing about the
 * flag, would make a librarian trust or mistrust the wrong thing.
 */
import { describe, expect, test, vi } from 'vitest';
import { REVIEW_FLAGS } from '#shared/domain/reviewFlags.ts';
import { columnsOf, type ImportKind } from '#shared/importKinds/importKinds.ts';
import { type EvidenceRow, flagEvidence } from '../../src-renderer/users/flagEvidence.ts';
import { placeOf } from '../../src-renderer/users/words.tsx';

vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en-US'] }));

/** A row with columns of its kind, named as the program names them. */
function rowOf(
  importId: number,
  kind: ImportKind,
  values: Readonly<Record<string, string | number>>,
): EvidenceRow {
  return {
    importId,
    kind,
    fileName: `${kind} ${importId}.xlsx`,
    sheetName: 'Report',
    row: 12,
    dataDate: null,
    importedAt: importId,
    importedBy: '',
    values: Object.entries(values).map(([field, value]) => {
      const column = columnsOf(kind).get(field)!;
      return { heading: column.label, field, kind: column.kind, value };
    }),
  };
}

const told = (...parameters: Parameters<typeof flagEvidence>) =>
  flagEvidence(...parameters).map(({ from, value }) => `${from.importId}: ${value}`);

const FIRST = rowOf(1, 'candidates', {
  primary_identifier: 'u1',
  purge_date: '2020-01-01',
  user_group: 'Alumni',
  staff_role: 0,
});
const SECOND = rowOf(2, 'candidates', {
  primary_identifier: 'u1',
  purge_date: '2020-01-01',
  user_group: 'Retired',
  staff_role: 1,
});

describe('the evidence of a flag', () => {
  test('is in the latest file of candidates', () => {
    expect(told('boundary', [FIRST, SECOND], [])).toEqual(['2: 2020-01-01']);
  });

  test('is in a former one where the latest doesn’t say why', () => {
    expect(told('staff-role', [SECOND, { ...FIRST, importId: 3 }], [])).toEqual(['2: 1']);
  });

  test('of a conflict is what the rows of one file say otherwise, and nothing they agree on', () => {
    const again = { ...SECOND, importId: 1, row: 13 };
    expect(told('conflict', [FIRST, again], [])).toEqual(['1: Alumni', '1: Retired']);
  });

  test('of a return compares files with each other', () => {
    expect(told('returned', [FIRST, SECOND], [])).toEqual([
      '1: 0',
      '2: 1',
      '1: Alumni',
      '2: Retired',
    ]);
  });

  test('of a protected user is what the rule looks at', () => {
    const rule = { ruleId: 1, note: '', reviewOn: null } as const;
    const named = rowOf(1, 'candidates', {
      primary_identifier: 'u1',
      last_name: 'Duck',
      user_group: 'Alumni',
    });
    expect(told('protected', [named], [{ ...rule, kind: 'group', value: 'ALUMNI ' }])).toEqual([
      '1: Alumni',
    ]);
    expect(told('protected', [named], [{ ...rule, kind: 'prefix', value: 'u' }])).toEqual([
      '1: u1',
    ]);
  });

  test('is never a failure, whatever the flag and the files', () => {
    for (const flag of REVIEW_FLAGS) {
      expect(flagEvidence(flag, [], [])).toEqual([]);
      expect(() => flagEvidence(flag, [FIRST, SECOND], [])).not.toThrow();
    }
  });
});

describe('the place of a row', () => {
  test('names a sheet only where the file has sheets', () => {
    expect(placeOf(FIRST)).toBe('sheet Report, row 12');
    expect(placeOf({ sheetName: '', row: 3 })).toBe('row 3');
  });
});
