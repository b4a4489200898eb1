/** Words of possible twins. Pure. */
import type { ReactNode } from 'react';
import type { TwinAnswer, TwinSign } from '#shared/domain/twins.ts';

const signs: Readonly<Record<TwinSign, string>> = {
  'names-and-birth-date': 'Same names and birth date',
  email: 'Same e-mail',
  identifier: 'Same identifier',
};

const answers: Readonly<Record<TwinAnswer, string>> = {
  same: 'The same person',
  different: 'Different people',
};

const answered: Readonly<Record<TwinAnswer, string>> = {
  same: 'Kept: the same person. The flag stays with both.',
  different: 'Kept: different people. This pair isn’t asked about again.',
};

export const twinWords = {
  signs,
  answers,
  answered,
  compare: 'Compare',
  /** Of the buttons beside each of several. */
  compareWith: (identifier: string) => `Compare with ${identifier}`,
  saidBy: (answer: TwinAnswer, at: ReactNode, by: string) => (
    <>
      {answers[answer]}: {at}, {by}
    </>
  ),
  title: 'Compare possible twins',
  field: 'Field',
  state: 'In the review',
  differs: 'differs',
  ask: 'Are these records one person? What you say is remembered, also for later files; it excludes nobody.',
  undo: 'Undo',
} as const;
