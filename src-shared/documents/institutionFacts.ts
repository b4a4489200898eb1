/** What stands at the head of every document: whose it is, for which period, whose clocks. What isn't said is left out. Pure. */
import type { Institution } from '../contract/shapes/settings.ts';
import type { Fact } from './document.ts';
import { fact, text, type ValueFormat } from './values.ts';

const WORDS = {
  institution: 'Institution',
  period: 'Period',
  preparedBy: 'Prepared by',
  zone: 'Times are in',
} as const;

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
