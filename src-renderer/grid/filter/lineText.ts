/** A filter by details in words, as its chip says it. Pure. */
import { type DetailFieldName, findDetailField } from '#shared/details/details.ts';
import { valueWords } from '../../ui/words/components.tsx';
import { columnFilterWords } from '../words/columnFilter.ts';
import { lineFilterWords } from '../words/lineFilter.ts';
import { labelledCondition, writerOfKind } from './columnText.ts';
import type { LineCondition, LineFilter } from './lineFilter.ts';

export function lineText({ kind, has, inForce, where }: LineFilter, currency: string): string {
  if (has === 'untold') return lineFilterWords.untold(kind);
  const words = lineFilterWords[has](kind, inForce);
  if (where.length === 0) return words;
  const conditions = where.map(({ field, is }) => conditionText(field, is, currency));
  const said = lineFilterWords.all(conditions);
  if (has === 'none') return lineFilterWords.noneWhere(words, said);
  return inForce ? lineFilterWords.inForce(said) : said;
}

/** One value of a field of details; null is blank. */
export function lineValueText(field: DetailFieldName, value: string | null): string {
  if (value === null) return columnFilterWords.blank;
  if (findDetailField(field)!.field.kind !== 'yesNo') return value;
  return value === '1' ? valueWords.yes : valueWords.no;
}

/** More are counted. */
const ONE_BY_ONE = 3;

function conditionText(name: DetailFieldName, is: LineCondition, currency: string): string {
  const { field } = findDetailField(name)!;
  if (is.how !== 'oneOf')
    return labelledCondition(field.label, is, writerOfKind(field.kind, currency));
  if (is.values.length > ONE_BY_ONE) return lineFilterWords.several(field.label, is.values.length);
  return lineFilterWords.oneOf(
    field.label,
    is.values.map((value) => lineValueText(name, value)),
  );
}
