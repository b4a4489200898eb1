/**
 * What a request can end in other than an answer: a refusal of the engine, one of the page itself, an end on purpose.
 * The words are made in ui/failure.ts.
 */
import { ORPCError } from '@orpc/client';
import type { SentRefusal } from '#shared/refusals/refusals.ts';

/** What the page itself refuses, in the words that are shown. */
export class StepRefused extends Error {
  readonly todo: string | undefined;

  constructor(text: string, todo?: string) {
    super(text);
    this.todo = todo;
  }
}

/** The refusal that the engine answered with; undefined for every other error. */
export function refusalOf(error: unknown): SentRefusal | undefined {
  return error instanceof ORPCError && error.code === 'REFUSED'
    ? (error.data as SentRefusal)
    : undefined;
}

/** A value in the request is outside what the contract accepts. */
export function isBadRequest(error: unknown): boolean {
  return error instanceof ORPCError && error.code === 'BAD_REQUEST';
}

/** Ended on purpose: nothing to show. */
export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
