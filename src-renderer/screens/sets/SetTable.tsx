/** All sets in a table, one line each; reversal sets are folded away under their job. */
import { IconChevronDown, IconChevronRight, IconLock } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { formatCount } from '../../ui/format.ts';
import { InstantText } from '../../ui/Values.tsx';
import { valueWords } from '../../ui/words/components.tsx';
import { originText } from '../../ui/words/origin.ts';
import { LogicalMark } from './LogicalMark.tsx';
import styles from './SetsScreen.module.css';
import { type SetRow, setRows } from './setRows.ts';
import { setsWords } from './words.tsx';

interface SetTableProps {
  readonly sets: readonly SetSummary[] | undefined;
  readonly onOpen: (set: SetSummary) => void;
  readonly empty: ReactNode;
}

export function SetTable({ sets, onOpen, empty }: SetTableProps) {
  const [unfolded, setUnfolded] = useState<readonly number[]>([]);
  const isOpen = (jobId: number) => unfolded.includes(jobId);
  const columns = useMemo(() => columnsOf(unfolded), [unfolded]);

  function open({ set, kept }: SetRow) {
    if (set) onOpen(set);
    else if (kept)
      setUnfolded(
        isOpen(kept.jobId)
          ? unfolded.filter((jobId) => jobId !== kept.jobId)
          : [...unfolded, kept.jobId],
      );
  }

  return (
    <DataTable
      label={setsWords.title}
      fixed
      columns={columns}
      rows={sets && setRows(sets, isOpen)}
      rowKey={({ set, kept }) => (set ? set.setId : `job ${kept.jobId}`)}
      expanded={({ kept }) => kept && isOpen(kept.jobId)}
      onOpen={open}
      empty={empty}
    />
  );
}

function columnsOf(unfolded: readonly number[]): readonly DataColumn<SetRow>[] {
  return [
    {
      key: 'name',
      label: setsWords.name,
      width: '38%',
      cell: (row) => <NameCell row={row} unfolded={unfolded} />,
    },
    {
      key: 'members',
      label: setsWords.members,
      align: 'right',
      width: 84,
      cell: ({ set, kept }) =>
        formatCount(set ? set.members : kept.sets.reduce((sum, { members }) => sum + members, 0)),
    },
    { key: 'origin', label: setsWords.origin, cell: (row) => <OriginCell row={row} /> },
    {
      key: 'private',
      label: setsWords.private,
      room: 52,
      width: 84,
      cell: ({ set }) => set && <PrivateCell set={set} />,
    },
    {
      key: 'by',
      label: setsWords.by,
      room: 52,
      width: 128,
      cell: ({ set, kept }) => (
        <span className={styles.line}>{(set ?? kept.sets[0])?.createdBy}</span>
      ),
    },
    {
      key: 'created',
      label: setsWords.created,
      room: 36,
      width: 184,
      cell: ({ set, kept }) => (
        <span className={styles.line}>
          <InstantText instant={(set ?? kept.sets[0]!).createdAt} />
        </span>
      ),
    },
  ];
}

function NameCell({
  row: { set, kept, ...row },
  unfolded,
}: {
  readonly row: SetRow;
  readonly unfolded: readonly number[];
}) {
  if (set)
    return (
      <span
        className={styles.nameLine}
        data-folded={('folded' in row && row.folded) || undefined}
        title={set.name}
      >
        <span className={styles.name}>{set.name}</span>
        {set.criteria && <LogicalMark />}
      </span>
    );
  const Chevron = unfolded.includes(kept.jobId) ? IconChevronDown : IconChevronRight;
  return (
    <span className={styles.nameLine}>
      <Chevron size={16} aria-hidden className={styles.chevron} />
      <span>{setsWords.keptBy(kept.jobId)}</span>
      <span className={styles.keptCount}>{setsWords.kept(kept.sets.length)}</span>
    </span>
  );
}

function OriginCell({ row: { set, kept } }: { readonly row: SetRow }) {
  const text = set ? originOf(set) : kept.jobName;
  return (
    <span className={styles.line} title={text}>
      {text}
    </span>
  );
}

/** Below its job a reversal set needn't name it again. */
function originOf({ origin }: SetSummary): string {
  return origin.from === 'job' && origin.moved ? setsWords.moved(origin.moved) : originText(origin);
}

function PrivateCell({ set }: { readonly set: SetSummary }) {
  if (!set.private) return valueWords.no;
  return (
    <span className={styles.private}>
      <IconLock size={14} aria-hidden /> {valueWords.yes}
    </span>
  );
}
