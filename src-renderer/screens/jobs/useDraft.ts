/**
 * What has been filled in on a job's pages, one draft for each kind of job. It stays while one looks elsewhere, goes back
 * or closes the program, until the job is submitted or the draft is thrown away. The workspace keeps it (engine:
 * jobs/drafts.ts); what an exception was confirmed with stays in memory only, to be said anew after a restart.
 */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { JobDraft } from '#shared/contract/shapes/jobs.ts';
import type { JobKind } from '#shared/jobKinds/jobKinds.ts';
import { engine, queries } from '../../client/engineClient.ts';
import { useRevisionStore } from '../../client/revision.ts';
import { barredNow } from '../../client/writing.ts';

/**
 * By kind, of the open workspace: whoever comes back sooner than the workspace has it finds the newest. An empty one was
 * thrown away.
 */
const drafts = new Map<JobKind, object>();
const waiting = new Map<JobKind, ReturnType<typeof setTimeout>>();
const TYPING_MS = 250;

useRevisionStore.subscribe((state, before) => {
  if (state.workspaceTurn === before.workspaceTurn) return;
  drafts.clear();
  // Of the workspace that was open: its last keystrokes must not land in the next one.
  for (const timer of waiting.values()) clearTimeout(timer);
  waiting.clear();
});

/** The job was submitted, or its settings were thrown away. */
export function forgetDraft(kind: JobKind): void {
  drafts.set(kind, {});
  send(kind, null);
}

/** Notes something in what is filled in now, from elsewhere; what was submitted or thrown away meanwhile doesn't come back. */
export function noteInDraft(kind: JobKind, part: object): void {
  const draft = drafts.get(kind);
  if (draft && Object.keys(draft).length > 0) keepSoon(kind, { ...draft, ...part });
}

/** Fills a form in, in the place of what stood in it. */
export function fillIn(kind: JobKind, draft: object): void {
  drafts.set(kind, draft);
  send(kind, toKeep(draft));
}

/** Whether a form is filled in and wasn't submitted. */
export async function filledInNow(kind: JobKind): Promise<boolean> {
  const draft = drafts.get(kind) ?? (await engine.jobs.draft({ kind })).draft;
  return draft !== null && Object.keys(draft).length > 0;
}

/** What a form holds that wasn't submitted; undefined while that isn't known, null: nothing. */
export function useFilledIn(kind: JobKind): object | null | undefined {
  const kept = useKeptDraft(kind);
  const draft = drafts.get(kind) ?? kept?.kept;
  if (draft === undefined) return kept && null;
  return draft !== null && Object.keys(draft).length > 0 ? draft : null;
}

/** What the workspace keeps; undefined until that is known. */
export function useKeptDraft(kind: JobKind): { readonly kept: JobDraft | null } | undefined {
  const { data, error } = useQuery({
    ...queries.jobs.draft.queryOptions({ input: { kind } }),
    gcTime: 0,
    staleTime: 0,
  });
  if (error) return { kept: null };
  return data && { kept: data.draft };
}

interface DraftOptions<Draft> {
  readonly kind: JobKind;
  readonly kept: JobDraft | null;
  readonly initial: () => Draft;
  /** Chosen by opening the pages, whatever was filled in before. */
  readonly chosen?: Partial<Draft> | undefined;
}

interface UsedDraft<Draft> {
  readonly draft: Draft;
  /** Changes parts of it. */
  readonly edit: (part: Partial<Draft>) => void;
  /** It was filled in before these pages were opened. */
  readonly fromBefore: boolean;
  /** Throws it away and begins anew. */
  readonly startOver: () => void;
}

export function useDraft<Draft extends object>(options: DraftOptions<Draft>): UsedDraft<Draft> {
  const { kind, initial } = options;
  const [fromBefore, setFromBefore] = useState(() => isFilledIn(options));
  const [draft, setDraft] = useState(() => opened(options));
  const wasChosen = useRef(options.chosen !== undefined);
  useEffect(() => {
    if (wasChosen.current) keepSoon(kind, draft);
    wasChosen.current = false;
  }, [kind, draft]);
  useEffect(() => () => flush(kind), [kind]);
  return {
    draft,
    fromBefore,
    edit(part) {
      // Two changes may come before the page is drawn again.
      const next = { ...draft, ...drafts.get(kind), ...part };
      setDraft(next);
      keepSoon(kind, next);
    },
    startOver() {
      forgetDraft(kind);
      setDraft(initial());
      setFromBefore(false);
    },
  };
}

function isFilledIn({ kind, kept }: DraftOptions<object>): boolean {
  return Object.keys(drafts.get(kind) ?? kept ?? {}).length > 0;
}

function opened<Draft extends object>({ kind, kept, initial, chosen }: DraftOptions<Draft>): Draft {
  const before = drafts.get(kind);
  const draft = before ? { ...initial(), ...before } : restored(initial(), kept);
  return { ...draft, ...chosen };
}

/** The form as it starts, with what was kept of it. */
export function restored<Draft extends object>(initial: Draft, kept: JobDraft | null): Draft {
  if (kept === null) return initial;
  const known = Object.entries(kept).filter(([name]) => name in initial);
  return { ...initial, ...Object.fromEntries(known) };
}

/** What the workspace keeps of a draft: plain settings. */
export function toKeep(draft: object): JobDraft {
  return Object.fromEntries(
    Object.entries(draft).filter(
      ([, value]) => value === null || ['string', 'number', 'boolean'].includes(typeof value),
    ),
  ) as JobDraft;
}

function keepSoon(kind: JobKind, draft: object): void {
  drafts.set(kind, draft);
  clearTimeout(waiting.get(kind));
  waiting.set(
    kind,
    setTimeout(() => flush(kind), TYPING_MS),
  );
}

/** At once, what would have been sent soon. */
function flush(kind: JobKind): void {
  const draft = drafts.get(kind);
  if (waiting.has(kind) && draft) send(kind, toKeep(draft));
}

function send(kind: JobKind, draft: JobDraft | null): void {
  clearTimeout(waiting.get(kind));
  waiting.delete(kind);
  if (barredNow()) return;
  // It stays in memory whatever becomes of this; the next change sends all of it again.
  void engine.jobs.keepDraft({ kind, draft }).catch(() => undefined);
}
