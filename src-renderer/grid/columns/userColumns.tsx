/**
 * The columns of the user grid, made of the catalogue of user fields, with decision and flags, of the
 * details that are counted, and of further columns of the files. Never lists fields by itself: a new one in the
 * catalogue appears here.
 */

import { IconNote } from '@tabler/icons-react';
import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import type { SortField, UserRow } from '#shared/contract/shapes/users.ts';
import {
  COUNTED_KINDS,
  type CountedKind,
  countColumnId,
  countColumnLabel,
  type DetailKind,
  detailKind,
} from '#shared/details/details.ts';
import { extraColumnId } from '#shared/fields/extraColumns.ts';
import { REVIEW_COLUMN_WORDS } from '#shared/fields/reviewColumns.ts';
import type { FieldKind } from '#shared/fields/userField.ts';
import { USER_FIELDS, type UserFieldName } from '#shared/fields/userFields.ts';
import { useZone } from '../../client/workspace.ts';
import { formatCount } from '../../ui/format.ts';
import { DateText, Identifier, InstantText, Money, UnknownValue } from '../../ui/Values.tsx';
import { valueWords } from '../../ui/words/components.tsx';
import { cellWords } from '../words/columns.ts';
import styles from './Cells.module.css';
import { decisionsText } from './cellText.ts';
import { DecisionCell } from './DecisionCell.tsx';
import { FlagsCell } from './FlagsCell.tsx';
import { LineCountCell } from './LineCountCell.tsx';

/** Ids of columns that a screen can ask for. */
export type UserColumn = SortField | ReturnType<typeof countColumnId>;

/** What is known of the files, as soon as it is. */
export interface ColumnsOfFiles {
  /** Headings of further columns. */
  readonly extra?: readonly string[];
  /** The fields that files tell; columns of the record that nobody fills are left out. */
  readonly told?: readonly UserFieldName[] | undefined;
  /** The kinds of details that files tell; of others there is nothing to count. */
  readonly lines?: readonly { readonly kind: DetailKind }[] | undefined;
}

type CellProps = ICellRendererParams<UserRow>;

const WIDTHS: Record<FieldKind, number> = {
  identifier: 172,
  text: 116,
  choice: 132,
  date: 124,
  yesNo: 88,
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
 * @param shown columns shown at first, in their order; those of the catalogue without it
 * @param scale text size, which widths follow
 */
export function userColumns(
  shown: readonly UserColumn[] | undefined,
  scale: number,
  { extra = [], told, lines }: ColumnsOfFiles = {},
): ColDef<UserRow>[] {
  const offered = USER_FIELDS.filter(
    ({ name, ofRecord }) => !ofRecord || told?.includes(name) !== false,
  );
  const [identifier, ...rest] = offered.map((field): ColDef<UserRow> => {
    const numeric = field.kind === 'number' || field.kind === 'money';
    return {
      colId: field.name,
      field: field.name,
      headerName: field.shortLabel ?? field.label,
      headerTooltip: field.label,
      width: WIDTHS[field.kind],
      hide: shown ? !shown.includes(field.name) : !field.shown,
      cellRenderer: CELLS[field.kind],
      ...(numeric ? { type: 'rightAligned' } : {}),
    };
  });
  const [decision, ...decided] = DECISION_COLUMNS.map((column) => ({
    ...column,
    hide: shown ? !shown.includes(column.colId as UserColumn) : column.hide!,
  }));
  // The identifier stays in sight: it tells which user a row is.
  const first: ColDef<UserRow> = { ...identifier!, initialPinned: 'left' };
  const counted = COUNTED_KINDS.filter(
    (kind) => lines?.some((each) => each.kind === kind) !== false,
  ).map((kind) => countColumn(kind, shown?.includes(countColumnId(kind)) ?? false));
  const all = [first, decision!, ...decided, ...rest, ...counted, ...extra.map(extraColumn)];
  const place = ({ colId }: ColDef<UserRow>) =>
    shown?.includes(colId as UserColumn) ? shown.indexOf(colId as UserColumn) : all.length;
  return all
    .toSorted((a, b) => place(a) - place(b))
    .map((column) => ({
      ...column,
      width: Math.round(column.width! * scale),
    }));
}

const DECISION_COLUMNS: readonly ColDef<UserRow>[] = [
  {
    colId: 'decision',
    field: 'decision',
    headerName: REVIEW_COLUMN_WORDS.decision.heading,
    width: 128,
    hide: false,
    cellRenderer: DecisionCell,
  },
  {
    colId: 'flags',
    field: 'flags',
    headerName: REVIEW_COLUMN_WORDS.flags.heading,
    width: 184,
    hide: false,
    cellRenderer: FlagsCell,
  },
  {
    colId: 'decision_reason',
    field: 'decisionReason',
    headerName: REVIEW_COLUMN_WORDS.decision_reason.heading,
    headerTooltip: REVIEW_COLUMN_WORDS.decision_reason.label,
    width: 148,
    hide: true,
    cellRenderer: TextCell,
  },
  {
    colId: 'decided_by',
    field: 'decidedBy',
    headerName: REVIEW_COLUMN_WORDS.decided_by.heading,
    width: 120,
    hide: true,
    cellRenderer: TextCell,
  },
  {
    colId: 'decided_at',
    field: 'decidedAt',
    headerName: REVIEW_COLUMN_WORDS.decided_at.heading,
    headerTooltip: REVIEW_COLUMN_WORDS.decided_at.label,
    width: 116,
    hide: true,
    cellRenderer: InstantCell,
  },
  {
    colId: 'decisions',
    field: 'decisions',
    headerName: REVIEW_COLUMN_WORDS.decisions.heading,
    headerTooltip: REVIEW_COLUMN_WORDS.decisions.label,
    width: 260,
    hide: true,
    cellRenderer: DecisionsCell,
  },
  {
    colId: 'notes',
    field: 'notes',
    headerName: REVIEW_COLUMN_WORDS.notes.heading,
    headerTooltip: REVIEW_COLUMN_WORDS.notes.label,
    width: 92,
    hide: true,
    cellRenderer: NotesCell,
    type: 'rightAligned',
  },
  {
    colId: 'deleted_at',
    field: 'deletedAt',
    headerName: REVIEW_COLUMN_WORDS.deleted_at.heading,
    headerTooltip: REVIEW_COLUMN_WORDS.deleted_at.label,
    width: 116,
    hide: true,
    cellRenderer: InstantCell,
  },
];

/** Counts come only with the rows of a grid that shows the column. */
function countColumn(kind: CountedKind, shown: boolean): ColDef<UserRow> {
  return {
    colId: countColumnId(kind),
    headerName: detailKind(kind).label,
    headerTooltip: countColumnLabel(kind),
    valueGetter: ({ data }) => data?.lines[kind] ?? null,
    width: 116,
    hide: !shown,
    cellRenderer: LineCountCell,
    cellRendererParams: { kind },
    type: 'rightAligned',
  };
}

/** Text as in the file; values come only with the rows of a grid that shows the column. */
function extraColumn(heading: string): ColDef<UserRow> {
  return {
    colId: extraColumnId(heading),
    headerName: heading,
    headerTooltip: heading,
    valueGetter: ({ data }) => data?.extra[heading] ?? null,
    width: 132,
    hide: true,
    cellRenderer: TextCell,
  };
}

function IdentifierCell({ data }: CellProps) {
  if (!data) return <span className={styles.loading}>{cellWords.loading}</span>;
  return <Identifier text={data.primary_identifier} />;
}

function TextCell({ value }: CellProps) {
  return <span title={value ?? undefined}>{value ?? ''}</span>;
}

function DateCell({ data, value }: CellProps) {
  return data ? <DateText date={value} /> : null;
}

function YesNoCell({ data, value }: CellProps) {
  if (!data) return null;
  return value === null ? <UnknownValue /> : value ? valueWords.yes : valueWords.no;
}

function NumberCell({ data, value }: CellProps) {
  if (!data) return null;
  return value === null ? <UnknownValue /> : formatCount(value);
}

function MoneyCell({ data, value }: CellProps) {
  return data ? <Money minor={value} /> : null;
}

function InstantCell({ data, value }: CellProps) {
  return data ? <InstantText instant={value} dayOnly /> : null;
}

function DecisionsCell({ data }: CellProps) {
  const zone = useZone();
  return data ? <span title={decisionsText(data, zone)}>{decisionsText(data)}</span> : null;
}

/** Most users have none: nothing is shown then. */
function NotesCell({ value }: CellProps) {
  if (!value) return null;
  return (
    <span className={styles.notes}>
      <IconNote size={14} aria-hidden />
      {formatCount(value)}
    </span>
  );
}
