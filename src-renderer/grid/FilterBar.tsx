/**
 * The filter above a grid: quick search, decision, flags, user group, dates, amounts; what is active
 * stands below as chips that can be removed. Works on a store of userFilter.ts that the screen gives.
 */
import { ActionIcon, CloseButton, Group, Text, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilterOff, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Criteria } from '#shared/domain/criteria.ts';
import { DECISIONS } from '#shared/domain/review.ts';
import { REVIEW_FLAG_TEXTS, REVIEW_FLAGS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { queries } from '../client/engineClient.ts';
import { formatCount } from '../ui/format.ts';
import { DecisionMark, FlagMark } from '../ui/Marks.tsx';
import { DECISION_MEANINGS, FLAG_MEANINGS } from '../ui/meaning.ts';
import { type Choice, PickList } from '../ui/PickList.tsx';
import styles from './FilterBar.module.css';
import { MoreFilter } from './MoreFilter.tsx';
import { PartChip } from './PartChip.tsx';
import { AmountsFilter, DatesFilter } from './RangeFilters.tsx';
import {
  activeParts,
  clearFilter,
  filterCriteria,
  isFiltered,
  type UserFilter,
} from './userFilter.ts';

interface FilterBarProps {
  readonly filter: UserFilter;
  /** Who is filtered; counts beside the choices are within it. */
  readonly scope: Criteria;
  /** Counts for a row of flag chips; without it flags are a list behind a button. */
  readonly flagCounts?: Readonly<Record<ReviewFlag, number>> | undefined;
  /** Parts that make no sense on this screen. */
  readonly hide?: readonly ('decision' | 'flags' | 'group' | 'dates' | 'amounts')[];
  /** At the end of the bar. */
  readonly children?: ReactNode;
}

export function FilterBar({ filter, scope, flagCounts, hide = [], children }: FilterBarProps) {
  const state = filter();
  // A pressed chip says it already.
  const parts = activeParts(state).filter(({ part }) => !flagCounts || part !== 'flag');
  return (
    <search className={styles.bar}>
      <Group gap={8} wrap="wrap">
        <SearchBox filter={filter} />
        {!hide.includes('decision') && (
          <PickList
            label="Decision"
            choices={DECISION_CHOICES}
            picked={state.decisions}
            onPick={(decisions) => filter.setState({ decisions })}
          />
        )}
        {!hide.includes('flags') && !flagCounts && (
          <PickList
            label="Flags"
            choices={FLAG_CHOICES}
            picked={state.flags}
            onPick={(flags) => filter.setState({ flags })}
          />
        )}
        {!hide.includes('group') && <GroupFilter filter={filter} scope={scope} />}
        {!hide.includes('dates') && <DatesFilter filter={filter} />}
        {!hide.includes('amounts') && <AmountsFilter filter={filter} />}
        {!hide.includes('group') && <MoreFilter filter={filter} scope={scope} />}
        <Tooltip label="Clear all filters">
          <ActionIcon
            size={36}
            aria-label="Clear all filters"
            disabled={!isFiltered(state)}
            onClick={() => clearFilter(filter)}
          >
            <IconFilterOff size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
        {children && <div className={styles.rest}>{children}</div>}
      </Group>
      {flagCounts && <FlagChips filter={filter} counts={flagCounts} />}
      {parts.length > 0 && (
        <Group gap={6} role="group" aria-label="Active filters">
          <Text size="xs" c="dimmed">
            Showing only
          </Text>
          {parts.map((part) => (
            <PartChip key={JSON.stringify(part)} part={part} filter={filter} />
          ))}
        </Group>
      )}
    </search>
  );
}

const DECISION_CHOICES: Choice<(typeof DECISIONS)[number]>[] = DECISIONS.map((decision) => ({
  value: decision,
  label: DECISION_MEANINGS[decision].word,
  mark: <DecisionMark decision={decision} />,
}));

const FLAG_CHOICES: Choice<ReviewFlag>[] = REVIEW_FLAGS.map((flag) => ({
  value: flag,
  label: REVIEW_FLAG_TEXTS[flag].label,
  mark: <FlagMark flag={flag} />,
}));

function SearchBox({ filter }: { readonly filter: UserFilter }) {
  const search = filter((state) => state.search);
  const [typed, setTyped] = useState(search);
  const box = useRef<HTMLInputElement>(null);
  const apply = useDebouncedCallback((value: string) => filter.setState({ search: value }), 120);

  // Cleared from outside, by Clear all or by a screen that sets another filter.
  useEffect(() => setTyped(search), [search]);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const find = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f';
      if (!find && !(event.key === '/' && !isTyping(event.target))) return;
      event.preventDefault();
      box.current?.select();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);

  function change(value: string) {
    setTyped(value);
    apply(value);
  }

  return (
    <TextInput
      ref={box}
      className={styles.search}
      placeholder="Identifier or name"
      aria-label="Search identifier or name (Ctrl+F or /)"
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && typed !== '') change('');
      }}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        typed !== '' && (
          <CloseButton size="sm" aria-label="Clear search" onClick={() => change('')} />
        )
      }
      spellCheck={false}
    />
  );
}

/** Where a slash is just a slash. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type="checkbox"]), textarea, [role="dialog"]') !== null
  );
}

function GroupFilter({ filter, scope }: { readonly filter: UserFilter; readonly scope: Criteria }) {
  const state = filter();
  const { data } = useQuery(
    queries.users.choices.queryOptions({
      input: { field: 'user_group', criteria: filterCriteria(state, scope, 'groups') },
      placeholderData: keepPreviousData,
    }),
  );
  const choices = data?.map(({ value, users }) => ({
    value,
    label: value ?? 'No user group',
    count: users,
  }));
  return (
    <PickList
      label="User group"
      choices={withPicked(choices, state.groups)}
      picked={state.groups}
      onPick={(groups) => filter.setState({ groups })}
    />
  );
}

/** A picked group that nobody has any more can still be unticked. */
function withPicked(
  choices: readonly Choice<string | null>[] | undefined,
  picked: readonly (string | null)[],
) {
  if (!choices) return undefined;
  const missing = picked.filter((each) => !choices.some(({ value }) => value === each));
  return [
    ...choices,
    ...missing.map((value) => ({ value, label: value ?? 'No user group', count: 0 })),
  ];
}

function FlagChips({
  filter,
  counts,
}: {
  readonly filter: UserFilter;
  readonly counts: Readonly<Record<ReviewFlag, number>>;
}) {
  const picked = filter((state) => state.flags);
  const shown = REVIEW_FLAGS.filter((flag) => counts[flag] > 0 || picked.includes(flag));
  if (shown.length === 0) return null;
  return (
    <Group gap={6} role="group" aria-label="Review flags">
      {shown.map((flag) => {
        const Icon = FLAG_MEANINGS[flag].icon;
        const active = picked.includes(flag);
        return (
          <button
            key={flag}
            type="button"
            className={styles.flag}
            data-tone={FLAG_MEANINGS[flag].tone}
            aria-pressed={active}
            aria-label={`${REVIEW_FLAG_TEXTS[flag].label} ${formatCount(counts[flag])}`}
            title={REVIEW_FLAG_TEXTS[flag].meaning}
            onClick={() =>
              filter.setState({
                flags: active ? picked.filter((each) => each !== flag) : [...picked, flag],
              })
            }
          >
            <Icon size={15} aria-hidden />
            <span className={styles.flagLong}>{REVIEW_FLAG_TEXTS[flag].label}</span>
            <span className={styles.flagShort} aria-hidden>
              {FLAG_MEANINGS[flag].short}
            </span>
            <span className={styles.flagCount}>{formatCount(counts[flag])}</span>
          </button>
        );
      })}
    </Group>
  );
}
