/**
 * How many details of a kind a user has, as a way to them: which they are is read when somebody points at the number.
 * An empty cell is none; what no file tells says so.
 */
import { UnstyledButton } from '@mantine/core';
import { IconBan, IconNote, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ICellRendererParams } from 'ag-grid-community';
import { useState } from 'react';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { type CountedKind, countColumnId, countColumnLabel } from '#shared/details/details.ts';
import { queries } from '../../client/engineClient.ts';
import { useToday } from '../../client/workspace.ts';
import { formatCount } from '../../ui/format.ts';
import { UnknownValue } from '../../ui/Values.tsx';
import { cellWords } from '../words/columns.ts';
import styles from './Cells.module.css';
import { lineTexts } from './lineTexts.ts';

const ICONS: Readonly<Record<CountedKind, typeof IconBan>> = {
  blocks: IconBan,
  notes: IconNote,
  proxies: IconUsers,
};

/** What the grid gives this cell: the way to the record of a user, from one of its columns. */
interface CellContext {
  readonly showDetails: (userNo: number, column: string) => void;
}

interface LineCountCellProps extends ICellRendererParams<UserRow, unknown, CellContext> {
  readonly kind: CountedKind;
}

export function LineCountCell({ data, kind, context }: LineCountCellProps) {
  const [pointed, setPointed] = useState(false);
  if (!data) return null;
  // Rows that came before the column was shown have none yet.
  const lines = data.lines[kind];
  if (lines === undefined || lines === 0) return null;
  if (lines === null) return <UnknownValue />;
  const Icon = ICONS[kind];
  return (
    <UnstyledButton
      className={styles.count}
      // The grid has the keyboard: Ctrl+Enter does the same.
      tabIndex={-1}
      aria-label={cellWords.countOf(countColumnLabel(kind), lines)}
      onPointerEnter={() => setPointed(true)}
      onClick={() => context.showDetails(data.userNo, countColumnId(kind))}
    >
      {pointed && <Which kind={kind} userNo={data.userNo} />}
      <Icon size={14} aria-hidden />
      {formatCount(lines)}
    </UnstyledButton>
  );
}

/** Lies over the number, for its tooltip alone. */
function Which({ kind, userNo }: { readonly kind: CountedKind; readonly userNo: number }) {
  const today = useToday();
  const { data } = useQuery(queries.users.details.queryOptions({ input: { userNo } }));
  const details = data?.kinds.find((each) => each.kind === kind);
  return (
    <span
      aria-hidden
      className={styles.which}
      title={details && lineTexts(details, today).join('\n')}
    />
  );
}
