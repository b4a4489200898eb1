/** Which notes and blocks of a user say to keep them. Pure; that they do is domain/keepWords.ts’s to say. */
import type { KindDetails } from '#shared/contract/shapes/details.ts';
import { detailFieldNames } from '#shared/details/details.ts';
import {
  isKeepKind,
  KEEP_FIELDS,
  type KeepKind,
  keepPattern,
  lineSaysKeep,
} from '#shared/domain/keepWords.ts';

interface KeepLine {
  readonly kind: KeepKind;
  /** What was looked at, as the file has it. */
  readonly says: readonly string[];
  readonly from: { readonly fileName: string; readonly sheetName: string; readonly row: number };
}

export function keepLines(
  kinds: readonly KindDetails[],
  words: readonly string[],
  today: string,
): KeepLine[] {
  const pattern = keepPattern(words);
  return kinds.flatMap(({ kind, source, lines }) => {
    if (!isKeepKind(kind) || source === null) return [];
    const names: readonly string[] = detailFieldNames(kind);
    return lines.flatMap(({ row, values }) => {
      const cellOf = (field: string) => values[names.indexOf(field)] ?? null;
      if (!lineSaysKeep(kind, cellOf, pattern, today)) return [];
      const says = KEEP_FIELDS[kind].flatMap((field) => {
        const value = cellOf(field);
        return value === null ? [] : [String(value)];
      });
      return [{ kind, says, from: { ...source, row } }];
    });
  });
}
