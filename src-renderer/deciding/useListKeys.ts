/**
 * The keys of the review, wherever the focus is on the screen: X exclude, A approve, C clear, N next
 * undecided, Esc. Text fields, menus and dialogs keep their letters.
 */
import { useEffect, useRef } from 'react';
import type { Decision } from '#shared/domain/review.ts';

interface ListKeys {
  readonly onDecide: (decision: Decision) => void;
  readonly onNext: () => void;
  /** Esc outside of fields and dialogs, before the grid takes it; returns whether it was used. */
  readonly onEscape: () => boolean;
}

/** What a key of the review asks for. */
export type KeyWish = Decision | 'next' | 'escape';

const WISHES: Readonly<Record<string, KeyWish>> = {
  x: 'excluded',
  a: 'approved',
  c: 'undecided',
  n: 'next',
};

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'>;

/** Undefined for every other key: with Ctrl they are the system's, and one that is held down decides once. */
export function wishOf({ key, ctrlKey, metaKey, altKey, repeat }: Key): KeyWish | undefined {
  if (key === 'Escape') return 'escape';
  return ctrlKey || metaKey || altKey || repeat ? undefined : WISHES[key.toLowerCase()];
}

const KEEP_LETTERS =
  'input:not([type="checkbox"]), textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]';

export function useListKeys(keys: ListKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const wish = wishOf(event);
      if (!wish || wish === 'escape' || keepsKeys(event.target)) return;
      if (wish === 'next') latest.current.onNext();
      else latest.current.onDecide(wish);
      event.preventDefault();
    }
    function onEscape(event: KeyboardEvent) {
      if (wishOf(event) !== 'escape' || keepsKeys(event.target)) return;
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

function keepsKeys(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(KEEP_LETTERS) !== null;
}
