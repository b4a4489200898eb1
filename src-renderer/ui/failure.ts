/**
 * Failures in words: a refusal of the engine is a code with values, whose sentence is made here with numbers as the
 * system writes them; anything else is a bug or a lost engine and gets a plain sentence. See ErrorNote.tsx.
 */

import type { Say } from '#shared/domain/said.ts';
import {
  type ReadingFailure,
  readingFailureWords,
  refusalWords,
  type SentRefusal,
} from '#shared/refusals/refusals.ts';
import { EngineStopped } from '../client/connection.ts';
import { isBadRequest, refusalOf, StepRefused } from '../client/refusal.ts';
import { countOf, formatCount, formatDate } from './format.ts';
import { failureWords } from './words/failure.ts';

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

/** A refusal that a check or a preview foretells, or that a request ended in. */
export function refusalText(refusal: SentRefusal): Failure {
  return refusalWords(refusal, SAY) ?? failureWords.bug;
}

/** Why a file could not be read. */
export function readingFailureText(failure: ReadingFailure): Failure {
  return readingFailureWords(failure, SAY) ?? failureWords.bug;
}

export function failureText(error: unknown): Failure {
  const refusal = refusalOf(error);
  if (refusal) return refusalText(refusal);
  if (error instanceof StepRefused) return { text: error.message, todo: error.todo };
  if (error instanceof EngineStopped) return failureWords.engineStopped;
  if (isBadRequest(error)) return failureWords.badRequest;
  return failureWords.bug;
}
