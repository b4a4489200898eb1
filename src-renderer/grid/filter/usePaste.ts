/**
 * The page's paste while the keyboard is in the rows: Ctrl+V filters by the identifiers that were pasted. What is pasted
 * is never kept but in the filter, and nothing is decided by pasting.
 */
import { type RefObject, useEffect, useState } from 'react';
import { engine } from '../../client/engineClient.ts';
import { StepRefused } from '../../client/refusal.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.tsx';
import { hasKeyboard } from '../rows/gridKeys.ts';
import { MOST_ROWS } from '../rows/gridRows.ts';
import { pasteWords } from '../words/filter.ts';
import { pastedIdentifiers } from './pastedIdentifiers.ts';
import type { UserFilter } from './userFilter.ts';

/**
 * @param filter without it nothing can be pasted
 * @returns identifiers that nobody has, to be shown; and how to close that
 */
export function usePaste(frame: RefObject<HTMLElement | null>, filter: UserFilter | undefined) {
  const [missing, setMissing] = useState<readonly string[]>();

  useEffect(() => {
    if (!filter) return;
    const into = filter;
    function onPaste(event: ClipboardEvent) {
      if (!hasKeyboard(frame.current)) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      event.preventDefault();
      void pasteInto(into, text, setMissing).catch(notifyFailure);
    }
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [frame, filter]);

  return { missing, closeMissing: () => setMissing(undefined) };
}

async function pasteInto(
  filter: UserFilter,
  text: string,
  showMissing: (missing: readonly string[]) => void,
): Promise<void> {
  const identifiers = pastedIdentifiers(text);
  if (identifiers.length === 0) throw new StepRefused(pasteWords.nothing, pasteWords.nothingTodo);
  if (identifiers.length > MOST_ROWS)
    throw new StepRefused(
      pasteWords.tooMany(identifiers.length, MOST_ROWS),
      pasteWords.tooManyTodo,
    );
  const { otherTypes, ...pasted } = await engine.users.find({ identifiers });
  const { userNos, missing, deleted, shared } = pasted;
  if (userNos.length > 0) filter.setState({ pasted });
  const showUnknown = { label: pasteWords.showUnknown, onClick: () => showMissing(missing) };
  const others = { shared: shared.length, otherTypes };
  notifyDone(pasteWords.found(userNos.length, deleted, missing.length, others), {
    ...(missing.length > 0 && { action: showUnknown }),
    topic: TOPIC,
  });
}

const TOPIC = 'pasted';
