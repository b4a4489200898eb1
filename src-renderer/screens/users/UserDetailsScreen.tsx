/**
 * The whole record of one user. Back returns to where it was opened; where that was a list, one can go on to the user
 * before and after. Decides like the lists do: X, A, C and the buttons.
 */
import { ActionIcon, Button, Menu, Skeleton, Tooltip } from '@mantine/core';
import {
  IconChevronDown,
  IconChevronUp,
  IconEraser,
  IconTrash,
  IconUserOff,
} from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { type Decision, isCandidate } from '#shared/domain/review.ts';
import { queries } from '../../client/engineClient.ts';
import { useWriteBar } from '../../client/writing.ts';
import { targetOfUser } from '../../deciding/decisions.ts';
import { undecidedAfter } from '../../deciding/nextUndecided.ts';
import { useDecisions } from '../../deciding/useDecisions.tsx';
import { useListKeys } from '../../deciding/useListKeys.ts';
import { userListWords } from '../../deciding/words/sets.ts';
import { type Among, type DetailsPlace, goBack, navigate } from '../../place/navigation.ts';
import { announce } from '../../ui/announce.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { notifyFailure } from '../../ui/notify.tsx';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import { Identifier } from '../../ui/Values.tsx';
import { DecisionButtons } from '../../users/DecisionButtons.tsx';
import { DetailsTabs } from '../../users/details/DetailsTabs.tsx';
import { detailsWords } from '../../users/details/words.tsx';
import { HeldMenu } from '../../users/HeldMenu.tsx';
import { UserState } from '../../users/UserState.tsx';
import { heldWords, panelWords } from '../../users/words.tsx';
import { DeleteUserDialog } from './DeleteUserDialog.tsx';
import styles from './UserDetailsScreen.module.css';
import { deletionWords } from './words.tsx';

export function UserDetailsScreen({ place }: { readonly place: DetailsPlace }) {
  const { userNo, tab, among } = place;
  const { data, error } = useQuery(queries.users.get.queryOptions({ input: { userNo } }));
  const lines = useQuery(queries.users.details.queryOptions({ input: { userNo } }));
  const neighbours = useNeighbours(among, userNo);
  const { ask, element } = useDecisions({ onDone() {}, onClosed() {} });
  const [deletes, setDeletes] = useState(false);
  const bar = useWriteBar();
  const user = data?.user;

  function showTab(next: string) {
    navigate({ screen: 'users', details: { ...place, tab: next } }, { replace: true });
  }

  function decide(decision: Decision, of: UserRow) {
    if (isCandidate(of)) ask(decision, targetOfUser(of));
  }

  async function goToUndecided() {
    if (!among) return;
    const next = await undecidedAfter(among.criteria, among.sort, among.row);
    if (next) show(place, next.user.userNo, next.row);
    else announce(userListWords.nobodyUndecided);
  }

  useListKeys({
    onDecide: (decision) => user && !deletes && decide(decision, user),
    onNext: () => void goToUndecided().catch(notifyFailure),
    onEscape: () => {
      // What is open over the record closes first, wherever the keyboard is.
      if (document.querySelector('[role="dialog"]')) return false;
      goBack();
      return true;
    },
  });
  useNeighbourKeys(place, neighbours);
  const name = user && [user.last_name, user.first_name].filter(Boolean).join(', ');

  return (
    <>
      <ScreenFrame
        title={name === '' ? panelWords.noName : (name ?? detailsWords.title)}
        titled
        userNo={user?.userNo}
        fill
        middle={
          user && (
            <div className={styles.who}>
              <Identifier text={user.primary_identifier} />
              <UserState user={user} />
            </div>
          )
        }
        secondary={
          <>
            {user && isCandidate(user) && <DecisionButtons user={user} onDecide={decide} inBar />}
            {user && !user.deleted && (
              <Tooltip label={deletionWords.openHint}>
                <Button
                  variant="default"
                  size="xs"
                  className="pd-bar-button"
                  leftSection={<IconTrash size={16} aria-hidden />}
                  onClick={() => setDeletes(true)}
                  {...bar}
                >
                  <span className="pd-bar-word">{deletionWords.open}</span>
                </Button>
              </Tooltip>
            )}
            {user && <PersonMenu user={user} />}
            {among && <Neighbours place={place} neighbours={neighbours} />}
          </>
        }
      >
        {(error ?? lines.error) ? (
          <EmptyState
            icon={IconUserOff}
            title={detailsWords.gone}
            action={
              <Button variant="default" onClick={goBack}>
                {detailsWords.back}
              </Button>
            }
          >
            <ErrorNote error={error ?? lines.error} />
          </EmptyState>
        ) : data ? (
          <DetailsTabs details={data} lines={lines.data} tab={tab} onTab={showTab} />
        ) : (
          <Skeleton height={320} m={24} w="auto" aria-busy="true" />
        )}
      </ScreenFrame>
      {element}
      {user && (
        <DeleteUserDialog
          user={user}
          opened={deletes}
          onClose={() => setDeletes(false)}
          onView={(next) => {
            setDeletes(false);
            showTab(next);
          }}
        />
      )}
    </>
  );
}

/** What a data subject may ask for: everything held about them, and to be erased. */
function PersonMenu({ user }: { readonly user: UserRow }) {
  const bar = useWriteBar();
  if (user.erased) return null;
  return (
    <HeldMenu person={{ userNos: [user.userNo], texts: [] }} inBar>
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconEraser size={16} aria-hidden />}
        onClick={() => navigate({ screen: 'cleanup', person: [user.primary_identifier] })}
        {...bar}
      >
        {heldWords.erase}
      </Menu.Item>
    </HeldMenu>
  );
}

interface Neighbour {
  readonly userNo: number;
  readonly row: number;
}

interface NeighboursInList {
  readonly previous: Neighbour | undefined;
  readonly next: Neighbour | undefined;
  /** Where the user stands now, from 1, and of how many; undefined when they have left the list. */
  readonly position: number | undefined;
  readonly total: number;
}

const NOBODY: NeighboursInList = {
  previous: undefined,
  next: undefined,
  position: undefined,
  total: 0,
};

/** Rows are read so many before they are wanted: keys that are held down go on through them without waiting. */
const AROUND = 50;

/** Who stands before and after in the list; a user who has left it, decided meanwhile, leaves their place to the next. */
function useNeighbours(among: Among | undefined, userNo: number): NeighboursInList {
  const offset = Math.max((Math.floor((among?.row ?? 0) / AROUND) - 1) * AROUND, 0);
  const { data, isPlaceholderData } = useQuery(
    queries.users.page.queryOptions({
      input: {
        criteria: among?.criteria ?? { op: 'users', userNos: [] },
        sort: among?.sort ?? [],
        offset,
        limit: 3 * AROUND,
      },
      enabled: among !== undefined,
      placeholderData: keepPreviousData,
    }),
  );
  // Until others have come, those of before stand where they stood.
  const page = useRef<{ readonly offset: number; readonly data: NonNullable<typeof data> }>(null);
  if (data && !isPlaceholderData) page.current = { offset, data };
  if (!among || !page.current) return NOBODY;
  const { rows, total } = page.current.data;
  const first = page.current.offset;
  const at = (n: number) => {
    const found = rows[n - first];
    return found && { userNo: found.userNo, row: n };
  };
  const own = rows.findIndex((each) => each.userNo === userNo);
  const row = own < 0 ? among.row : first + own;
  return {
    previous: at(row - 1),
    next: at(own < 0 ? row : row + 1),
    position: own < 0 ? undefined : row + 1,
    total,
  };
}

/** In place of the one that is shown: Back leads to the list, not through everybody. */
function show(place: DetailsPlace, userNo: number, row: number): void {
  const among = place.among && { ...place.among, row };
  navigate({ screen: 'users', details: { ...place, userNo, among } }, { replace: true });
}

function Neighbours(props: {
  readonly place: DetailsPlace;
  readonly neighbours: NeighboursInList;
}) {
  const { previous, next, position, total } = props.neighbours;
  const go = (to: Neighbour | undefined) => to && show(props.place, to.userNo, to.row);
  return (
    <div className={styles.neighbours}>
      {position !== undefined && (
        <span className={styles.position}>{detailsWords.place(position, total)}</span>
      )}
      <Tooltip label={detailsWords.previousHint}>
        <ActionIcon
          size={32}
          aria-label={detailsWords.previous}
          disabled={!previous}
          onClick={() => go(previous)}
        >
          <IconChevronUp size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={detailsWords.nextHint}>
        <ActionIcon
          size={32}
          aria-label={detailsWords.next}
          disabled={!next}
          onClick={() => go(next)}
        >
          <IconChevronDown size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function useNeighbourKeys(place: DetailsPlace, { previous, next }: NeighboursInList): void {
  const latest = useRef({ place, previous, next });
  latest.current = { place, previous, next };
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (!event.ctrlKey || event.altKey || event.shiftKey || inDialog(event.target)) return;
      const now = latest.current;
      const to =
        event.key === 'ArrowUp' ? now.previous : event.key === 'ArrowDown' ? now.next : undefined;
      if (!to) return;
      event.preventDefault();
      show(now.place, to.userNo, to.row);
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function inDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], textarea, input') !== null;
}
