/**
 * The errors of a file by row, a page at a time: where, what stands there, what to do, and the row's
 * text so that it can be found in the file.
 */
import { Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportCheck, importError } from '#shared/contract/shapes/imports.ts';
import { errorColumnText, rowErrorText } from '#shared/notices/rowErrorText.ts';
import { queries } from '../../../client/engineClient.ts';
import { type DataColumn, DataTable } from '../../../ui/DataTable.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { SAY } from '../../../ui/failure.ts';
import { formatCount } from '../../../ui/format.ts';
import { Identifier } from '../../../ui/Values.tsx';
import { errorPages, errorsTableWords as words } from '../words/rows.ts';
import styles from './ErrorsTable.module.css';
import { ExportButton } from './ExportButton.tsx';
import { PAGE, Pager } from './Pager.tsx';

type ImportError = ReturnType<(typeof importError)['parse']>;

const COLUMNS: readonly DataColumn<ImportError>[] = [
  {
    key: 'row',
    label: words.row,
    align: 'right',
    width: 64,
    cell: (error) => formatCount(error.row),
  },
  {
    key: 'column',
    label: words.column,
    cell: (error) => <span className={styles.column}>{errorColumnText(error.column)}</span>,
  },
  {
    key: 'value',
    label: words.value,
    cell: (error) =>
      error.value === '' ? (
        <span className={styles.blank}>{words.blank}</span>
      ) : (
        <Identifier text={error.value} />
      ),
  },
  {
    key: 'message',
    label: words.problem,
    cell: (error) => <span className={styles.message}>{rowErrorText(error.problem, SAY)}</span>,
  },
  {
    key: 'rowText',
    label: words.rowText,
    cell: (error) => (
      <span className={styles.row} title={error.rowText}>
        {error.rowText}
      </span>
    ),
  },
];

export function ErrorsTable({ check }: { readonly check: ImportCheck }) {
  const [page, setPage] = useState(1);
  const { importId, errors } = check;
  const input = { importId, offset: (page - 1) * PAGE, limit: PAGE };
  const { data, error } = useQuery({
    ...queries.imports.errors.queryOptions({ input, placeholderData: keepPreviousData }),
    enabled: errors > 0,
  });
  if (errors === 0) {
    return (
      <Text size="sm" c="dimmed" py={8}>
        {words.none}
      </Text>
    );
  }
  if (error) return <ErrorNote error={error} />;
  return (
    <>
      <DataTable
        label={words.label(check.fileName)}
        columns={COLUMNS}
        rows={data?.rows.map((row, n) => ({ ...row, n }))}
        rowKey={(row) => `${row.row} ${row.column} ${'n' in row ? row.n : ''}`}
        skeletonRows={Math.min(errors, 8)}
      />
      <Pager
        page={page}
        total={data?.total ?? 0}
        words={errorPages(errors)}
        onPage={setPage}
        about={words.howToCorrect}
        action={<ExportButton file={check} rowGroup={{ of: 'errors' }} what={words.what} />}
      />
    </>
  );
}
