/**
 * Decisions of a screen: does at once what needs no words and opens the dialog for the rest.
 * `element` belongs beside the screen's frame. Used by ReviewScreen and UsersScreen.
 */
import { type ReactNode, useState } from 'react';
import type { Decision } from '#shared/domain/review.ts';
import { type AskedDecision, DecisionDialog } from './DecisionDialog.tsx';
import { type DecisionTarget, decide, hasExcludingFlag } from './decisions.ts';

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
    if (await decide(target, decision)) onDone(target);
  }

  function ask(decision: Decision, target: DecisionTarget | null) {
    if (!target) return;
    if (decision === 'undecided') void now(decision, target);
    else if (decision === 'included' && target.user && !hasExcludingFlag(target.user)) {
      void now(decision, target);
    } else setAsked({ decision, target });
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
