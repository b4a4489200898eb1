/**
 * What the status bar says of the rows on screen, as a spreadsheet's does: how many match and are selected, and of the
 * column with the keyboard the sum and the span; while rows are selected or copied, how far that is.
 */
import { UnstyledButton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { create } from 'zustand';
import type { UserField } from '#shared/fields/userField.ts';
import { findUserField } from '#shared/fields/userFields.ts';
import { queries } from '../client/engineClient.ts';
import { useSettings } from '../client/workspace.ts';
import { countOf, formatAmount, formatCount, formatDate } from '../ui/format.ts';
import { useCopying } from './copy/copyRows.ts';
import styles from './GridStatus.module.css';
import type { GridStore } from './rows/gridStore.ts';
import { useSelecting } from './rows/ranges.ts';
import { useSelectedCount } from './rows/selectionCount.ts';
import { criteriaOfSelection, NO_SELECTION } from './rows/userSelection.ts';
import { copyWords, selectionWords, summaryWords } from './words/rows.ts';

const useShownGrid = create<{ readonly grid: GridStore | null }>(() => ({ grid: null }));

/** The status bar tells of this grid as long as it is on screen. */
export function useShownInStatus(grid: GridStore): void {
  useEffect(() => {
    useShownGrid.setState({ grid });
    return () => {
      if (useShownGrid.getState().grid === grid) useShownGrid.setState({ grid: null });
    };
  }, [grid]);
}

export function GridStatus() {
  const grid = useShownGrid((state) => state.grid);
  return grid && <StatusOf grid={grid} />;
}

function StatusOf({ grid }: { readonly grid: GridStore }) {
  const total = grid((state) => state.total);
  const selection = grid((state) => state.asked.selection);
  const selected = useSelectedCount(selection, total);
  return (
    <div className={styles.status}>
      <span role="status">
        {total !== undefined && countOf(total, 'user')}
        {selected > 0 && (
          <>
            {' · '}
            <strong>{selectionWords.selected(selected)}</strong>
          </>
        )}
      </span>
      <Summary grid={grid} />
      <RangeProgress />
      <CopyProgress />
    </div>
  );
}

/** Of the selected users, or of all that match. */
function Summary({ grid }: { readonly grid: GridStore }) {
  const column = grid((state) => state.column);
  const criteria = grid((state) => state.asked.criteria);
  const selection = grid((state) => state.asked.selection) ?? NO_SELECTION;
  const chosen = criteriaOfSelection(selection(), criteria);
  const field = column === null ? undefined : findUserField(column);
  const adds = field !== undefined && SUMMED.has(field.kind);
  const { data } = useQuery(
    queries.users.summary.queryOptions({
      input: {
        selection: { criteria: chosen ?? criteria },
        field: adds ? field.name : 'purge_date',
      },
      enabled: adds,
      placeholderData: keepPreviousData,
    }),
  );
  const show = useShownValue(field);
  if (!adds || !data || data.told === 0) return null;
  const { least, most, sum, told, users } = data;
  return (
    <span className={styles.summary}>
      {summaryWords.column(field.shortLabel ?? field.label, {
        sum: sum === null ? undefined : show(sum),
        span: least === most ? show(least) : summaryWords.span(show(least), show(most)),
        blank: users - told,
      })}
    </span>
  );
}

const SUMMED: ReadonlySet<string> = new Set(['number', 'money', 'date']);

function useShownValue(field: UserField | undefined): (value: number | string | null) => string {
  const currency = useSettings()?.currency ?? 'USD';
  return (value) => {
    if (value === null) return '';
    if (typeof value === 'string') return formatDate(value);
    return field?.kind === 'money' ? formatAmount(value, currency) : formatCount(value);
  };
}

function RangeProgress() {
  const waiting = useSelecting((state) => state.waiting > 0);
  return waiting ? <span className={styles.late}>{selectionWords.selecting}</span> : null;
}

/** Few rows are there at once: only what takes longer is shown. */
const SHOWN_FROM = 5000;

function CopyProgress() {
  const { total, done, stop } = useCopying();
  if (total === null || total < SHOWN_FROM) return null;
  return (
    <>
      <span>{copyWords.copying(done, total)}</span>
      <UnstyledButton className={styles.stop} onClick={stop}>
        {copyWords.stop}
      </UnstyledButton>
    </>
  );
}
