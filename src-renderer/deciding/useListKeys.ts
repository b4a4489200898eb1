/**
 * The keys of the review, wherever the focus is on the screen: X exclude, A approve, C clear, N next
 * undecided, Esc. Text fields, menus and dialogs keep their letters. Used by both screens.
 */
import { useEffect, useRef } from 'react';
import type { Decision } from '#shared/domain/review.ts';

interface ListKeys {
  readonly onDecide: (decision: Decision) => void;
  readonly onNext: () => void;
  /** Esc outside of fields and dialogs, before the grid takes it; returns whether it was used. */
  readonly onEscape: () => boolean;
}

const DECISION_KEYS: Readonly<Record<string, Decision>> = {
  x: 'excluded',
  a: 'approved',
  c: 'undecided',
};

const KEEP_LETTERS =
  'input:not([type="checkbox"]), textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]';

export function useListKeys(keys: ListKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (event.target instanceof Element && event.target.closest(KEEP_LETTERS)) return;
      const key = event.key.toLowerCase();
      const decision = DECISION_KEYS[key];
      if (decision) latest.current.onDecide(decision);
      else if (key === 'n') latest.current.onNext();
      else return;
      event.preventDefault();
    }
    function onEscape(event: KeyboardEvent) {
      if (event.key !== 'Escape') return;
      if (event.target instanceof Element && event.target.closest(KEEP_LETTERS)) return;
      if (latest.current.onEscape()) event.stopPropagation();
    }
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keydown', onEscape, true);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keydown', onEscape, true);
    };
  }, []);
}
