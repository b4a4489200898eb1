/**
 * All expected failures: the code of each, what it says of this case, and its words. The engine throws codes and
 * values; page and command line make the sentence here, each in its own numbers. A code without words doesn't compile.
 */

import type { Said, Say } from '../domain/said.ts';
import { EXPORT_REFUSALS } from './exportRefusals.ts';
import { FILE_REFUSALS } from './fileRefusals.ts';
import { IMPORT_REFUSALS } from './importRefusals.ts';
import { JOB_REFUSALS } from './jobRefusals.ts';
import { READING_REFUSALS } from './readingRefusals.ts';
import { REVIEW_REFUSALS } from './reviewRefusals.ts';
import { SET_REFUSALS } from './setRefusals.ts';
import { SNAPSHOT_REFUSALS } from './snapshotRefusals.ts';
import { WORKSPACE_REFUSALS } from './workspaceRefusals.ts';

const REFUSALS = {
  ...FILE_REFUSALS,
  ...WORKSPACE_REFUSALS,
  ...SNAPSHOT_REFUSALS,
  ...IMPORT_REFUSALS,
  ...READING_REFUSALS,
  ...REVIEW_REFUSALS,
  ...SET_REFUSALS,
  ...JOB_REFUSALS,
  ...EXPORT_REFUSALS,
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** What a refusal says of its case; nothing for those whose words are always the same. */
export type RefusalValues<Code extends RefusalCode> = (typeof REFUSALS)[Code] extends (
  values: infer Values,
  ...rest: never[]
) => Said
  ? [Values]
  : [];

/** A refusal as it travels between threads and programs. */
export interface SentRefusal {
  readonly code: string;
  readonly values?: unknown;
}

/** The sentence of a refusal; undefined for a code that this version doesn't know. */
export function refusalWords({ code, values }: SentRefusal, say: Say): Said | undefined {
  if (!Object.hasOwn(REFUSALS, code)) return undefined;
  const words = REFUSALS[code as RefusalCode];
  return typeof words === 'function' ? (words as Making)(values, say) : words;
}

/** Why a file could not be read, as it is stored with it; an earlier version wrote its sentence. */
export type ReadingFailure = SentRefusal | { readonly earlier: string };

export function readingFailureWords(failure: ReadingFailure, say: Say): Said | undefined {
  return 'earlier' in failure ? { text: failure.earlier } : refusalWords(failure, say);
}

type Making = (values: unknown, say: Say) => Said;
