/**
 * What has been filled in on a job's pages, kept while one looks at the users behind a number and
 * comes back. One draft at a time, in memory only; forgotten when the job is submitted or cancelled.
 */
import { useState } from 'react';
import type { JobKind } from '#shared/jobKinds/jobKinds.ts';
import { useRevisionStore } from '../../client/revision.ts';
import { useNavigation } from '../../place/navigation.ts';

let kept: { readonly key: string; readonly draft: unknown } | undefined;

export function forgetDraft(): void {
  kept = undefined;
}

/** Which draft belongs here: of this workspace, this step of the history, and what it started with. */
export function draftKey(kind: JobKind, setId: number | undefined): string {
  const { workspaceTurn } = useRevisionStore.getState();
  return [workspaceTurn, useNavigation.getState().index, kind, setId ?? ''].join(' ');
}

/** `edit` changes parts of the draft. The component must have the same key as the draft. */
export function useDraft<Draft extends object>(
  key: string,
  initial: () => Draft,
): [Draft, (part: Partial<Draft>) => void] {
  const [draft, setDraft] = useState(() => (kept?.key === key ? (kept.draft as Draft) : initial()));
  function edit(part: Partial<Draft>) {
    setDraft((before) => {
      const next = { ...before, ...part };
      kept = { key, draft: next };
      return next;
    });
  }
  return [draft, edit];
}
