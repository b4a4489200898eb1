/**
 * What stands at the head of documents: whose they are, for which period, when and by whom they were made, whose clocks.
 * What isn't said is left out. Pure.
 */
import type { Institution } from '../contract/shapes/settings.ts';
import type { Fact } from './document.ts';
import { fact, instant, text, type ValueFormat } from './values.ts';

const WORDS = {
  institution: 'Institution',
  period: 'Period',
  preparedBy: 'Prepared by',
  madeBy: 'Made by',
  zone: 'Times are in',
} as const;

/** Who has a document made, and when. */
export interface Making extends ValueFormat {
  readonly institution: Institution;
  readonly at: number;
  readonly by: string;
}

/**
 * The head of a document that says when it was made.
 * @param made how it says so
 * @param more before the clocks
 */
export function madeHead(making: Making, made: string, more: readonly Fact[] = []): Fact[] {
  const { institution, at, by } = making;
  return [
    ...institutionFacts(institution),
    fact(made, instant(at)),
    ...factIfSaid(WORDS.madeBy, by),
    ...more,
    zoneFact(making, at),
  ];
}

export function institutionFacts({ name, period, preparedBy }: Institution): Fact[] {
  return [
    ...factIfSaid(WORDS.institution, name),
    ...factIfSaid(WORDS.period, period),
    ...factIfSaid(WORDS.preparedBy, preparedBy),
  ];
}

/** @param at the moment whose clocks are meant: summer time differs */
export function zoneFact({ system }: ValueFormat, at: number): Fact {
  return fact(WORDS.zone, text(system.zone(at)));
}

export function factIfSaid(label: string, said: string): Fact[] {
  return said === '' ? [] : [fact(label, text(said))];
}
