/** Values of a field of details, several of which can be picked: the most frequent, and what is typed to find others. */
import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type DetailFieldName, findDetailField } from '#shared/details/details.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { queries } from '../../../client/engineClient.ts';
import { lineFilterWords } from '../../words/lineFilter.ts';
import type { Values } from '../columnCondition.ts';
import { lineValueText } from '../lineText.ts';

interface LineValuesProps {
  readonly field: DetailFieldName;
  readonly picked: Values;
  /** Of whom they are offered. */
  readonly scope: Criteria;
  readonly onPick: (values: Values) => void;
}

const AFTER_TYPING_MS = 150;
/** A blank one among the choices. */
const BLANK = '';

export function LineValues({ field, picked, scope, onPick }: LineValuesProps) {
  const { kind } = findDetailField(field)!.field;
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, AFTER_TYPING_MS);
  const { data } = useQuery(
    queries.users.lineValues.queryOptions({
      input: { field, criteria: scope, search },
      enabled: kind !== 'yesNo',
      placeholderData: keepPreviousData,
    }),
  );
  const offered = kind === 'yesNo' ? ['1', '0'] : (data?.values ?? []);
  const chosen = picked.map((value) => value ?? BLANK);
  const choices = [...new Set([...offered, ...(search === '' ? [BLANK] : []), ...chosen])];
  const left = data && data.distinct > data.values.length;
  return (
    <MultiSelect
      size="xs"
      aria-label={lineFilterWords.values}
      placeholder={picked.length > 0 ? '' : lineFilterWords.anyValue}
      description={left ? lineFilterWords.more(data.values.length, data.distinct) : undefined}
      inputWrapperOrder={['input', 'description']}
      data={choices.map((value) => ({
        value,
        label: lineValueText(field, value === BLANK ? null : value),
      }))}
      value={chosen}
      onChange={(values) => onPick(values.map((value) => (value === BLANK ? null : value)))}
      searchable
      // It would lie over what comes next, also for who only passes by.
      openOnFocus={false}
      searchValue={typed}
      onSearchChange={setTyped}
      // What is found is the engine's to say; those that are picked stay choices.
      filter={({ options }) => options}
      nothingFoundMessage={lineFilterWords.noValues}
      hidePickedOptions
      maxDropdownHeight={180}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
