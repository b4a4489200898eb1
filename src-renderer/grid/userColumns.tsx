/**
 * The columns of the user grid, made of the catalogue of user fields, with decision and flags.
 * Used by UserGrid alone. Never lists fields by itself: a new one in the catalogue appears here.
 */
import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import type { SortTerm, UserRow } from '#shared/contract/shapes.ts';
import { type FieldKind, USER_FIELDS, type UserFieldName } from '#shared/fields/userFields.ts';
import { formatCount } from '../ui/format.ts';
import { DecisionMark, FlagMark } from '../ui/Marks.tsx';
import { DateText, Identifier, Money, UnknownValue } from '../ui/Values.tsx';
import styles from './UserGrid.module.css';

/** Names of columns, also what sort terms are made of. */
export type UserColumn = SortTerm['field'];

type CellProps = ICellRendererParams<UserRow>;

/** `last_name` in the catalogue is `lastName` in a row. */
export function rowKeyOf(field: UserFieldName): keyof UserRow {
  return field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) as keyof UserRow;
}

const SHORT_LABELS: Partial<Record<UserFieldName, string>> = {
  staff_role: 'Staff role',
  days_past_purge: 'Days past purge',
};

const WIDTHS: Record<FieldKind, number> = {
  identifier: 172,
  text: 120,
  choice: 148,
  date: 116,
  yesNo: 92,
  number: 88,
  money: 104,
};

const CELLS: Record<FieldKind, (props: CellProps) => React.ReactNode> = {
  identifier: IdentifierCell,
  text: TextCell,
  choice: TextCell,
  date: DateCell,
  yesNo: YesNoCell,
  number: NumberCell,
  money: MoneyCell,
};

/**
 * @param shown columns shown at first; those of the catalogue without it
 * @param scale text size, which widths follow
 */
export function userColumns(
  shown: readonly UserColumn[] | undefined,
  scale: number,
): ColDef<UserRow>[] {
  const [identifier, ...rest] = USER_FIELDS.map((field): ColDef<UserRow> => {
    const numeric = field.kind === 'number' || field.kind === 'money';
    return {
      colId: field.name,
      field: rowKeyOf(field.name) as never,
      headerName: SHORT_LABELS[field.name] ?? field.label,
      headerTooltip: field.label,
      width: WIDTHS[field.kind],
      hide: shown ? !shown.includes(field.name) : !field.shown,
      sortable: field.sortable,
      cellRenderer: CELLS[field.kind],
      ...(numeric ? { type: 'rightAligned' } : {}),
    };
  });
  return [identifier!, ...decisionColumns(shown), ...rest].map((column) => ({
    ...column,
    width: Math.round(column.width! * scale),
  }));
}

function decisionColumns(shown?: readonly UserColumn[]): ColDef<UserRow>[] {
  return [
    {
      colId: 'decision',
      field: 'decision',
      headerName: 'Decision',
      width: 120,
      hide: shown ? !shown.includes('decision') : false,
      cellRenderer: DecisionCell,
    },
    {
      colId: 'flags',
      field: 'flags',
      headerName: 'Review flags',
      width: 196,
      hide: shown ? !shown.includes('flags') : false,
      cellRenderer: FlagsCell,
    },
  ];
}

function IdentifierCell({ data }: CellProps) {
  if (!data) return <span className={styles.loading}>Loading</span>;
  return <Identifier text={data.primaryIdentifier} />;
}

function TextCell({ value }: CellProps) {
  return <span title={value ?? undefined}>{value ?? ''}</span>;
}

function DateCell({ data, value }: CellProps) {
  return data ? <DateText date={value} /> : null;
}

function YesNoCell({ data, value }: CellProps) {
  if (!data) return null;
  return value === null ? <UnknownValue /> : value ? 'Yes' : 'No';
}

function NumberCell({ data, value }: CellProps) {
  if (!data) return null;
  return value === null ? <UnknownValue /> : formatCount(value);
}

function MoneyCell({ data, value }: CellProps) {
  return data ? <Money minor={value} /> : null;
}

function DecisionCell({ data }: CellProps) {
  if (!data) return null;
  // A purged user has no open decision any more, and one known from a list alone never had one.
  if (data.purged) return <span className={styles.aside}>Purged</span>;
  if (!data.candidate) return <span className={styles.aside}>Not a candidate</span>;
  return <DecisionMark decision={data.decision} reason={data.decisionReason} />;
}

function FlagsCell({ data }: CellProps) {
  if (!data) return null;
  return (
    <span className={styles.flags}>
      {data.flags.map((flag) => (
        <FlagMark key={flag} flag={flag} short />
      ))}
    </span>
  );
}
