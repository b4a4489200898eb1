/**
 * Quick search (Ctrl+K): users by identifier or name, sets, jobs, screens, commands.
 */

import { Group, Modal, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { JOB_KINDS, jobKind } from '#shared/jobKinds/jobKinds.ts';
import { queries } from '../client/engineClient.ts';
import { keepKeyboard } from '../place/keyboard.ts';
import { navigate, type Place, SCREENS, showUsers } from '../place/navigation.ts';
import { SCREEN_TITLES } from '../place/words.ts';
import { pagesOf } from '../screens/jobs/kinds/pagesOf.ts';
import { countOf } from '../ui/format.ts';
import { DecisionMark, Mark } from '../ui/Marks.tsx';
import { OUTCOME_MEANINGS } from '../ui/meaning.ts';
import { Identifier } from '../ui/Values.tsx';
import { commands } from './menuCommands.ts';
import styles from './QuickSearch.module.css';

/** A list that scrolls must take the keyboard; Mantine hands this on without naming it in its types. */
const KEYBOARD_SCROLL: object = { viewportProps: { tabIndex: 0 } };

interface SearchCriteria {
  op: 'search';
  value: string;
}

interface UserPage {
  readonly total: number;
  readonly rows: readonly UserRow[];
}

const COMMANDS: readonly { label: string; words: string; run: () => unknown }[] = [
  {
    label: 'Import files',
    words: 'excel workbook xlsx csv text report',
    run: commands['import.choose'],
  },
  ...JOB_KINDS.map((kind) => ({
    label: jobKind(kind).title,
    words: pagesOf(kind).searchWords,
    run: () => navigate({ screen: 'jobs', dialog: kind }),
  })),
  { label: 'Undo the last decision', words: 'review', run: commands['edit.undo'] },
  { label: 'Redo', words: 'review', run: commands['edit.redo'] },
  { label: 'New workspace', words: 'create', run: commands['workspace.new'] },
  { label: 'Open a workspace', words: '', run: commands['workspace.open'] },
  { label: 'Save a copy of the workspace', words: 'backup', run: commands['workspace.saveCopy'] },
  { label: 'Close the workspace', words: '', run: commands['workspace.close'] },
  { label: 'Show keyboard shortcuts', words: 'help keys', run: commands['view.shortcuts'] },
];

/** Parts of the review, found by their own names and by what they are about. */
const REVIEW_PARTS: readonly { label: string; words: string; place: Place }[] = [
  {
    label: 'Checks',
    words: 'review',
    place: { screen: 'review', view: 'checks' },
  },
  {
    label: 'Sign-off',
    words: 'review signoff signature seal second person',
    place: { screen: 'review', view: 'signOff' },
  },
  {
    label: 'Boundary inspector',
    words: 'checks readings day bound number of days',
    place: { screen: 'review', view: 'checks', check: 'boundary' },
  },
  {
    label: 'Threshold what-if',
    words: 'checks waive amount money forgiven',
    place: { screen: 'review', view: 'checks', check: 'threshold' },
  },
  {
    label: 'Odd dates',
    words: 'checks expiry purge past future',
    place: { screen: 'review', view: 'checks', check: 'oddDates' },
  },
  {
    label: 'Returned users',
    words: 'checks',
    place: { screen: 'review', view: 'checks', check: 'returned' },
  },
  {
    label: 'Protected register',
    words: 'checks rules groups',
    place: { screen: 'review', view: 'checks', check: 'register' },
  },
  {
    label: 'Sampling check',
    words: 'checks random sample look up in alma',
    place: { screen: 'review', view: 'checks', check: 'sampling' },
  },
];

export function QuickSearch() {
  const [query, setQuery] = useState('');
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      scrollable
      onExitTransitionEnd={keepKeyboard}
      maxHeight="min(480px, 60vh)"
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      classNames={{ actionsGroup: styles.group! }}
    >
      {/* Names the dialog for screen readers; the box shows what it is. */}
      <Modal.Title className="pd-visually-hidden">Quick search</Modal.Title>
      <Spotlight.Search
        placeholder="Users, sets, jobs, screens, commands"
        aria-label="Quick search"
        leftSection={<IconSearch size={18} aria-hidden />}
      />
      <Results query={query} />
    </Spotlight.Root>
  );
}

function Results({ query }: { readonly query: string }) {
  const wanted = query.trim().toLowerCase();
  const criteria: SearchCriteria = { op: 'search', value: useDebouncedValue(query.trim(), 120)[0] };
  const { data: users } = useQuery(
    queries.users.page.queryOptions({
      input: { criteria, sort: [], offset: 0, limit: 8 },
      enabled: wanted !== '' && criteria.value !== '',
      placeholderData: keepPreviousData,
    }),
  );
  const { data: sets = [] } = useQuery(queries.sets.list.queryOptions());
  const { data: jobs = [] } = useQuery(queries.jobs.list.queryOptions());

  const groups = [
    ['Users', wanted && users ? userActions(criteria, users) : []],
    ['Sets', wanted ? setActions(named(sets, wanted)) : []],
    ['Jobs', wanted ? jobActions(named(jobs, wanted)) : []],
    ['Screens', [...screenActions(wanted), ...reviewActions(wanted)]],
    ['Commands', commandActions(wanted)],
  ] as const;
  const found = groups.filter(([, actions]) => actions.length > 0);
  return (
    <Spotlight.ActionsList {...KEYBOARD_SCROLL}>
      {found.map(([label, actions]) => (
        <Spotlight.ActionsGroup key={label} label={label}>
          {actions}
        </Spotlight.ActionsGroup>
      ))}
      {found.length === 0 && (
        <Spotlight.Empty>
          No user, set, job, screen or command has this in its name.
        </Spotlight.Empty>
      )}
    </Spotlight.ActionsList>
  );
}

function named<T extends { readonly name: string }>(items: readonly T[], wanted: string): T[] {
  return items.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, 5);
}

function userActions(criteria: SearchCriteria, users: UserPage): ReactNode[] {
  const title = `“${criteria.value}”`;
  const actions: ReactNode[] = users.rows.map((user) => (
    <Spotlight.Action
      key={user.userNo}
      onClick={() => navigate({ screen: 'users', criteria, title, userNo: user.userNo })}
    >
      <Group justify="space-between" wrap="nowrap" w="100%" gap="sm">
        <Group gap="sm" wrap="nowrap" miw={0}>
          <Identifier text={user.primary_identifier} />
          <Text size="sm" truncate>
            {[user.last_name, user.first_name].filter(Boolean).join(', ')}
          </Text>
        </Group>
        <StateMark user={user} />
      </Group>
    </Spotlight.Action>
  ));
  if (users.total > users.rows.length) {
    actions.push(
      <Spotlight.Action
        key="all"
        label={`Show all ${countOf(users.total, 'user')}`}
        onClick={() => showUsers(criteria, title)}
      />,
    );
  }
  return actions;
}

/** A purged user has no open decision any more. */
function StateMark({ user }: { readonly user: UserPage['rows'][number] }) {
  if (user.purged) return <Mark meaning={OUTCOME_MEANINGS.purged} plain />;
  if (!user.candidate && !user.staffConfirmed) return null;
  return <DecisionMark decision={user.decision} staffConfirmed={user.staffConfirmed} plain />;
}

function setActions(sets: readonly SetSummary[]): ReactNode[] {
  return sets.map(({ setId, name, members }) => (
    <Spotlight.Action
      key={setId}
      label={name}
      description={countOf(members, 'member')}
      onClick={() => navigate({ screen: 'sets', setId })}
    />
  ));
}

function jobActions(jobs: readonly JobSummary[]): ReactNode[] {
  return jobs.map(({ jobId, name, kind }) => (
    <Spotlight.Action
      key={jobId}
      label={name}
      description={jobKind(kind).title}
      onClick={() => navigate({ screen: 'jobs', jobId })}
    />
  ));
}

function screenActions(wanted: string): ReactNode[] {
  return SCREENS.filter((screen) => SCREEN_TITLES[screen].toLowerCase().includes(wanted)).map(
    (screen) => (
      <Spotlight.Action
        key={screen}
        label={SCREEN_TITLES[screen]}
        onClick={() => navigate({ screen })}
      />
    ),
  );
}

/** The two views always, what is inside them when it is asked for. */
function reviewActions(wanted: string): ReactNode[] {
  return REVIEW_PARTS.filter(({ label, words, place }) => {
    if (wanted === '') return !('check' in place);
    return `${label} ${words}`.toLowerCase().includes(wanted);
  }).map(({ label, place }) => (
    <Spotlight.Action
      key={label}
      label={label}
      description={SCREEN_TITLES.review}
      onClick={() => navigate(place)}
    />
  ));
}

function commandActions(wanted: string): ReactNode[] {
  return COMMANDS.filter(({ label, words }) =>
    `${label} ${words}`.toLowerCase().includes(wanted),
  ).map(({ label, run }) => <Spotlight.Action key={label} label={label} onClick={() => run()} />);
}
