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
  /** The row that tells it, or the job that gave it. */
  readonly from:
    | { readonly fileName: string; readonly sheetName: string; readonly row: number }
    | { readonly jobId: number };
}

export function keepLines(
  kinds: readonly KindDetails[],
  words: readonly string[],
  today: string,
): KeepLine[] {
  const pattern = keepPattern(words);
  return kinds.flatMap(({ kind, source, lines }) => {
    if (!isKeepKind(kind)) return [];
    const names: readonly string[] = detailFieldNames(kind);
    return lines.flatMap(({ row, jobId, values }): KeepLine[] => {
      const cellOf = (field: string) => values[names.indexOf(field)] ?? null;
      if (!lineSaysKeep(kind, cellOf, pattern, today)) return [];
      const says = KEEP_FIELDS[kind].flatMap((field) => {
        const value = cellOf(field);
        return value === null ? [] : [String(value)];
      });
      if (jobId !== undefined) return [{ kind, says, from: { jobId } }];
      return source === null ? [] : [{ kind, says, from: { ...source, row } }];
    });
  });
}
