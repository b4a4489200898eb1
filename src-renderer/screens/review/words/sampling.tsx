/** Words of the sampling check: drawing a sample, how far it is looked up, what was found. Pure. */
import type { ReactNode } from 'react';
import type { SampleSummary } from '#shared/contract/shapes/samples.ts';
import { type Among, FINDING_TEXTS, type Finding } from '#shared/domain/review.ts';
import { countOf, formatCount } from '../../../ui/format.ts';
import { InstantText } from '../../../ui/Values.tsx';
import { lookedUp } from '../checks/lookedUp.ts';

export const samplingWords = {
  help: {
    about: 'the sampling check',
    source: 'this program’s advice',
    text: 'Reports are loaded overnight and can be wrong or old. A few users of each group, looked up in Alma itself, show whether the reports can be trusted before thousands go. The findings are kept with the sign-off and stand in the job’s report.',
  },
  what: 'Look the drawn users up in Alma: Admin, Manage Users, search by primary identifier. Compare user group, expiry date, purge date, roles, loans and fines/fees with what the reports said, then record the finding here.',
} as const;

const candidates: Readonly<Record<Among, string>> = {
  'not-excluded': 'Candidates not excluded',
  approved: 'Approved candidates',
};

/** Of drawing a sample. */
export const drawWords = {
  label: 'Draw a sample',
  perGroup: 'Users per group',
  among: 'Among',
  draw: 'Draw sample',
  from: (users: number, link: (words: string) => ReactNode) => (
    <>from {link(countOf(users, 'candidate'))}</>
  ),
  candidates,
  drawn: (users: number) => `${countOf(users, 'user')} drawn at random.`,
} as const;

/** Users of a sample who are counted. */
export type SampledUsers = 'drawn' | 'differs' | 'missing';

/** `up to 5 of each user group, from 40 candidates not excluded`. */
function drawnText({ perGroup, drawnFrom, among }: SampleSummary): string {
  const from =
    among === 'approved'
      ? countOf(drawnFrom, 'approved candidate')
      : `${countOf(drawnFrom, 'candidate')} not excluded`;
  return `up to ${formatCount(perGroup)} of each user group, from ${from}`;
}

/** Of one sample, and of the list of them. */
export const sampleWords = {
  list: 'Samples',
  drawnAt: 'Drawn',
  by: 'By',
  sample: 'Sample',
  progress: 'Progress',
  open: 'The open sample',
  next: 'Go to the next user',
  lookedUp: 'Looked up',
  howDrawn: drawnText,
  origin: (sample: SampleSummary) => (
    <>
      Drawn <InstantText instant={sample.at} /> by {sample.by}: {drawnText(sample)}.
    </>
  ),
  showMore: (more: number, users: number) =>
    `Show ${formatCount(more)} more of ${countOf(users, 'user')}`,
  /** `12 of 40 looked up, 1 differs, 2 not in Alma`. */
  howFar: (
    sample: Pick<SampleSummary, 'users' | 'findings'>,
    link: (whom: SampledUsers, words: string) => ReactNode = (_, words) => words,
  ): ReactNode => {
    const { differs, 'not-in-alma': missing } = sample.findings;
    return (
      <>
        {formatCount(lookedUp(sample))} of {link('drawn', formatCount(sample.users))} looked up
        {differs > 0 && (
          <>
            , {link('differs', formatCount(differs))} {differs === 1 ? 'differs' : 'differ'}
          </>
        )}
        {missing > 0 && <>, {link('missing', formatCount(missing))} not in Alma</>}
      </>
    );
  },
  users: {
    drawn: 'Users of the sample',
    differs: 'Users of the sample who differ from the reports',
    missing: 'Users of the sample who are not in Alma',
  },
  remove: 'Remove sample',
} as const;

/** Of removing a sample. */
export const removeSampleWords = {
  title: 'Remove this sample?',
  text: (users: number, findings: number) =>
    `${countOf(users, 'drawn user')} and ${countOf(findings, 'finding')} are removed with their notes. This can’t be undone; decisions stay as they are.`,
  remove: 'Remove the sample',
  removed: 'The sample was removed.',
} as const;

/** Of the users of a sample and what was found about them. */
export const findingWords = {
  label: 'Users of the sample',
  identifier: 'Primary identifier',
  identifierOf: (who: string) => `the identifier ${who}`,
  name: 'Name',
  fullName: (last: string | null, first: string | null) =>
    [last, first].filter(Boolean).join(', ') || 'No name',
  group: 'User group',
  noGroup: '–',
  decision: 'Decision',
  finding: 'Finding in Alma, and a note',
  showReported: 'Show what the reports said',
  findingFor: (who: string) => `Finding for ${who}`,
  found: (who: string, finding: Finding | null) =>
    finding ? `${who}: ${FINDING_TEXTS[finding]}.` : `${who}: finding taken back.`,
  foundBy: (at: number | null, by: string | null) => (
    <>
      <InstantText instant={at} dayOnly /> {by}
    </>
  ),
  note: 'Note',
  noteFor: (who: string) => `Note for ${who}`,
  exclude: 'Exclude this user',
  excluded: (who: string, reason: string) => `${who} excluded (${reason}).`,
  leftAlone: (who: string) => `${who} was left alone.`,
} as const;
