/** In which month the listed users were deleted: one choice in front of the filters. */
import type { Criteria } from '#shared/domain/criteria.ts';
import { ChoiceSelect } from '../../grid/filter/ChoiceSelect.tsx';
import { formatMonth } from '../../ui/format.ts';
import { cleanupWords } from './words.tsx';

interface MonthSelectProps {
  /** Newest first; undefined while they are counted. */
  readonly months: readonly { readonly month: string; readonly users: number }[] | undefined;
  /** `2026-11`; null: any. */
  readonly month: string | null;
  readonly onMonth: (month: string | null) => void;
}

export function MonthSelect({ months, month, onMonth }: MonthSelectProps) {
  return (
    <ChoiceSelect
      label={cleanupWords.month}
      choices={months?.map(({ month: value, users }) => ({ value, users }))}
      nameOf={formatMonth}
      none={cleanupWords.anyMonth}
      picked={month === null ? [] : [month]}
      onPick={([picked]) => onMonth(picked ?? null)}
    />
  );
}

/** @param month `2026-11` */
export function deletedIn(month: string): Criteria {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return {
    op: 'deletedOn',
    is: { how: 'between', from: `${month}-01`, to: `${month}-${String(last).padStart(2, '0')}` },
  };
}
