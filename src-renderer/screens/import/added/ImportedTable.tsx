/**
 * What was imported before, newest first; a row opens the file's page.
 */
import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ImportSummary } from '#shared/contract/shapes/imports.ts';
import { queries } from '../../../client/engineClient.ts';
import { navigate } from '../../../place/navigation.ts';
import { type DataColumn, DataTable } from '../../../ui/DataTable.tsx';
import { formatCount } from '../../../ui/format.ts';
import { Mark } from '../../../ui/Marks.tsx';
import { DateText, InstantText } from '../../../ui/Values.tsx';
import { kindWords } from '../kinds.ts';
import { importedTableWords as words } from '../words/added.tsx';
import styles from './ImportedTable.module.css';

const COLUMNS: readonly DataColumn<ImportSummary>[] = [
  {
    key: 'file',
    label: words.file,
    cell: (file) => (
      <Text size="sm" fw={500} truncate title={file.fileName}>
        {file.fileName}
      </Text>
    ),
  },
  {
    key: 'kind',
    label: words.kind,
    width: '11rem',
    cell: (file) => <Mark meaning={kindWords(file.kind)} plain />,
  },
  {
    key: 'rows',
    label: words.rows,
    align: 'right',
    width: '5.5rem',
    cell: (file) => formatCount(file.rows),
  },
  {
    key: 'errors',
    label: words.errors,
    align: 'right',
    width: '5rem',
    room: 44,
    // Nothing there, nothing to see.
    cell: (file) => (
      <span className={file.errors === 0 ? styles.zero : undefined}>
        {formatCount(file.errors)}
      </span>
    ),
  },
  {
    key: 'data',
    label: words.dataOf,
    width: '8rem',
    room: 36,
    cell: (file) => (
      <span className={styles.when}>
        <DateText date={file.dataDate} />
      </span>
    ),
  },
  {
    key: 'set',
    label: words.set,
    width: '26%',
    room: 52,
    cell: (file) => (file.setId === null ? null : <SetLink setId={file.setId} />),
  },
  {
    key: 'when',
    label: words.added,
    width: '8rem',
    room: 44,
    cell: (file) => (
      <span className={styles.when}>
        <InstantText instant={file.importedAt} dayOnly />
      </span>
    ),
  },
];

export function ImportedTable({ files }: { readonly files: readonly ImportSummary[] }) {
  return (
    <DataTable
      label={words.label}
      columns={COLUMNS}
      fixed
      rows={files}
      rowKey={(file) => file.importId}
      onOpen={({ importId }) => navigate({ screen: 'import', importId })}
    />
  );
}

/** The set that an exclusion list became. */
export function SetLink({ setId }: { readonly setId: number }) {
  const { data: sets } = useQuery(queries.sets.list.queryOptions());
  const name = sets?.find((each) => each.setId === setId)?.name;
  if (name === undefined) return null;
  return (
    <Anchor
      component="button"
      type="button"
      inherit
      className={styles.set}
      title={name}
      onClick={(event) => {
        event.stopPropagation();
        navigate({ screen: 'sets', setId });
      }}
    >
      {name}
    </Anchor>
  );
}
