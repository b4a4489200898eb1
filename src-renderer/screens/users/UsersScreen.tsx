/**
 * The Users screen: everybody whom the replica knows, or the users behind a number of another screen.
 * Reached by navigate() and showUsers(); `userNo` of the place opens that user's panel, so Back works.
 */
import { Button, SegmentedControl } from '@mantine/core';
import { IconMoodEmpty, IconStack2, IconUsers } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { today } from '#shared/domain/calendar.ts';
import { allOf, CANDIDATES, type Criteria, EVERYBODY } from '#shared/domain/criteria.ts';
import { queries } from '../../client/engineClient.ts';
import { useStatus } from '../../client/workspace.ts';
import { DecisionActions } from '../../deciding/DecisionActions.tsx';
import { type DecisionTarget, targetOfAll, targetOfSelection } from '../../deciding/decisions.ts';
import { MakeSetDialog, type SetChoice } from '../../deciding/MakeSetDialog.tsx';
import { useUserWork } from '../../deciding/useUserWork.tsx';
import { FilterBar } from '../../grid/filter/FilterBar.tsx';
import { filterCriteria } from '../../grid/filter/filterCriteria.ts';
import { isFiltered } from '../../grid/filter/filterParts.ts';
import { clearFilter, createUserFilter } from '../../grid/filter/userFilter.ts';
import { createUserSelection, criteriaOfSelection } from '../../grid/rows/userSelection.ts';
import { UserGrid } from '../../grid/UserGrid.tsx';
import { goBack, navigate, usePlace } from '../../place/navigation.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import { chooseFiles } from '../../ui/workspaceCommands.ts';
import { UserPanel } from '../../users/UserPanel.tsx';

const selection = createUserSelection();
const wholeFilter = createUserFilter('users');
/** Behind a number nothing else must narrow what it counted, so it has a filter of its own. */
const partFilter = createUserFilter('users.part');

const STANDINGS = {
  all: { label: 'Everybody', criteria: undefined },
  candidate: { label: 'Candidates', criteria: CANDIDATES },
  purged: { label: 'Purged', criteria: { op: 'standing', value: 'purged' } },
  identifierOnly: { label: 'On lists only', criteria: { op: 'standing', value: 'identifierOnly' } },
} as const satisfies Record<string, { label: string; criteria: Criteria | undefined }>;
type Standing = keyof typeof STANDINGS;

export function UsersScreen() {
  const { data: status } = useStatus();
  const { criteria } = usePlace('users');
  if (status?.users === 0 && !criteria) return <NoUsers />;
  return <Users />;
}

function NoUsers() {
  return (
    <ScreenFrame title="Users">
      <EmptyState
        icon={IconUsers}
        title="No users yet"
        action={<Button onClick={chooseFiles}>Import files</Button>}
      >
        Everybody named in an imported file is listed here: candidates, those on exclusion lists and
        those purged.
      </EmptyState>
    </ScreenFrame>
  );
}

// One function: the screen's parts side by side, each with what it needs of the others.
function Users() {
  const place = usePlace('users');
  const part = JSON.stringify(place.criteria);
  const filter = part === undefined ? wholeFilter : partFilter;
  const state = filter();
  const [standing, setStanding] = useState<Standing>('all');
  const [makesSet, setMakesSet] = useState(false);
  const scope = place.criteria ?? STANDINGS[standing].criteria ?? EVERYBODY;
  const criteria = filterCriteria(state, scope);
  const panel = useUserPanel();
  const work = useUserWork({ criteria, selection, ...panel });
  const candidates = useCandidates(criteria);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each number starts unfiltered
  useEffect(() => clearFilter(partFilter), [part]);

  function showAll() {
    setStanding('all');
    clearFilter(wholeFilter);
    navigate({ screen: 'users' });
  }

  const title = place.title ?? (place.criteria ? 'Users behind a number' : 'Users');

  return (
    <>
      <ScreenFrame
        title={title}
        explanation={
          place.criteria
            ? 'The users behind this number.'
            : 'Everybody named in an imported file: candidates, those on exclusion lists, those purged.'
        }
        fill
        secondary={
          place.criteria && (
            <Button variant="default" onClick={showAll}>
              Show all users
            </Button>
          )
        }
        primary={
          <Button
            leftSection={<IconStack2 size={16} aria-hidden />}
            disabled={work.total === 0}
            onClick={() => setMakesSet(true)}
          >
            Make set
          </Button>
        }
        side={place.userNo && <UserPanel userNo={place.userNo} onDecide={work.askFor} />}
        sideTitle="Who is this"
        onCloseSide={work.closePanel}
      >
        <FilterBar key={part === undefined ? 'whole' : 'part'} filter={filter} scope={scope}>
          {!place.criteria && (
            <SegmentedControl
              aria-label="Standing"
              value={standing}
              onChange={(value) => setStanding(value as Standing)}
              data={Object.entries(STANDINGS).map(([value, { label }]) => ({ value, label }))}
            />
          )}
        </FilterBar>
        <UserGrid
          name="users"
          label={title}
          criteria={criteria}
          selection={selection}
          filter={filter}
          onDecide={(decision, user, selected) =>
            selected
              ? work.ask(decision, targetOfSelection(selection, criteria, work.total))
              : work.askFor(decision, user)
          }
          actions={
            <DecisionActions
              selection={selection}
              criteria={criteria}
              total={work.total}
              everybody={candidates}
              onAsk={work.ask}
            />
          }
          empty={<Nobody filtered={isFiltered(state)} onClear={() => clearFilter(filter)} />}
          {...work.grid}
        />
      </ScreenFrame>
      {work.dialog}
      <MakeSetDialog
        opened={makesSet}
        onClose={() => setMakesSet(false)}
        choices={choicesOf(title, criteria)}
      />
    </>
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
function useUserPanel() {
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

function choicesOf(title: string, criteria: Criteria): SetChoice[] {
  const suggested = `${title} ${today()}`;
  const all: SetChoice = {
    key: 'all',
    label: 'All that match',
    criteria,
    suggestedName: suggested,
    origin: `Users: ${title}`,
    forPurge: true,
  };
  const selected = criteriaOfSelection(selection.getState(), criteria);
  if (!selected) return [all];
  return [{ ...all, key: 'selected', label: 'The selected users', criteria: selected }, all];
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
      title={filtered ? 'Nobody matches' : 'Nobody here'}
      action={
        filtered && (
          <Button variant="default" onClick={onClear}>
            Clear all filters
          </Button>
        )
      }
    >
      {filtered ? 'No user fits these filters.' : 'No user is in this group at the moment.'}
    </EmptyState>
  );
}
