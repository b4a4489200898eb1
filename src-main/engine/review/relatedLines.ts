/** The lines of single users by which they belong to others, each with its place in its file. Changes nothing. */
import type { FileValue } from '#shared/contract/shapes/fileValues.ts';
import type { PlacedText } from '#shared/contract/shapes/relations.ts';
import {
  type DetailFieldName,
  type DetailKind,
  detailFieldNames,
} from '#shared/details/details.ts';
import type { Relation } from '#shared/domain/relations.ts';
import type { ReadableDb } from '../db/db.ts';
import { linesOfUser } from '../importing/show/linesOfUser.ts';
import { keyOf } from '../replica/userRows.ts';

/** That a user belongs to another one, with the lines that say so. */
export interface RelatedLine {
  readonly relation: Relation;
  /** The other one. */
  readonly userNo: number;
  readonly line: PlacedText;
  /** What the user has in common with it; null: the line names them, or it stands among their own fields. */
  readonly own: PlacedText | null;
}

export interface ReadLine {
  /** What the line has in a field of its kind. */
  readonly of: (field: DetailFieldName) => FileValue;
  readonly from: PlacedText['from'];
}

/** @returns a function that gives the lines of a kind that stand for a user */
export function lineReaderOf(db: ReadableDb, kind: DetailKind): (userNo: number) => ReadLine[] {
  const names: readonly string[] = detailFieldNames(kind);
  return (userNo) => {
    const details = linesOfUser(db, keyOf(db, userNo)).find((each) => each.kind === kind);
    if (!details?.source) return [];
    const { importId, fileName, sheetName } = details.source;
    return details.lines.map(({ row, values }) => ({
      of: (field) => values[names.indexOf(field)] ?? null,
      from: { importId, fileName, sheetName, row },
    }));
  };
}

/** As the lines that can be asked have it. */
export const textOf = (value: FileValue): string => String(value ?? '').replaceAll('\n', ' ');
