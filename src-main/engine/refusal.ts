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
