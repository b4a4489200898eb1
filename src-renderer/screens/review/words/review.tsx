/**
 * Words of the Review screen: its frame and views, the counts above the rows, and what stands where no rows are. Each
 * sentence is whole in one place; never asks the engine and holds no state.
 */
import type { Decision } from '#shared/domain/review.ts';
import type { Linked } from '../../../ui/CountLink.tsx';
import { countOf, formatCount } from '../../../ui/format.ts';

/** Of the screen and its views. */
export const reviewWords = {
  views: 'Views of the review',
  candidates: 'Candidates',
  /** Where no filter is set. */
  allCandidates: 'All candidates',
} as const;

interface DecidedCounts {
  readonly excluded: number;
  readonly approved: number;
  readonly deleted: number;
}

type DecidedLinks = Readonly<Record<'excluded' | 'approved' | 'purged', Linked>>;

/** Where no rows are. */
export const noRowsWords = {
  noCandidates: {
    title: 'No candidates yet',
    text: 'Here you decide who stays in Alma. Import the Analytics report of users whose purge date has come, then the lists of those who must stay.',
    importCandidates: 'Import candidates',
    findMissing: 'Find missing candidates',
    startSample: 'Start with the sample cycle',
  },
  allPurged: {
    title: 'Every candidate has been purged',
    text: 'The job reports say who and when.',
  },
  allDecided: {
    title: (candidates: number) =>
      candidates === 1
        ? 'The only candidate is decided'
        : `All ${countOf(candidates, 'candidate')} are decided`,
    parts: (counts: DecidedCounts, link: DecidedLinks) => (
      <>
        {link.excluded(`${formatCount(counts.excluded)} excluded`)},{' '}
        {link.approved(`${formatCount(counts.approved)} approved`)}
        {counts.deleted > 0 && <>, {link.purged(`${formatCount(counts.deleted)} purged`)}</>}.
      </>
    ),
    nobody: 'Nobody is approved, so there is no set to make.',
    goOn: 'Go to Overview',
    purged: 'Purged in this workspace',
  },
  nobodyMatches: {
    title: 'Nobody matches',
    text: 'No candidate matches these filters.',
  },
} as const;

const showOnly: Readonly<Record<Decision, string>> = {
  undecided: 'Show only undecided candidates',
  excluded: 'Show only excluded candidates',
  approved: 'Show only approved candidates',
};

/** Of the counts above the rows. */
export const countsWords = {
  label: 'Candidates by decision',
  candidates: 'Candidates',
  showAll: 'Show candidates of any decision',
  showOnly,
  showPurged: 'Show who was purged in this workspace',
  purged: 'Purged in this workspace',
  showStaff: 'Show the staff approved one by one',
  staff: (users: number) => `${formatCount(users)} staff approved one by one`,
  /** Behind the number, where there is room. */
  staffShort: 'staff approved',
  undo: (step: string) => `Undo: ${step} (Ctrl+Z)`,
  nothingToUndo: 'Nothing to undo',
  redo: (step: string) => `Redo: ${step} (Ctrl+Shift+Z)`,
  nothingToRedo: 'Nothing to redo',
} as const;
