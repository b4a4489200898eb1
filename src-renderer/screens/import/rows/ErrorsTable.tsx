/**
 * The errors of a file by row, a page at a time: where, what stands there, what to do, and the row's
 * text so that it can be found in the file.
 */
import { Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportCheck, importError } from '#shared/contract/shapes/imports.ts';
import { rowErrorText } from '#shared/notices/rowErrorText.ts';
import { queries } from '../../../client/engineClient.ts';
import { type DataColumn, DataTable } from '../../../ui/DataTable.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { SAY } from '../../../ui/failure.ts';
import { countOf, formatCount } from '../../../ui/format.ts';
import { Identifier } from '../../../ui/Values.tsx';
import styles from './ErrorsTable.module.css';
import { ExportButton } from './ExportButton.tsx';
import { PAGE, Pager } from './Pager.tsx';

type ImportError = ReturnType<(typeof importError)['parse']>;

const COLUMNS: readonly DataColumn<ImportError>[] = [
  { key: 'row', label: 'Row', align: 'right', width: 64, cell: (error) => formatCount(error.row) },
  {
    key: 'column',
    label: 'Column',
    cell: (error) => <span className={styles.column}>{error.column}</span>,
  },
  {
    key: 'value',
    label: 'Value',
    cell: (error) =>
      error.value === '' ? (
        <span className={styles.blank}>blank</span>
      ) : (
        <Identifier text={error.value} />
      ),
  },
  {
    key: 'message',
    label: 'Problem and what to do',
    cell: (error) => <span className={styles.message}>{rowErrorText(error.problem, SAY)}</span>,
  },
  {
    key: 'rowText',
    label: 'The row in the file',
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
        Every row could be read.
      </Text>
    );
  }
  if (error) return <ErrorNote error={error} />;
  return (
    <>
      <DataTable
        label={`Errors of ${check.fileName}`}
        columns={COLUMNS}
        rows={data?.rows.map((row, n) => ({ ...row, n }))}
        rowKey={(row) => `${row.row} ${row.column} ${'n' in row ? row.n : ''}`}
        skeletonRows={Math.min(errors, 8)}
      />
      <Pager
        page={page}
        total={data?.total ?? 0}
        noun="error"
        onPage={setPage}
        about={` in ${countOf(errors, 'row')}. To put them right, correct the report or the file and choose it again.`}
        action={<ExportButton file={check} rowGroup={{ of: 'errors' }} what="errors" />}
      />
    </>
  );
}
