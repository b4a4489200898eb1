/**
 * The Users screen: everybody whom the replica knows, or the users behind a number of another screen.
 * Reached by navigate() and showUsers(); `userNo` of the place opens that user's panel, so Back works.
 */
import { Button } from '@mantine/core';
import { IconMoodEmpty, IconUsers } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { kindOfCountColumn } from '#shared/details/details.ts';
import { allOf, CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import { ALL_TYPES } from '#shared/domain/recordTypeCriteria.ts';
import { findUserField } from '#shared/fields/userFields.ts';
import { queries } from '../../client/engineClient.ts';
import { currentDay, useStatus } from '../../client/workspace.ts';
import { type DecisionTarget, targetOfAll } from '../../deciding/decisions.ts';
import type { SetChoice } from '../../deciding/MakeSetDialog.tsx';
import { UserListScreen } from '../../deciding/UserListScreen.tsx';
import { createUserList, useListFilter } from '../../deciding/userList.ts';
import type { OpenUser } from '../../deciding/useUserWork.tsx';
import { proposedNames } from '../../deciding/words/setNames.ts';
import type { UserColumn } from '../../grid/columns/userColumns.tsx';
import { filterCriteria } from '../../grid/filter/filterCriteria.ts';
import { isFiltered } from '../../grid/filter/filterParts.ts';
import { clearFilter } from '../../grid/filter/userFilter.ts';
import { goBack, navigate, usePlace } from '../../place/navigation.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import { chooseFiles } from '../../ui/workspaceCommands.ts';
import { MembershipSelect } from './MembershipSelect.tsx';
import { UserDetailsScreen } from './UserDetailsScreen.tsx';
import { UserTabs } from './UserTabs.tsx';
import { scopeOf, showEverybody, useUsersShown } from './usersTabs.ts';
import { makeSetWords, usersWords } from './words.tsx';

const list = createUserList('users');

/** Those of Alma's list of users, as far as files fill them; the record type where all are listed. */
const COLUMNS: readonly UserColumn[] = [
  'primary_identifier',
  'status',
  'last_name',
  'first_name',
  'account_type',
  'job_category',
  'user_group',
  'expiry_date',
  'lines:blocks',
  'lines:notes',
  'researcher',
  'purge_date',
  'decision',
  'flags',
];
const COLUMNS_OF_ALL: readonly UserColumn[] = COLUMNS.flatMap((name) =>
  name === 'account_type' ? [name, 'record_type'] : [name],
);

export function UsersScreen() {
  const { data: status } = useStatus();
  const { criteria, details } = usePlace('users');
  if (details) return <UserDetailsScreen place={details} />;
  if (status?.users === 0 && !criteria) return <NoUsers />;
  return <Users />;
}

function NoUsers() {
  return (
    <ScreenFrame title={usersWords.title}>
      <EmptyState
        icon={IconUsers}
        title={usersWords.none}
        action={<Button onClick={chooseFiles}>{usersWords.importFiles}</Button>}
      >
        {usersWords.whoComes}
      </EmptyState>
    </ScreenFrame>
  );
}

function Users() {
  const place = usePlace('users');
  const filter = useListFilter(list, place.criteria);
  const state = filter();
  const shown = useUsersShown();
  const { tab, membership } = shown;
  const scope = place.criteria ?? scopeOf(shown);
  const columns = useColumns(tab === ALL_TYPES || place.criteria !== undefined);
  const within = place.criteria
    ? place.title === undefined && usersWords.behindTitle
    : [
        ...(tab === ALL_TYPES ? [] : [usersWords.tabs[tab]]),
        ...(membership === null ? [] : [usersWords.memberships[membership]]),
      ].join(', ');
  const open = useOpenUser();
  const candidates = useCandidates(filterCriteria(state, scope));
  const title = place.title ?? (place.criteria ? usersWords.behindTitle : usersWords.title);

  function showAll() {
    showEverybody();
    clearFilter(list.wholeFilter);
    navigate({ screen: 'users' });
  }

  return (
    <UserListScreen
      list={list}
      filter={filter}
      scope={scope}
      title={usersWords.title}
      label={title}
      open={open}
      {...(place.criteria && { part: { title: place.title, onLeave: showAll } })}
      columns={columns}
      accountFilters={!place.criteria}
      {...(!place.criteria && {
        middle: <UserTabs criteria={filterCriteria(state, scopeOf({ ...shown, tab: 'All' }))} />,
        first: [
          {
            key: `membership:${membership}`,
            content: (
              <MembershipSelect
                criteria={filterCriteria(state, scopeOf({ ...shown, membership: null }))}
              />
            ),
          },
        ],
      })}
      exported={{ of: 'users', within: within || '', whole: usersWords.everybody }}
      flagChips
      everybody={candidates}
      setChoices={choicesOf}
      setsOfMatching
      empty={(clear) => <Nobody filtered={isFiltered(state)} onClear={clear} />}
    />
  );
}

/** Those that files fill, as soon as it is known; the review's own are always there. */
function useColumns(all: boolean): readonly UserColumn[] {
  const { data: told } = useQuery(queries.users.toldFields.queryOptions());
  const { data: lines } = useQuery(queries.users.toldLines.queryOptions());
  return useMemo(
    () =>
      (all ? COLUMNS_OF_ALL : COLUMNS).filter((name) => {
        const kind = kindOfCountColumn(name);
        if (kind) return lines?.some((each) => each.kind === kind) !== false;
        const field = findUserField(name);
        return field === undefined || told?.includes(field.name) !== false;
      }),
    [all, told, lines],
  );
}

/** Only candidates have decisions; null where none is among these users. */
function useCandidates(criteria: Criteria): DecisionTarget | null {
  const among = allOf(CANDIDATES, criteria);
  const { data } = useQuery(
    queries.users.count.queryOptions({
      input: { criteria: among },
      placeholderData: keepPreviousData,
    }),
  );
  return targetOfAll(among, data?.users ?? 0);
}

/** The open user is a place of its own, so Back closes the panel; moving from row to row is one place. */
function useOpenUser(): OpenUser {
  const place = usePlace('users');
  const openedHere = useRef(false);
  const opened = place.userNo !== undefined;
  return {
    openUserNo: place.userNo,
    onOpen(userNo: number) {
      if (!opened) openedHere.current = true;
      navigate({ ...place, userNo }, { replace: opened });
    },
    onClose() {
      const { userNo: _, ...rest } = place;
      if (openedHere.current) goBack();
      else navigate(rest, { replace: true });
      openedHere.current = false;
    },
  };
}

function choicesOf(criteria: Criteria, selected: Criteria | null, words: string): SetChoice[] {
  const all: SetChoice = {
    key: 'all',
    label: makeSetWords.allMatching,
    criteria,
    suggestedName: proposedNames.users(currentDay()),
    origin: originOf(words),
    forPurge: true,
  };
  if (!selected) return [all];
  return [
    {
      ...all,
      key: 'selected',
      label: makeSetWords.selected,
      criteria: selected,
      origin: originOf(makeSetWords.selectedAmong(words)),
    },
    all,
  ];
}

function originOf(words: string): SetChoice['origin'] {
  return { from: 'filter', screen: 'users', words: words.slice(0, 500) };
}

function Nobody({
  filtered,
  onClear,
}: {
  readonly filtered: boolean;
  readonly onClear: () => void;
}) {
  return (
    <EmptyState
      icon={IconMoodEmpty}
      title={filtered ? usersWords.nobodyMatches : usersWords.nobodyHere}
      action={
        filtered && (
          <Button variant="default" onClick={onClear}>
            {usersWords.clearFilters}
          </Button>
        )
      }
    >
      {filtered ? usersWords.nobodyMatchesWhy : usersWords.nobodyHereWhy}
    </EmptyState>
  );
}
