/** Words of signing off: what is signed, how it stands, the signatures and the seal. Pure. */
import type { ReactNode } from 'react';
import type { Seal } from '#shared/contract/shapes/signOff.ts';
import type { Linked } from '../../../ui/CountLink.tsx';
import { countOf } from '../../../ui/format.ts';
import type { SealStage } from '../../../ui/seal.ts';
import { InstantText } from '../../../ui/Values.tsx';
import { brokenParts, signersOf } from '../../../ui/words/seal.tsx';

/** How the sign-off stands. */
export const stageTitles: Readonly<Record<SealStage, string>> = {
  unsigned: 'Not signed',
  half: 'Signed by one person',
  sealed: 'Sealed',
  broken: 'The seal is broken',
};

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lastSigned({ signatures }: Seal): ReactNode {
  return <InstantText instant={signatures.at(-1)?.at ?? null} />;
}

/** What follows from how it stands. */
export const stageWords = {
  nobody: 'Nobody has signed this review.',
  signed: (seal: Seal) => (
    <>
      {signersOf(seal)}, {lastSigned(seal)}. A change of inputs, rules or decisions breaks the seal,
      and so do jobs that give other purge dates or balances.
    </>
  ),
  broken: (seal: Seal) => (
    <>
      <strong>{capitalised(brokenParts(seal))}</strong> changed since {signersOf(seal)} signed on{' '}
      {lastSigned(seal)}
      {seal.stepsSince > 0 && <>: {countOf(seal.stepsSince, 'step')} of the review since</>}. Look
      at what changed, then sign again.
    </>
  ),
  twoNeeded: (why: string) => (
    <>
      <strong>Two signatures are needed before a job:</strong> {why}
    </>
  ),
  twoNotNeeded:
    'Two signatures aren’t needed for what is approved now; the review can be signed all the same.',
  help: {
    about: 'when two signatures are needed',
    source: 'this program’s rule; Settings hold the size',
    text: 'A job on more users than Settings name, or on anybody who was approved although staff, needs two people’s signatures under the review as it stands. The purge can’t be undone, and two pairs of eyes see more than one.',
  },
} as const;

/** Of the numbers that are signed. */
export const countsSignedWords = {
  title: 'What is signed',
  decision: 'Decision',
  before: 'When signed',
  now: 'Now',
  candidates: 'Candidates',
  staffConfirmed: 'Approved although staff',
} as const;

/** Of what to look at before signing. */
export const beforeSigningWords = {
  title: 'Before you sign',
  /** Heard before each point. */
  fine: 'Done:',
  toLookAt: 'To look at:',
  allDecided: 'No candidate is undecided.',
  undecided: (users: number, link: Linked) => (
    <>
      {link(countOf(users, 'candidate'))} {users === 1 ? 'is' : 'are'} undecided.
    </>
  ),
  undecidedUsers: 'Undecided candidates',
  returnedDecided: 'No returned user is undecided.',
  returned: (users: number, link: Linked) => (
    <>
      {link(countOf(users, 'returned user'))} {users === 1 ? 'is' : 'are'} undecided.
    </>
  ),
  readingsAgree: 'Nobody’s purge date is on the last day.',
  readingsDiffer: (users: number, link: Linked) => (
    <>The published texts disagree about {link(countOf(users, 'candidate'))} on the last day.</>
  ),
  noSample: (link: Linked) => <>No sample has been looked up in Alma. {link('Draw a sample')}</>,
  sample: (howFar: ReactNode) => <>Sampling check: {howFar}.</>,
} as const;

/** Of the signatures and the next one. */
export const signatureWords = {
  title: 'Signatures',
  positions: ['First signature', 'Second signature'],
  open: 'Not signed',
  meaning:
    'By signing you say that you looked at the inputs, the rules and the decisions as they stand now.',
  secondMeaning: (first: string) =>
    `A second person signs who looked at the review as well. ${first} can’t sign twice.`,
  name: 'Your name',
  secondName: 'Name of the second person',
  signedAlready: 'This person has signed already.',
  sign: (name: string) => (name === '' ? 'Sign' : `Sign as ${name}`),
  signAgain: (name: string) => (name === '' ? 'Sign again' : `Sign again as ${name}`),
  signed: (name: string) => `Signed as ${name}.`,
} as const;

/** Of withdrawing a sign-off. */
export const withdrawWords = {
  open: 'Withdraw the sign-off',
  title: 'Withdraw the sign-off?',
  text: (signers: string) =>
    `The newest sign-off, of ${signers}, is taken back and can’t be restored: everybody who signed has to sign again. Decisions stay as they are, and so do reports of jobs that were submitted under it.`,
  withdraw: 'Withdraw',
  withdrawn: 'The sign-off was withdrawn.',
} as const;

/** Of the seal itself. */
export const sealCardWords = {
  title: 'Seal',
  help: {
    about: 'the seal',
    source: 'SHA-256',
    text: 'A number computed from the inputs, the rules and all decisions as they were signed. The same review always gives the same seal, and any change gives another. Jobs that give users other purge dates or balances afterwards break it, too, though the number stays. It stands in the job’s report, so anybody can compare.',
  },
  short: (letters: string) => `${letters} …`,
  whole: 'The whole seal',
  copied: 'the seal',
  asSigned: (part: string) => (
    <>
      <strong>{part}</strong> as signed
    </>
  ),
  changed: (part: string, steps: number) => (
    <>
      <strong>{part}</strong> changed since{steps > 0 && `: ${countOf(steps, 'step')}`}
    </>
  ),
  /** Behind each part. */
  meaning: (meaning: string) => ` – ${meaning}`,
} as const;
