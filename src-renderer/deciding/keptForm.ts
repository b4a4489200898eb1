/**
 * What was filled in in a decision dialog, kept while one looks at the users behind a number and comes back. In memory
 * only, for this workspace; forgotten when the dialog is cancelled or has decided.
 */
import { useState } from 'react';
import { useRevisionStore } from '../client/revision.ts';

const kept = new Map<string, unknown>();

const keyOf = (form: string, field: string) =>
  `${useRevisionStore.getState().workspaceTurn} ${form} ${field}`;

/** @param form which dialog and for whom; the same again finds what was filled in */
export function useKept<T>(form: string, field: string, initial: T): [T, (value: T) => void] {
  const key = keyOf(form, field);
  const [value, setValue] = useState(() => (kept.has(key) ? (kept.get(key) as T) : initial));
  function keep(next: T) {
    kept.set(key, next);
    setValue(next);
  }
  return [value, keep];
}

export function forgetKept(): void {
  kept.clear();
}
