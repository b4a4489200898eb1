/** The values of one column with counts, which can be searched and ticked. One tab stop; arrows go up and down. */
import { Skeleton, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { Criteria } from '#shared/domain/criteria.ts';
import { useSettings } from '../../../client/workspace.ts';
import { formatCount } from '../../../ui/format.ts';
import { useRovingTabs } from '../../../ui/useRovingTabs.ts';
import { columnFilterWords } from '../../words/columnFilter.ts';
import type { Values } from '../columnCondition.ts';
import { valuesOf, withoutColumn, withValues } from '../columnFilter.ts';
import { columnValueText } from '../columnText.ts';
import { filterCriteria } from '../filterCriteria.ts';
import type { UserFilter } from '../userFilter.ts';
import styles from './ColumnFilter.module.css';
import { MOST_VALUES, useColumnValues, withTicked } from './useColumnValues.ts';

interface ValueListProps {
  readonly column: string;
  readonly filter: UserFilter;
  readonly scope: Criteria;
}

const AFTER_TYPING_MS = 150;

export function ValueList({ column, filter, scope }: ValueListProps) {
  const state = filter();
  const currency = useSettings()?.currency ?? 'USD';
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, AFTER_TYPING_MS);
  const list = useRef<HTMLDivElement>(null);
  useRovingTabs(list, 'vertical');
  const textOf = (value: string | null) => columnValueText(column, value, currency);
  const found = useColumnValues(
    column,
    filterCriteria(withoutColumn(state, column), scope),
    search,
    textOf,
  );
  const ticked = valuesOf(state, column);
  const shown = found && (search.trim() ? found.values : withTicked(found, ticked));
  const all = shown?.map(({ value }) => value) ?? [];
  const together = [...new Set([...ticked, ...all])];
  const canTickAll = all.length > 0 && together.length <= MOST_VALUES;
  const set = (values: Values) => filter.setState((now) => withValues(now, column, values));
  const more = found !== undefined && found.distinct > found.values.length;

  return (
    <section className={styles.values} aria-label={columnFilterWords.values}>
      <TextInput
        data-autofocus
        size="xs"
        leftSection={<IconSearch size={14} aria-hidden />}
        placeholder={columnFilterWords.search}
        aria-label={columnFilterWords.search}
        value={typed}
        spellCheck={false}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className={styles.tools}>
        <UnstyledButton
          className={styles.tool}
          aria-disabled={!canTickAll}
          onClick={() => canTickAll && set(together)}
        >
          {search.trim() ? columnFilterWords.selectFound : columnFilterWords.selectAll}
        </UnstyledButton>
        <UnstyledButton
          className={styles.tool}
          aria-disabled={ticked.length === 0}
          onClick={() => set([])}
        >
          {columnFilterWords.selectNone}
        </UnstyledButton>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset can't be laid out as this list */}
      <div role="group" aria-label={columnFilterWords.values} className={styles.list} ref={list}>
        {!shown && <Skeleton height={28} />}
        {shown?.map(({ value, users }) => (
          <label key={value ?? ''} className={styles.choice} title={textOf(value)}>
            <input
              type="checkbox"
              checked={ticked.includes(value)}
              disabled={ticked.length >= MOST_VALUES && !ticked.includes(value)}
              onChange={({ currentTarget: { checked } }) =>
                set(checked ? [...ticked, value] : ticked.filter((each) => each !== value))
              }
            />
            <span className={styles.word} data-blank={value === null || undefined}>
              {textOf(value)}
            </span>{' '}
            {users !== undefined && <span className={styles.count}>{formatCount(users)}</span>}
          </label>
        ))}
        {shown?.length === 0 && (
          <p className={styles.note}>
            {search.trim() ? columnFilterWords.nothingFound : columnFilterWords.noValues}
          </p>
        )}
      </div>
      {more && (
        <p className={styles.note}>
          {columnFilterWords.mostFrequent(found.values.length, found.distinct)}
        </p>
      )}
      {ticked.length >= MOST_VALUES && (
        <p className={styles.note}>{columnFilterWords.tooManyPicked(MOST_VALUES)}</p>
      )}
    </section>
  );
}
