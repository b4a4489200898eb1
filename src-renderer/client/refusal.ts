/**
 * Failures in words: a refusal of the engine carries its own sentences; anything else is a bug or a lost engine and
 * gets a plain sentence. See ui/ErrorNote.tsx.
 */
import { ORPCError } from '@orpc/client';
import { EngineStopped } from './connection.ts';

export interface Failure {
  /** What went wrong and where. */
  readonly text: string;
  /** What the librarian can do about it. */
  readonly todo: string | undefined;
  /** For the program only: which refusal it is. */
  readonly code: string;
}

/** What the page itself refuses, in the words that are shown. */
export class StepRefused extends Error {
  readonly todo: string | undefined;

  constructor(text: string, todo?: string) {
    super(text);
    this.todo = todo;
  }
}

export function refusalText(error: unknown): Failure {
  if (error instanceof ORPCError && error.code === 'REFUSED') {
    const data = error.data as { code?: string; todo?: string } | undefined;
    return { text: error.message, todo: data?.todo, code: data?.code ?? 'REFUSED' };
  }
  if (error instanceof StepRefused) {
    return { text: error.message, todo: error.todo, code: 'STEP_REFUSED' };
  }
  if (error instanceof EngineStopped) {
    return {
      text: 'The engine stopped before it answered.',
      todo: 'Check whether the change was made, then try again.',
      code: 'ENGINE_STOPPED',
    };
  }
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST') {
    return {
      text: 'A value in this request is outside what the program accepts.',
      todo: 'Check what was entered, then try again.',
      code: error.code,
    };
  }
  return {
    text: 'Something in the program failed. Nothing was changed by this step.',
    todo: 'Try again. If it happens again, close and open the workspace.',
    code: error instanceof ORPCError ? error.code : 'FAILED',
  };
}

/** Ended on purpose: nothing to show. */
export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
