/**
 * Where the headings stand and what each column means. A column that is mistaken for another, or a
 * list whose identifiers are looked for in the wrong column, is a missed exclusion.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PeekedRow, recogniseColumns } from '#engine/importing/read/recogniseColumns.ts';
import { USER_FIELDS } from '#shared/fields/userFields.ts';

const rowsOf = (...rows: string[][]): PeekedRow[] =>
  rows
    .map((texts, n) => ({ number: n + 1, texts }))
    .filter(({ texts }) => texts.some((text) => text !== ''));

const CARLI = [
  'Primary Identifier',
  'User Group',
  'Expiry Date',
  'Purge Date',
  'Days between Today and Purge Date',
  'User ID',
  'First Name',
  'Last Name',
  'Has Role other than Patron and Instructor',
];

describe('purge candidates', () => {
  test('every field is found under each of its headings, in any order of the columns', () => {
    const chosen = fc.subarray([...USER_FIELDS], { minLength: 0 }).chain((fields) => {
      const must = USER_FIELDS.filter((field) =>
        ['primary_identifier', 'purge_date', 'last_name'].includes(field.name),
      );
      const all = [...new Set([...must, ...fields])];
      return fc.tuple(
        fc.shuffledSubarray(all, { minLength: all.length }),
        fc.array(fc.nat(), { minLength: all.length, maxLength: all.length }),
      );
    });
    fc.assert(
      fc.property(chosen, ([fields, picks]) => {
        const headings = fields.map(({ label, aliases }, n) => {
          const names = [label, ...aliases];
          return names[picks[n]! % names.length]!;
        });
        const found = recogniseColumns(rowsOf(headings), { kind: 'candidates' });
        expect(found?.kind).toBe('candidates');
        expect(found?.columns.map((column) => column.field)).toEqual(
          fields.map((field) => field.name),
        );
      }),
    );
  });

  test('the headings of Alma’s German interface are known', () => {
    const german = [
      'Primäre Kennung',
      'Nachname',
      'Vorname',
      'Benutzergruppe',
      'Ablaufdatum',
      'Löschdatum',
    ];
    const found = recogniseColumns(rowsOf(german, ['1', 'Maier', 'Ana', 'Alumni', '', '']), {});
    expect(found?.kind).toBe('candidates');
    expect(found?.headingRow).toBe(1);
    expect(found?.columns.map(({ field }) => field)).toEqual([
      'primary_identifier',
      'last_name',
      'first_name',
      'user_group',
      'expiry_date',
      'purge_date',
    ]);
  });

  test('title rows above the headings are kept as provenance, blank ones are not', () => {
    const found = recogniseColumns(
      rowsOf(['Users with Purge Dates'], ['', 'Data as of', '11/20/2026'], [''], CARLI, ['1']),
      {},
    );
    expect(found).toMatchObject({
      kind: 'candidates',
      headingRow: 4,
      provenance: ['Users with Purge Dates', 'Data as of · 11/20/2026'],
    });
  });

  test('headings may stand as low as row 20, and no lower', () => {
    const titles = (count: number) => Array.from({ length: count }, (_, n) => [`Title ${n}`]);
    expect(recogniseColumns(rowsOf(...titles(19), CARLI), {})?.headingRow).toBe(20);
    expect(recogniseColumns(rowsOf(...titles(40), CARLI), {})?.headingRow).toBe(0);
  });

  test('a title that mentions one heading is no heading row', () => {
    const found = recogniseColumns(rowsOf(['Purge Date', 'before today'], CARLI), {});
    expect(found?.headingRow).toBe(2);
  });

  test('a second column of the same meaning is kept beside the first, not instead of it', () => {
    const found = recogniseColumns(
      rowsOf(['Primary Identifier', 'Purge Date', 'Note', 'Purge Date', 'Last Name', 'Note']),
      {},
    );
    expect(found?.columns).toEqual([
      { position: 0, heading: 'Primary Identifier', field: 'primary_identifier' },
      { position: 1, heading: 'Purge Date', field: 'purge_date' },
      { position: 2, heading: 'Note', field: null },
      { position: 3, heading: 'Purge Date (2)', field: null },
      { position: 4, heading: 'Last Name', field: 'last_name' },
      { position: 5, heading: 'Note (2)', field: null },
    ]);
  });

  test('a file without purge dates can’t be candidates; told to be, it says what is missing', () => {
    const rows = rowsOf(CARLI.filter((heading) => heading !== 'Purge Date'));
    expect(recogniseColumns(rows, { kind: 'candidates' })).toMatchObject({
      kind: 'candidates',
      headingRow: 1,
      missing: [['purge_date']],
    });
    expect(recogniseColumns(rows, {})?.kind).toBe('exclusions');
  });
});

describe('exclusion lists', () => {
  const identifierColumn = (...rows: string[][]) => {
    const found = recogniseColumns(rowsOf(...rows), { kind: 'exclusions' });
    const column = found?.columns.find((each) => each.field === 'primary_identifier');
    return { row: found?.headingRow, position: column?.position };
  };

  test.each(['Primary Identifier', 'PRIMARY ID', 'Username', 'PID', 'Barcode', 'ID', 'User ID'])(
    '“%s” heads the identifiers',
    (heading) => {
      expect(identifierColumn([heading, 'Name'], ['1', 'x'])).toEqual({ row: 1, position: 0 });
    },
  );

  test('the primary identifier is taken wherever its column stands', () => {
    expect(identifierColumn(['Name', 'Barcode', 'Primary ID'])).toEqual({ row: 1, position: 2 });
  });

  test('the candidates report itself can serve as an exclusion list', () => {
    expect(identifierColumn(['Title'], CARLI)).toEqual({ row: 2, position: 0 });
  });

  test('without a heading that we know every row counts, so nobody is left out in silence', () => {
    expect(identifierColumn(['00123'], ['00124'])).toEqual({ row: 0, position: 0 });
    expect(identifierColumn(['Patron number'], ['00124'])).toEqual({ row: 0, position: 0 });
    expect(identifierColumn(['', '00123'], ['', '00124'])).toEqual({ row: 0, position: 1 });
  });

  test('an empty sheet is no list', () => {
    expect(recogniseColumns([], { kind: 'exclusions' })).toBeUndefined();
    expect(recogniseColumns([], {})).toBeUndefined();
  });
});
