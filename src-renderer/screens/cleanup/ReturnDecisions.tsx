/** Decisions that erased users may be entered again: by whom, why, and whether they hold. As long as they do, they are withdrawn. */
import { Button, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ListedReturn } from '#shared/contract/shapes/erasures.ts';
import { engine, queries } from '../../client/engineClient.ts';
import { makeStale } from '../../client/revision.ts';
import { useWriteBar } from '../../client/writing.ts';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { formatCount } from '../../ui/format.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.tsx';
import { InstantText } from '../../ui/Values.tsx';
import styles from './PurgeRequests.module.css';
import { returnWords as words } from './words.tsx';

/** Nothing where nobody has decided so. */
export function ReturnDecisions() {
  const { data } = useQuery(queries.erasures.returns.queryOptions());
  if (!data || data.length === 0) return null;
  return (
    <section className={styles.section} aria-label={words.title}>
      <Title order={2} fz="md" mb={8}>
        {words.title}
      </Title>
      <DataTable
        label={words.title}
        columns={COLUMNS}
        rows={data}
        rowKey={({ decisionNo }) => decisionNo}
      />
    </section>
  );
}

const COLUMNS: readonly DataColumn<ListedReturn>[] = [
  { key: 'at', label: words.columns.at, cell: ({ at }) => <InstantText instant={at} /> },
  { key: 'by', label: words.columns.by, cell: ({ by }) => by },
  {
    key: 'rows',
    label: words.columns.rows,
    align: 'right',
    cell: ({ rows }) => formatCount(rows),
  },
  {
    key: 'file',
    label: words.columns.file,
    cell: ({ fileName }) => <span className={styles.name}>{fileName ?? words.gone}</span>,
  },
  {
    key: 'reason',
    label: words.columns.reason,
    cell: ({ reason }) => <span className={styles.name}>{reason}</span>,
  },
  { key: 'state', label: words.columns.state, cell: (decision) => <State {...decision} /> },
];

function State({ decisionNo, rows, fileName, holds, withdrawn }: ListedReturn) {
  const bar = useWriteBar();
  const withdrawing = useMutation({
    mutationFn: () => engine.imports.withdrawReturn({ decisionNo }),
    onSuccess: (done) => {
      makeStale();
      notifyDone(words.done(done.rows));
    },
    onError: (error) => notifyFailure(error),
  });
  if (holds)
    return (
      <Button
        variant="default"
        size="compact-sm"
        aria-label={words.withdrawOne(rows, fileName ?? words.gone)}
        loading={withdrawing.isPending}
        onClick={() => withdrawing.mutate()}
        {...bar}
      >
        {words.withdraw}
      </Button>
    );
  return (
    <Text size="sm" c="dimmed">
      {withdrawn
        ? words.withdrawn(<InstantText instant={withdrawn.at} />, withdrawn.by)
        : words.over}
    </Text>
  );
}
