/**
 * Every other field of the catalogue: choices, text that contains something, numbers and money, and membership of a
 * set. Values are asked for when it is opened, so that they cost nothing before.
 */
import { MultiSelect, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { Criteria } from '#shared/domain/criteria.ts';
import {
  CHOICE_FIELDS,
  type ChoiceField,
  type UserFieldName,
  userField,
} from '#shared/fields/userFields.ts';
import { queries } from '../../client/engineClient.ts';
import { formatCount } from '../../ui/format.ts';
import pickStyles from '../../ui/PickList.module.css';
import { moreFilterWords } from '../words/filter.ts';
import { FilterSection } from './FilterSection.tsx';
import styles from './FilterStrip.module.css';
import { filterCriteria } from './filterCriteria.ts';
import { AMOUNT_FIELDS, MAIN_AMOUNT_FIELDS, TEXT_FIELDS, type TextField } from './filterFields.ts';
import { textsOf, type UserFilterState } from './filterParts.ts';
import { AmountRange, isActive } from './RangeFilters.tsx';
import type { UserFilter } from './userFilter.ts';

interface MoreFilterProps {
  readonly filter: UserFilter;
  readonly scope: Criteria;
}

const OTHER_AMOUNTS = AMOUNT_FIELDS.filter((field) => !MAIN_AMOUNT_FIELDS.includes(field));

export function MoreFilter({ filter, scope }: MoreFilterProps) {
  return (
    <FilterSection label={moreFilterWords.more} active={countActive(filter())}>
      <Fields filter={filter} scope={scope} />
    </FilterSection>
  );
}

function countActive(state: UserFilterState): number {
  const choices = CHOICE_FIELDS.filter((field) => (state.choices[field]?.length ?? 0) > 0);
  const amounts = OTHER_AMOUNTS.filter(
    (field) => isActive(state.amounts[field]) || state.blank.includes(field),
  );
  return choices.length + amounts.length + textsOf(state).length + state.sets.length;
}

function Fields({ filter, scope }: MoreFilterProps) {
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const told = useQuery(queries.users.toldFields.queryOptions()).data ?? [];
  const found = <Field extends UserFieldName>(fields: readonly Field[]) =>
    fields.filter((name) => {
      const { label, ofRecord } = userField(name);
      return label.toLowerCase().includes(wanted) && (!ofRecord || told.includes(name));
    });
  const choices = found(CHOICE_FIELDS);
  const texts = found(TEXT_FIELDS);
  const amounts = found(OTHER_AMOUNTS);
  const inSets = moreFilterWords.setsSearch.includes(wanted);
  return (
    <Stack gap={8}>
      <TextInput
        data-autofocus
        size="xs"
        placeholder={moreFilterWords.find}
        aria-label={moreFilterWords.find}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <ScrollArea.Autosize mah="min(520px, 48vh)" type="auto" offsetScrollbars="y">
        <Stack gap={16}>
          <Section title={moreFilterWords.choices} shown={choices.length > 0 || inSets}>
            {choices.map((field) => (
              <FieldChoices key={field} field={field} filter={filter} scope={scope} />
            ))}
            {inSets && <SetChoices filter={filter} />}
          </Section>
          <Section title={moreFilterWords.texts} shown={texts.length > 0}>
            {texts.map((field) => (
              <TextContains key={field} field={field} filter={filter} />
            ))}
          </Section>
          <Section title={moreFilterWords.amounts} shown={amounts.length > 0}>
            {amounts.map((field) => (
              <AmountRange key={field} field={field} filter={filter} />
            ))}
          </Section>
        </Stack>
      </ScrollArea.Autosize>
    </Stack>
  );
}

interface SectionProps {
  readonly title: string;
  readonly shown: boolean;
  readonly children: ReactNode;
}

function Section({ title, shown, children }: SectionProps) {
  if (!shown) return null;
  return (
    <section aria-label={title}>
      <Text size="xs" fw={500} className={styles.listLabel}>
        {title}
      </Text>
      <Stack gap={8}>{children}</Stack>
    </section>
  );
}

const NOT_REPORTED = '';

function FieldChoices({ field, filter, scope }: MoreFilterProps & { readonly field: ChoiceField }) {
  const state = filter();
  const picked = state.choices[field] ?? [];
  const { data } = useQuery(
    queries.users.values.queryOptions({
      input: { column: { field }, criteria: filterCriteria(state, scope, field) },
      placeholderData: keepPreviousData,
    }),
  );
  const told = data?.values.some(({ value }) => value !== null) || picked.length > 0;
  const counts = new Map(data?.values.map(({ value, users }) => [value ?? NOT_REPORTED, users]));
  const values = [...new Set([...counts.keys(), ...picked.map((value) => value ?? NOT_REPORTED)])];
  return (
    <MultiSelect
      size="xs"
      label={userField(field).label}
      disabled={!told}
      placeholder={
        picked.length > 0 || !data ? '' : told ? moreFilterWords.any : moreFilterWords.notReported
      }
      data={values.map((value) => ({ value, label: value || moreFilterWords.notReported }))}
      value={picked.map((value) => value ?? NOT_REPORTED)}
      comboboxProps={{ withinPortal: false }}
      renderOption={({ option }) => (
        <>
          <span className={pickStyles.word}>{option.label}</span>
          <Text size="xs" className={pickStyles.count}>
            {formatCount(counts.get(option.value) ?? 0)}
          </Text>
        </>
      )}
      onChange={(chosen) => {
        const now = chosen.map((value) => (value === NOT_REPORTED ? null : value));
        filter.setState({ choices: { ...state.choices, [field]: now } });
      }}
    />
  );
}

/** Members of each of the chosen sets, itemized ones too. */
function SetChoices({ filter }: { readonly filter: UserFilter }) {
  const picked = filter((state) => state.sets);
  const { data: sets = [] } = useQuery(queries.sets.list.queryOptions());
  if (sets.length === 0) return null;
  return (
    <MultiSelect
      size="xs"
      label={moreFilterWords.inSets}
      placeholder={picked.length > 0 ? '' : moreFilterWords.any}
      data={sets.map(({ setId, name }) => ({ value: String(setId), label: name }))}
      value={picked.map(({ setId }) => String(setId))}
      comboboxProps={{ withinPortal: false }}
      onChange={(chosen) =>
        filter.setState({
          sets: sets
            .filter(({ setId }) => chosen.includes(String(setId)))
            .map(({ setId, name }) => ({ setId, name })),
        })
      }
    />
  );
}

interface TextContainsProps {
  readonly field: TextField;
  readonly filter: UserFilter;
}

const AFTER_TYPING_MS = 200;

function TextContains({ field, filter }: TextContainsProps) {
  const text = filter((state) => state.texts[field] ?? '');
  const [typed, setTyped] = useState(text);
  const apply = useDebouncedCallback(
    (value: string) => filter.setState(({ texts }) => ({ texts: { ...texts, [field]: value } })),
    { delay: AFTER_TYPING_MS, flushOnUnmount: true },
  );
  useEffect(() => setTyped(text), [text]);
  return (
    <TextInput
      size="xs"
      label={userField(field).label}
      classNames={{
        root: styles.beside!,
        label: styles.besideLabel!,
        wrapper: styles.besideInput!,
      }}
      value={typed}
      maxLength={500}
      spellCheck={false}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        apply(event.currentTarget.value);
      }}
    />
  );
}
