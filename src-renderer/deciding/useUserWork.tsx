/**
 * What is done with a grid of users: decide by buttons and keys, open the panel and let it follow the keyboard, and
 * give the keyboard back to the rows after a dialog. Never decides without asking useDecisions.
 */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import type { Decision } from '#shared/domain/review.ts';
import { engine } from '../client/engineClient.ts';
import { focusedUser, focusRows, type UserGridApi } from '../grid/rows/focusRows.ts';
import { showDetailsOf } from '../grid/rows/showDetailsOf.ts';
import { clearSelection, selectedCount, type UserSelection } from '../grid/rows/userSelection.ts';
import { isKeyboardHome } from '../place/keyboard.ts';
import { announce } from '../ui/announce.tsx';
import { notifyFailure } from '../ui/notify.tsx';
import { type DecisionTarget, targetOfSelection, targetOfUser } from './decisions.ts';
import { nextUndecided } from './nextUndecided.ts';
import { useDecisions } from './useDecisions.tsx';
import { useListKeys } from './useListKeys.ts';
import { userListWords } from './words/sets.ts';

/** The user whose panel is open; a screen says where that is kept. */
export interface OpenUser {
  readonly openUserNo: number | undefined;
  readonly onOpen: (userNo: number) => void;
  readonly onClose: () => void;
}

interface UserWorkOptions extends OpenUser {
  readonly criteria: Criteria;
  readonly selection: UserSelection;
}

interface UserWork {
  /** Users that match. */
  readonly total: number;
  ask(decision: Decision, target: DecisionTarget | null): void;
  askFor(decision: Decision, user: UserRow): void;
  closePanel(): void;
  /** Opens all that is known of a user of these rows. */
  showDetails(userNo: number): void;
  /** For UserGrid. */
  readonly grid: {
    readonly onApi: (api: UserGridApi) => void;
    readonly onTotal: (total: number) => void;
    readonly onOpenUser: (user: UserRow) => void;
    readonly onFocusUser: (user: UserRow) => void;
  };
  /** The dialog; belongs beside the screen's frame. */
  readonly dialog: ReactNode;
}

// One hook: its parts share the grid's handle and the open user.
export function useUserWork(options: UserWorkOptions): UserWork {
  const { criteria, selection } = options;
  const [total, setTotal] = useState(0);
  const [api, setApi] = useState<UserGridApi | null>(null);
  useEffect(() => isKeyboardHome(() => focusRows(api)), [api]);
  const latest = useRef(options);
  latest.current = options;

  const { ask, element } = useDecisions({
    onDone: (target) => {
      if (!target.user) clearSelection(selection);
    },
    onClosed: () => requestAnimationFrame(() => focusRows(api)),
  });

  async function askByKey(decision: Decision) {
    const selected = targetOfSelection(selection, criteria, total);
    if (selected) return ask(decision, selected);
    const user = await userOfKeys(api, options.openUserNo);
    if (user) ask(decision, targetOfUser(user));
    // Nobody is meant yet: the first row takes the keyboard, so that it is seen whom the key is for.
    else focusRows(api);
  }

  async function goToNext() {
    if (!api) return;
    try {
      const next = await nextUndecided(api, criteria);
      if (!next) return announce(userListWords.nobodyUndecided);
      focusRows(api, next.row);
      follow(latest.current, next.user);
    } catch (error) {
      notifyFailure(error);
    }
  }

  function closePanel() {
    options.onClose();
    requestAnimationFrame(() => focusRows(api));
  }

  useListKeys({
    onDecide: (decision) => void askByKey(decision).catch(notifyFailure),
    onNext: () => void goToNext(),
    // Esc first clears a selection, which the grid does, then closes the panel.
    onEscape: () => {
      if (options.openUserNo === undefined || selectedCount(selection.getState(), total) > 0) {
        return false;
      }
      closePanel();
      return true;
    },
  });

  useEffect(() => {
    // A decided user may leave the rows; then the next one has the keyboard, and the panel shows it.
    const onRows = () => {
      if (hasKeyboard()) follow(latest.current, focusedUser(api));
    };
    api?.addEventListener('modelUpdated', onRows);
    return () => {
      if (api && !api.isDestroyed()) api.removeEventListener('modelUpdated', onRows);
    };
  }, [api]);

  return {
    total,
    ask,
    askFor: (decision, user) => ask(decision, targetOfUser(user)),
    closePanel,
    showDetails: (userNo) => showDetailsOf(api, criteria, userNo),
    grid: {
      onApi: setApi,
      onTotal: setTotal,
      onOpenUser: ({ userNo }) => {
        // A double click has marked the word under it.
        window.getSelection()?.removeAllRanges();
        // Asked again about whom the panel shows: more than the panel has.
        if (options.openUserNo === userNo) showDetailsOf(api, criteria, userNo);
        else options.onOpen(userNo);
      },
      onFocusUser: (user) => follow(latest.current, user),
    },
    dialog: element,
  };
}

/** An open panel shows the user that the keys are for. */
function follow({ openUserNo, onOpen }: OpenUser, user: UserRow | undefined): void {
  if (user && openUserNo !== undefined && user.userNo !== openUserNo) onOpen(user.userNo);
}

/** The panel's user while the keyboard is in the panel, else that of the focused row. */
async function userOfKeys(
  api: UserGridApi | null,
  openUserNo: number | undefined,
): Promise<UserRow | undefined> {
  const inPanel = document.activeElement?.closest('aside') !== null;
  const focused = focusedUser(api);
  if (openUserNo === undefined || (focused && !inPanel)) return focused;
  return (await engine.users.get({ userNo: openUserNo })).user;
}

function hasKeyboard(): boolean {
  return document.activeElement?.closest('.ag-root-wrapper') !== null;
}
