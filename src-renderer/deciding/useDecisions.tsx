/**
 * Decisions of a screen: does at once what needs no words and opens the dialog for the rest. `element` belongs
 * beside the screen's frame.
 */
import { type ReactNode, useState } from 'react';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import type { Decision } from '#shared/domain/review.ts';
import { hideMessage, isBarred } from '../ui/notify.tsx';
import { type AskedDecision, DecisionDialog } from './DecisionDialog.tsx';
import { decide } from './decide.tsx';
import { barOf, type DecisionTarget, hasExcludingFlag } from './decisions.ts';
import { DECISIONS } from './undoRedo.ts';

interface Decisions {
  ask(decision: Decision, target: DecisionTarget | null): void;
  readonly element: ReactNode;
}

interface Listeners {
  /** Decided for these users. */
  readonly onDone: (target: DecisionTarget) => void;
  /** The dialog is gone, whether or not something was decided. */
  readonly onClosed: () => void;
}

export function useDecisions({ onDone, onClosed }: Listeners): Decisions {
  const [asked, setAsked] = useState<AskedDecision | null>(null);

  async function now(decision: Decision, target: DecisionTarget) {
    if (await decide(target, { decision })) onDone(target);
  }

  function ask(decision: Decision, target: DecisionTarget | null) {
    if (!target || isBarred()) return;
    if (decision === 'undecided') void now(decision, target);
    else if (decision === 'approved' && target.user && !asksFirst(target.user)) {
      void now(decision, target);
    } else {
      // What is said of the last one stands where the dialog has its buttons; Ctrl+Z undoes it all the same.
      hideMessage(DECISIONS);
      setAsked({ decision, target });
    }
  }

  function close() {
    setAsked(null);
    onClosed();
  }

  const element = (
    <DecisionDialog
      asked={asked}
      onClose={close}
      onDone={() => {
        if (asked) onDone(asked.target);
        close();
      }}
    />
  );
  return { ask, element };
}

/** Nothing speaks against most users: they are approved at once. */
function asksFirst(user: UserRow): boolean {
  return barOf(user) !== undefined || hasExcludingFlag(user);
}
