/**
 * The catalogue of details. Two fields of one name would read one as the other; a number that changes would show lines
 * of one kind as another; and what must never be taken in would be if a field had its heading.
 */
import { describe, expect, test } from 'vitest';
import {
  COUNTED_KINDS,
  DETAIL_FIELD_NAMES,
  DETAIL_KINDS,
  type DetailFieldName,
  detailFieldNames,
  detailKind,
  fieldAskedFirst,
  findDetailField,
} from '#shared/details/details.ts';
import { isInForce } from '#shared/details/inForce.ts';
import { findUserField, foldHeading } from '#shared/fields/userFields.ts';
import { IMPORT_KINDS, importKind } from '#shared/importKinds/importKinds.ts';

describe('details', () => {
  test('no two fields have the same name, and none that of a field of users', () => {
    expect(new Set(DETAIL_FIELD_NAMES).size).toBe(DETAIL_FIELD_NAMES.length);
    for (const name of DETAIL_FIELD_NAMES) expect(findUserField(name)).toBeUndefined();
    for (const kind of DETAIL_KINDS)
      for (const name of detailFieldNames(kind)) expect(findDetailField(name)?.kind).toBe(kind);
  });

  test('the numbers by which lines are stored stay what they are', () => {
    expect(DETAIL_KINDS.map((kind) => [detailKind(kind).number, kind])).toEqual([
      [1, 'identifiers'],
      [2, 'addresses'],
      [3, 'emails'],
      [4, 'phones'],
      [5, 'notes'],
      [6, 'blocks'],
      [7, 'roles'],
      [8, 'fees'],
      [9, 'loans'],
      [10, 'requests'],
      [11, 'proxies'],
      [12, 'statistics'],
      [13, 'attachments'],
      [14, 'courses'],
    ]);
  });

  test('within a kind, no heading means two fields', () => {
    for (const kind of DETAIL_KINDS) {
      const owners = new Map<string, string>();
      for (const { name, label, aliases } of detailKind(kind).fields)
        for (const heading of new Set([label, name, ...aliases].map(foldHeading))) {
          expect([heading, owners.get(heading) ?? name]).toEqual([heading, name]);
          owners.set(heading, name);
        }
    }
  });

  test('what is counted in a column stands in rows of its own, so that each row counts once', () => {
    expect(COUNTED_KINDS).toEqual(['notes', 'blocks', 'proxies']);
    for (const kind of IMPORT_KINDS.map(importKind))
      for (const counted of COUNTED_KINDS)
        if (kind.lines?.includes(counted))
          expect([kind.kind, kind.lines]).toEqual([kind.kind, [counted]]);
    for (const kind of DETAIL_KINDS)
      expect(detailFieldNames(kind)).toContain(fieldAskedFirst(kind));
  });

  test('nothing is called a password, a PIN or a gender', () => {
    for (const name of DETAIL_FIELD_NAMES)
      for (const words of [name, ...(findDetailField(name)?.field.aliases ?? [])])
        expect(words).not.toMatch(/password|\bpin\b|gender/i);
  });

  test('the compiler knows which fields a kind has', () => {
    // @ts-expect-error a note has no barcode
    const unknown: DetailFieldName<'notes'> = 'item_barcode';
    expect(unknown).toBe('item_barcode');
  });
});

describe('in force', () => {
  const block = (status: string | null, expiry: string | null) => (field: string) =>
    field === 'block_status' ? status : expiry;

  test.each([
    ['Active', null, true],
    ['ACTIVE', '2026-03-01', true],
    ['Active', '2026-02-28', false],
    ['Active', '2026-02-28T23:59:00Z', false],
    ['Inactive', null, false],
    // Not told is not over.
    [null, null, true],
    [null, '2026-02-28', false],
  ])('a block that is %s until %s: %s', (status, expiry, expected) => {
    expect(isInForce('blocks', block(status, expiry), '2026-03-01')).toBe(expected);
  });

  test('of what has no status, everything is', () => {
    expect(isInForce('notes', () => null, '2026-03-01')).toBe(true);
  });
});
