/**
 * Passing messages: what happened, with Undo where it can be undone; and failures of steps that have
 * no place of their own on screen. Never says anything that isn't also seen where it happened.
 */
import type { ReactNode } from 'react';
import { isAborted, StepRefused } from '../client/refusal.ts';
import { useRevisionStore } from '../client/revision.ts';
import { barredNow, settlingBarredNow } from '../client/writing.ts';
import { failureText } from './failure.ts';
import { hideMessageOf, type MessageAction, showMessage } from './messages.ts';
import { commonWords } from './words/components.tsx';

interface DoneOptions {
  /** Offers Undo; called at most once. */
  readonly undo?: () => unknown;
  /** Another follow-up instead of Undo, such as Show in folder. */
  readonly action?: MessageAction;
  /** A later message on the same topic takes this one's place: an old Undo would undo something else. */
  readonly topic?: string;
}

const shownByTopic = new Map<string, number>();

const LASTS_MS = { done: 5_000, withAction: 10_000, failed: 20_000 } as const;

/** `notifyDone('412 users excluded.', { undo: undoLast })`. */
export function notifyDone(text: ReactNode, options: DoneOptions = {}): void {
  const action = options.undo
    ? { label: commonWords.undo, onClick: here(options.undo) }
    : options.action;
  if (options.topic) hideMessage(options.topic);
  const lasts = action ? LASTS_MS.withAction : LASTS_MS.done;
  const id = showMessage({ tone: 'done', text, action, lasts });
  if (options.topic) shownByTopic.set(options.topic, id);
}

/** In another workspace the same numbers mean other people: nothing is undone there. */
function here(undo: () => unknown): () => unknown {
  const { workspaceTurn } = useRevisionStore.getState();
  return () => {
    const isHere = useRevisionStore.getState().workspaceTurn === workspaceTurn;
    return isHere ? undo() : undefined;
  };
}

/** Takes the message on a topic away: what it tells is over, or something asks for an answer now. */
export function hideMessage(topic: string): void {
  const id = shownByTopic.get(topic);
  if (id !== undefined) hideMessageOf(id);
}

/** Says what failed and what to do; says nothing of what was cancelled on purpose. */
export function notifyFailure(error: unknown, action?: MessageAction): void {
  sayFailure(error, undefined, action);
}

/** What went on by itself has failed: as red as a step that has. @param action where it is told why */
export function notifyFailed(text: string, action: MessageAction): void {
  showMessage({ tone: 'failed', text, action, lasts: LASTS_MS.failed });
}

/** For what keys and commands would change: whether nothing can be changed now, which is said then. */
export const isBarred = (): boolean => saysWhy(barredNow());

/** The same of what may be done when the personal data is due. */
export const isSettlingBarred = (): boolean => saysWhy(settlingBarredNow());

function saysWhy(reason: string | undefined): boolean {
  if (reason) notifyFailure(new StepRefused(reason));
  return reason !== undefined;
}

/**
 * @param about what failed, where that isn't plain from where the librarian is
 * @param action the way out
 */
export function sayFailure(error: unknown, about?: string, action?: MessageAction): void {
  if (isAborted(error)) return;
  const { text, todo } = failureText(error);
  const said = about ? `${about} ${text}` : text;
  showMessage({ tone: 'failed', text: said, todo, action, lasts: LASTS_MS.failed });
}
