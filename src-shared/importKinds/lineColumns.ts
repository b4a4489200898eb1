/** The columns of files whose rows are lines, from the catalogue of details. Pure. */
import type { DetailField, DetailFieldKind } from '../details/detailKind.ts';
import { type DetailFieldName, type DetailKind, detailKind } from '../details/details.ts';
import type { FieldKind } from '../fields/userField.ts';
import type { OwnColumn } from './importKind.ts';

/** How the cells of a field are read. Reports tell instants as days. */
const READ_AS: Readonly<Record<DetailFieldKind, FieldKind>> = {
  text: 'text',
  code: 'text',
  date: 'date',
  instant: 'date',
  money: 'money',
  yesNo: 'yesNo',
  count: 'number',
};

/** All fields of these details. */
export function lineColumns(kinds: readonly DetailKind[]): OwnColumn[] {
  return kinds.flatMap((kind) => detailKind(kind).fields.map(columnOf));
}

/** The same for files whose rows are counted as well: nobody is held back for what isn’t counted. */
export function countedLineColumns<Kind extends DetailKind>(
  kind: Kind,
  counted: readonly DetailFieldName<Kind>[],
): OwnColumn[] {
  const names: readonly string[] = counted;
  return lineColumns([kind]).map((column) =>
    names.includes(column.name) ? column : { ...column, aside: true },
  );
}

function columnOf({ name, label, kind, aliases }: DetailField): OwnColumn {
  return { name, label, kind: READ_AS[kind], aliases };
}
