/**
 * The rows of one row group of an import, a page at a time: as they stand in the file, and, where the row group
 * is a difference, what was known before beside what the file says. Rows of one identifier stand
 * together. Opened below a notice or a line of the comparison.
 */
import { Anchor, Skeleton, Table } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportCheck, rowOfGroup } from '#shared/contract/shapes/imports.ts';
import type { RowGroup } from '#shared/contract/shapes/rowGroup.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { queries } from '../../../client/engineClient.ts';
import { showDetails } from '../../../place/navigation.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { formatCount } from '../../../ui/format.ts';
import { Identifier } from '../../../ui/Values.tsx';
import { rowPages, rowTableWords as words } from '../words/rows.ts';
import { EnterAgain, ErasedRow, Pick, PickAll, type Picking } from './EnterAgain.tsx';
import { ExportButton } from './ExportButton.tsx';
import { PAGE, Pager } from './Pager.tsx';
import { RowGroupCell } from './RowGroupCell.tsx';
import styles from './RowGroupRows.module.css';
import { type Heading, headingsOf } from './rowGroupHeadings.ts';

type RowOfGroup = ReturnType<(typeof rowOfGroup)['parse']>;

interface RowGroupRowsProps {
  readonly check: ImportCheck;
  readonly rowGroup: RowGroup;
  /** What the rows are: `numeric identifiers`. */
  readonly what: string;
}

export function RowGroupRows({ check, rowGroup, what }: RowGroupRowsProps) {
  const [page, setPage] = useState(1);
  const [picked, setPicked] = useState<readonly number[]>([]);
  const input = { importId: check.importId, rowGroup, offset: (page - 1) * PAGE, limit: PAGE };
  const { data, error } = useQuery(
    queries.imports.rows.queryOptions({ input, placeholderData: keepPreviousData }),
  );
  if (error) return <ErrorNote error={error} />;
  if (!data) return <Skeleton height={128} aria-busy="true" />;
  const label = words.label(what, check.fileName);
  const isOfErased = data.rows.some(({ erased }) => erased !== null);
  const picking =
    check.state === 'checked' && isOfErased ? { picked, onPick: setPicked } : undefined;
  return (
    <div>
      <section
        className={styles.scroll}
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the keyboard
        tabIndex={0}
      >
        <RowTable
          label={label}
          headings={headingsOf(check, rowGroup, data.columns)}
          rows={data.rows}
          grouped={data.grouped}
          picking={picking}
        />
      </section>
      {picking && <EnterAgain check={check} rows={data.rows} picking={picking} />}
      <Pager
        page={page}
        total={data.total}
        words={rowPages}
        onPage={setPage}
        action={<ExportButton file={check} rowGroup={rowGroup} what={what} />}
      />
    </div>
  );
}

interface RowTableProps {
  readonly label: string;
  readonly headings: readonly Heading[];
  readonly rows: readonly RowOfGroup[];
  readonly grouped: boolean;
  /** Rows of erased users, to be entered again. */
  readonly picking: Picking | undefined;
}

function RowTable({ label, headings, rows, grouped, picking }: RowTableProps) {
  const inFile = rows.some(({ row }) => row > 0);
  return (
    <Table className={styles.table} aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          {picking && (
            <Table.Th scope="col" w={36}>
              <PickAll rows={rows} picking={picking} />
            </Table.Th>
          )}
          {inFile && (
            <Table.Th ta="right" scope="col">
              {words.row}
            </Table.Th>
          )}
          <Table.Th scope="col" className={styles.identifier}>
            {words.primaryIdentifier}
          </Table.Th>
          {headings.map(({ at, title, numeric }) => (
            <Table.Th key={at} scope="col" ta={numeric ? 'right' : 'left'}>
              {title}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody data-grouped={grouped || undefined}>
        {rows.map((row, n) => (
          <Row
            key={`${row.row} ${row.primaryIdentifier}`}
            row={row}
            headings={headings}
            inFile={inFile}
            picking={picking}
            first={grouped && !isSameUser(row, rows[n - 1])}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface RowProps {
  readonly row: RowOfGroup;
  readonly headings: readonly Heading[];
  readonly inFile: boolean;
  /** Of its identifier. */
  readonly first: boolean;
  readonly picking: Picking | undefined;
}

function Row({ row, headings, inFile, first, picking }: RowProps) {
  return (
    <Table.Tr data-first={first || undefined}>
      {picking && (
        <Table.Td>
          <Pick row={row} picking={picking} />
        </Table.Td>
      )}
      {inFile && (
        <Table.Td ta="right" c="dimmed">
          {row.row > 0 ? formatCount(row.row) : '–'}
        </Table.Td>
      )}
      <Table.Td className={styles.identifier}>
        <Who row={row} />
      </Table.Td>
      {headings.map(({ at, kind, numeric, compared }) => (
        <Table.Td key={at} ta={numeric ? 'right' : 'left'}>
          <RowGroupCell
            kind={kind}
            value={row.values[at] ?? null}
            before={compared ? row.before?.[at] : undefined}
          />
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

function isSameUser(row: RowOfGroup, other: RowOfGroup | undefined): boolean {
  return (
    other !== undefined && foldText(row.primaryIdentifier) === foldText(other.primaryIdentifier)
  );
}

/** Opens the user, where the workspace knows one; of whoever was erased, says by which request. */
function Who({ row: { userNo, primaryIdentifier, erased } }: { readonly row: RowOfGroup }) {
  if (erased) return <ErasedRow erased={erased} />;
  if (userNo === null) return <Identifier text={primaryIdentifier} />;
  return (
    <Anchor
      component="button"
      type="button"
      inherit
      title={words.showUser}
      onClick={() => showDetails({ userNo })}
    >
      <Identifier text={primaryIdentifier} />
    </Anchor>
  );
}
