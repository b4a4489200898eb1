/**
 * An expected failure: its code and what it says of this case. The words are made by who shows it (refusals/), so
 * that nothing here is a sentence. Thrown by any engine module. A bug is any other error.
 */

import { inOneLine, PLAIN } from '#shared/domain/said.ts';
import {
  type RefusalCode,
  type RefusalValues,
  refusalWords,
  type SentRefusal,
} from '#shared/refusals/refusals.ts';

export class Refusal extends Error implements SentRefusal {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly values: unknown;

  constructor(...[code, values]: RefusalOf<RefusalCode>) {
    // Without values, which may name users or files: messages get into logs.
    super(code);
    this.code = code;
    this.values = values;
  }

  /** What it says on the command line and in files: the sentence, then what to do. */
  get sentence(): string {
    return sentenceOf(this) ?? this.code;
  }

  /** One that comes from another thread. */
  static from({ code, values }: SentRefusal): Refusal {
    return new Refusal(...([code, values] as unknown as RefusalOf<RefusalCode>));
  }
}

/** Each code with its own values. */
type RefusalOf<Code extends RefusalCode> = Code extends RefusalCode
  ? [code: Code, ...values: RefusalValues<Code>]
  : never;

/** A refusal as the command line says it; undefined for a code that nobody knows. */
export function sentenceOf(refusal: SentRefusal): string | undefined {
  const said = refusalWords(refusal, PLAIN);
  return said && inOneLine(said);
}

/** The failures of files and disks that the librarian can do something about; undefined for all others. */
export function fileRefusal(error: unknown): Refusal | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === 'ENOSPC' || code === 'SQLITE_FULL') return new Refusal('file.diskFull');
  if (/^(EACCES|EPERM|EBUSY|EROFS|EISDIR|SQLITE_CANTOPEN.*|SQLITE_READONLY.*)$/.test(code ?? ''))
    return new Refusal('file.notWritable');
  if (code === 'ENOENT' || code === 'ENOTDIR') return new Refusal('file.missing');
  return undefined;
}
