/**
 * Failures in words: a refusal of the engine is a code with values, whose sentence is made here with numbers as the
 * system writes them; anything else is a bug or a lost engine and gets a plain sentence. See ErrorNote.tsx.
 */

import type { Say } from '#shared/domain/said.ts';
import { refusalWords, type SentRefusal } from '#shared/refusals/refusals.ts';
import { EngineStopped } from '../client/connection.ts';
import { isBadRequest, refusalOf, StepRefused } from '../client/refusal.ts';
import { countOf, formatCount, formatDate } from './format.ts';

export interface Failure {
  /** What went wrong and where. */
  readonly text: string;
  /** What the librarian can do about it. */
  readonly todo?: string | undefined;
}

export const SAY: Say = {
  count: formatCount,
  users: (count) => countOf(count, 'user'),
  date: formatDate,
};

const BUG: Failure = {
  text: 'Something in the program failed. Nothing was changed by this step.',
  todo: 'Try again. If it happens again, close and open the workspace.',
};

/** A refusal that a check or a preview foretells, or that a request ended in. */
export function refusalText(refusal: SentRefusal): Failure {
  return refusalWords(refusal, SAY) ?? BUG;
}

export function failureText(error: unknown): Failure {
  const refusal = refusalOf(error);
  if (refusal) return refusalText(refusal);
  if (error instanceof StepRefused) return { text: error.message, todo: error.todo };
  if (error instanceof EngineStopped) {
    return {
      text: 'The engine stopped before it answered.',
      todo: 'Check whether the change was made, then try again.',
    };
  }
  if (isBadRequest(error)) {
    return {
      text: 'A value in this request is outside what the program accepts.',
      todo: 'Check what was entered, then try again.',
    };
  }
  return BUG;
}
