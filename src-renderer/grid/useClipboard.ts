/**
 * The page's copy and paste, while the keyboard is in the rows: Ctrl+C copies the selected rows or the
 * cell, Ctrl+V filters by the identifiers that were pasted. Used by UserGrid. What is pasted is never
 * kept but in the filter, and nothing is decided by pasting.
 */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { engine } from '../client/engineClient.ts';
import { StepRefused } from '../client/refusal.ts';
import { countOf, formatCount } from '../ui/format.ts';
import { notifyDone, notifyFailure } from '../ui/notify.tsx';
import { pastedIdentifiers, pastedText } from './filter/pastedIdentifiers.ts';
import type { UserFilter } from './filter/userFilter.ts';
import { MOST_ROWS } from './rows/gridRows.ts';
import { isTextField } from './useGridKeys.ts';

interface ClipboardOptions {
  readonly frame: RefObject<HTMLElement | null>;
  readonly onCopy: () => void;
  /** Without it nothing can be pasted. */
  readonly filter: UserFilter | undefined;
}

/** @returns identifiers that nobody has, to be shown; and how to close that */
export function useClipboard(options: ClipboardOptions) {
  const [missing, setMissing] = useState<readonly string[]>();
  const latest = useRef(options);
  latest.current = options;

  useEffect(() => {
    function onCopy(event: ClipboardEvent) {
      const { frame, onCopy } = latest.current;
      // Text that was marked with the mouse is what is meant.
      if (!isIn(frame.current) || window.getSelection()?.toString()) return;
      event.preventDefault();
      onCopy();
    }
    function onPaste(event: ClipboardEvent) {
      const { frame, filter } = latest.current;
      if (!filter || !isIn(frame.current)) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      event.preventDefault();
      void pasteInto(filter, text, setMissing).catch(notifyFailure);
    }
    document.addEventListener('copy', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, []);

  return { missing, closeMissing: () => setMissing(undefined) };
}

/** The event's own target is where the caret is, which need not be where the keyboard is. */
function isIn(frame: HTMLElement | null): boolean {
  const active = document.activeElement;
  return frame !== null && active !== null && frame.contains(active) && !isTextField(active);
}

async function pasteInto(
  filter: UserFilter,
  text: string,
  showMissing: (missing: readonly string[]) => void,
): Promise<void> {
  const identifiers = pastedIdentifiers(text);
  if (identifiers.length === 0) throw new StepRefused(NOTHING, NOTHING_TODO);
  if (identifiers.length > MOST_ROWS) throw new StepRefused(tooMany(identifiers.length), MANY_TODO);
  const { userNos, missing, purged } = await engine.users.find({ identifiers });
  if (userNos.length > 0) filter.setState({ pasted: { userNos, missing, purged } });
  const showUnknown = { label: 'Show unknown', onClick: () => showMissing(missing) };
  notifyDone(pastedText(userNos.length, purged, missing.length), {
    ...(missing.length > 0 && { action: showUnknown }),
    topic: TOPIC,
  });
}

const TOPIC = 'pasted';
const NOTHING = 'The clipboard holds no identifiers.';
const NOTHING_TODO = 'Copy a column of primary identifiers in the spreadsheet, then paste it here.';
const MANY_TODO = 'Import them as an exclusion list, which takes any number and becomes a set.';

function tooMany(identifiers: number): string {
  return `${countOf(identifiers, 'identifier')} are too many to paste: at most ${formatCount(MOST_ROWS)} are compared at once.`;
}
