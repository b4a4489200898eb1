/**
 * The Review screen: candidates with their flags, decisions one by one or for many, rules, and the set
 * that comes of it. Reached by navigate(); `criteria` of the place narrows it to the users behind a
 * number. Decides nothing by itself and hides nobody: what is filtered is said above the rows.
 */
import { Button, Group } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReviewCounts } from '#shared/contract/shapes/review.ts';
import type { SortTerm } from '#shared/contract/shapes/users.ts';
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import { queries } from '../../client/engineClient.ts';
import { useRevisionStore } from '../../client/revision.ts';
import { currentDay, useSettings, useStatus } from '../../client/workspace.ts';
import { UserListScreen } from '../../deciding/UserListScreen.tsx';
import { createUserList, useListFilter } from '../../deciding/userList.ts';
import { isFiltered } from '../../grid/filter/filterParts.ts';
import { filterText } from '../../grid/filter/partText.ts';
import { setFilter } from '../../grid/filter/userFilter.ts';
import { navigate, useNavigation, usePlace } from '../../place/navigation.ts';
import { SCREEN_TITLES } from '../../place/words.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import { SealBanner } from '../../ui/SealBanner.tsx';
import { Writing } from '../../ui/Writing.tsx';
import { chooseFiles, startSampleCycle } from '../../ui/workspaceCommands.ts';
import { ApplyRules } from './ApplyRules.tsx';
import { CountsStrip } from './CountsStrip.tsx';
import { ChecksView } from './checks/ChecksView.tsx';
import { Nobody } from './Nobody.tsx';
import { ReviewViews } from './ReviewViews.tsx';
import { setChoices } from './setChoices.ts';
import { SignOffView } from './signOff/SignOffView.tsx';
import { noRowsWords, reviewWords } from './words/review.tsx';

const list = createUserList('review');

const FIRST_SORT: readonly SortTerm[] = [{ field: 'purge_date', direction: 'asc' }];

export function ReviewScreen() {
  const { view, check, dialog } = usePlace('review');
  const index = useNavigation((state) => state.index);
  const { data: counts, error } = useQuery(queries.review.counts.queryOptions());
  if (error) {
    return (
      <ScreenFrame title={SCREEN_TITLES.review}>
        <ErrorNote error={error} />
      </ScreenFrame>
    );
  }
  // Who should be a candidate can be looked for before anybody is one.
  const looksForMissing = view === 'checks' && check === 'missing';
  if (counts?.candidates === 0 && !looksForMissing) return <NoCandidates />;
  if (view === 'checks') return <ChecksView />;
  if (view === 'signOff') return <SignOffView />;
  // Asked for on this very screen, too, the dialog opens.
  return <Candidates key={dialog && index} counts={counts} />;
}

function NoCandidates() {
  const { noCandidates } = noRowsWords;
  const { data: status } = useStatus();
  return (
    <ScreenFrame title={SCREEN_TITLES.review}>
      <EmptyState
        icon={IconChecklist}
        title={noCandidates.title}
        action={
          <Group gap={8} justify="center">
            <Writing>
              <Button onClick={chooseFiles}>{noCandidates.importCandidates}</Button>
            </Writing>
            {status && status.users > 0 ? (
              <Button
                variant="default"
                onClick={() => navigate({ screen: 'review', view: 'checks', check: 'missing' })}
              >
                {noCandidates.findMissing}
              </Button>
            ) : (
              <Button variant="subtle" onClick={startSampleCycle}>
                {noCandidates.startSample}
              </Button>
            )}
          </Group>
        }
      >
        {noCandidates.text}
      </EmptyState>
    </ScreenFrame>
  );
}

/** Whose panel was open last, and in which workspace. */
let lastOpen: { readonly turn: number; readonly userNo: number | undefined } | undefined;

/** The panel's user, who is there again when Back returns to the rows. */
function useOpenPanel() {
  const turn = useRevisionStore((state) => state.workspaceTurn);
  const [userNo, setUserNo] = useState(() =>
    useNavigation.getState().returned && lastOpen?.turn === turn ? lastOpen.userNo : undefined,
  );
  const open = (next: number | undefined) => {
    lastOpen = { turn, userNo: next };
    setUserNo(next);
  };
  return [userNo, open] as const;
}

function Candidates({ counts }: { readonly counts: ReviewCounts | undefined }) {
  const place = usePlace('review');
  const filter = useListFilter(list, place.criteria);
  const state = filter();
  const [openUserNo, setOpenUserNo] = useOpenPanel();
  const isPart = place.criteria !== undefined;
  const currency = useSettings()?.currency ?? 'USD';
  const words = [place.title, filterText(state, currency)].filter(Boolean).join(', ');
  const narrowed = isFiltered(state) || isPart;

  return (
    <UserListScreen
      list={list}
      filter={filter}
      scope={allOf(CANDIDATES, place.criteria)}
      title={SCREEN_TITLES.review}
      label={reviewWords.candidates}
      sort={FIRST_SORT}
      open={{
        openUserNo,
        onOpen: setOpenUserNo,
        onClose: () => setOpenUserNo(undefined),
      }}
      secondary={
        <ApplyRules
          onShow={(flag) => {
            if (isPart) navigate({ screen: 'review' });
            setFilter(list.wholeFilter, { flags: [flag], decisions: ['undecided'] });
          }}
        />
      }
      middle={
        <>
          <ReviewViews />
          <CountsStrip
            counts={counts}
            picked={state.decisions}
            onPick={(decisions) => filter.setState({ decisions })}
          />
        </>
      }
      above={<SealBanner />}
      {...(isPart && {
        part: { title: place.title, onLeave: () => navigate({ screen: 'review' }) },
      })}
      flagChips
      setChoices={(criteria, selected) =>
        setChoices(currentDay(), {
          filtered: narrowed ? criteria : undefined,
          filterText: words,
          selected,
        })
      }
      exported={{ of: 'review', whole: reviewWords.allCandidates }}
      exportsFirst={place.dialog === 'export'}
      makesSetFirst={place.dialog === 'makeSet'}
      empty={(clear) => (
        <Nobody
          counts={counts}
          filtered={narrowed}
          decisions={state.decisions}
          onShow={(decisions) => filter.setState({ decisions })}
          onClear={clear}
        />
      )}
    />
  );
}
