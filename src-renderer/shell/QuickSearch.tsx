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
import { TRAIL_WORDS } from '#shared/documents/auditTrail/words.ts';
import { jobKind } from '#shared/jobKinds/jobKinds.ts';
import { queries } from '../client/engineClient.ts';
import { exportList } from '../place/exporting.ts';
import { keepKeyboard } from '../place/keyboard.ts';
import {
  CHECKS,
  navigate,
  type Place,
  SCREENS,
  showDetails,
  showUsers,
} from '../place/navigation.ts';
import { REVIEW_VIEW_TITLES, SCREEN_TITLES } from '../place/words.ts';
import { KINDS_WITH_PAGES, pagesOf } from '../screens/jobs/kinds/pagesOf.ts';
import { checkTitles } from '../screens/review/words/checks.ts';
import { DecisionMark, Mark } from '../ui/Marks.tsx';
import { OUTCOME_MEANINGS } from '../ui/meaning.ts';
import { Identifier } from '../ui/Values.tsx';
import { commands } from './menuCommands.ts';
import styles from './QuickSearch.module.css';
import { commandWords, partWords, searchWords } from './words.tsx';

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
  { ...commandWords.importFiles, run: commands['import.choose'] },
  ...KINDS_WITH_PAGES.map((kind) => ({
    label: jobKind(kind).title,
    words: pagesOf(kind).searchWords,
    run: () => navigate({ screen: 'jobs', dialog: kind }),
  })),
  { ...commandWords.exportList, run: exportList },
  { ...commandWords.undo, run: commands['edit.undo'] },
  { ...commandWords.redo, run: commands['edit.redo'] },
  { ...commandWords.newWorkspace, run: commands['workspace.new'] },
  { ...commandWords.openWorkspace, run: commands['workspace.open'] },
  { ...commandWords.openReadOnly, run: commands['workspace.openReadOnly'] },
  { ...commandWords.saveCopy, run: commands['workspace.saveCopy'] },
  { ...commandWords.snapshots, run: commands['workspace.snapshots'] },
  { ...commandWords.closeWorkspace, run: commands['workspace.close'] },
  { ...commandWords.shortcuts, run: commands['view.shortcuts'] },
];

/** Parts of screens, found by their own names and by what they are about. */
const PARTS: readonly { label: string; words: string; place: Place }[] = [
  ...(['checks', 'signOff'] as const).map((view) => ({
    label: REVIEW_VIEW_TITLES[view],
    words: partWords[view],
    place: { screen: 'review', view } as const,
  })),
  ...CHECKS.map((check) => ({
    label: checkTitles[check],
    words: partWords[check],
    place: { screen: 'review', view: 'checks', check } as const,
  })),
  {
    label: TRAIL_WORDS.title,
    words: partWords.trail,
    place: { screen: 'reports', trail: true },
  },
  {
    label: searchWords.onePerson,
    words: partWords.onePerson,
    place: { screen: 'cleanup', person: [] },
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
      <Modal.Title className="pd-visually-hidden">{searchWords.title}</Modal.Title>
      <Spotlight.Search
        placeholder={searchWords.placeholder}
        aria-label={searchWords.title}
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
    [searchWords.users, wanted && users ? userActions(criteria, users) : []],
    [searchWords.sets, wanted ? setActions(named(sets, wanted)) : []],
    [searchWords.jobs, wanted ? jobActions(named(jobs, wanted)) : []],
    [searchWords.screens, [...screenActions(wanted), ...partActions(wanted)]],
    [searchWords.commands, commandActions(wanted)],
  ] as const;
  const found = groups.filter(([, actions]) => actions.length > 0);
  return (
    <Spotlight.ActionsList {...KEYBOARD_SCROLL}>
      {found.map(([label, actions]) => (
        <Spotlight.ActionsGroup key={label} label={label}>
          {actions}
        </Spotlight.ActionsGroup>
      ))}
      {found.length === 0 && <Spotlight.Empty>{searchWords.nothing}</Spotlight.Empty>}
    </Spotlight.ActionsList>
  );
}

function named<T extends { readonly name: string }>(items: readonly T[], wanted: string): T[] {
  return items.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, 5);
}

function userActions(criteria: SearchCriteria, users: UserPage): ReactNode[] {
  const title = searchWords.found(criteria.value);
  const actions: ReactNode[] = users.rows.map((user, row) => (
    <Spotlight.Action
      key={user.userNo}
      onClick={() => showDetails({ userNo: user.userNo, among: { criteria, sort: [], row } })}
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
  if (users.total > 0) {
    actions.push(
      <Spotlight.Action
        key="all"
        label={searchWords.allUsers(users.total)}
        onClick={() => showUsers(criteria, title)}
      />,
    );
  }
  return actions;
}

/** A purged user has no open decision any more. */
function StateMark({ user }: { readonly user: UserPage['rows'][number] }) {
  if (user.deleted) return <Mark meaning={OUTCOME_MEANINGS.purged} plain />;
  if (!user.candidate && !user.staffConfirmed) return null;
  return <DecisionMark decision={user.decision} staffConfirmed={user.staffConfirmed} plain />;
}

function setActions(sets: readonly SetSummary[]): ReactNode[] {
  return sets.map(({ setId, name, members }) => (
    <Spotlight.Action
      key={setId}
      label={name}
      description={searchWords.members(members)}
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

/** Views always, what is inside them when it is asked for. */
function partActions(wanted: string): ReactNode[] {
  return PARTS.filter(({ label, words, place }) => {
    if (wanted === '') return !('check' in place);
    return `${label} ${words}`.toLowerCase().includes(wanted);
  }).map(({ label, place }) => (
    <Spotlight.Action
      key={label}
      label={label}
      description={SCREEN_TITLES[place.screen]}
      onClick={() => navigate(place)}
    />
  ));
}

function commandActions(wanted: string): ReactNode[] {
  return COMMANDS.filter(({ label, words }) =>
    `${label} ${words}`.toLowerCase().includes(wanted),
  ).map(({ label, run }) => <Spotlight.Action key={label} label={label} onClick={() => run()} />);
}
