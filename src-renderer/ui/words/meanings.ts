/** The words of what has a meaning: decisions, outcomes, review flags in narrow cells, what keeps users from going. */
import { DECISION_TEXTS, type Decision } from '#shared/domain/review.ts';
import type { ReviewFlag } from '#shared/domain/reviewFlags.ts';
import type { OutcomeMark } from '#shared/jobKinds/jobKind.ts';

interface MeaningWords {
  /** In sentences and buttons. */
  readonly word: string;
  /** For narrow grid cells. */
  readonly short: string;
}

const alike = (word: string): MeaningWords => ({ word, short: word });

export const DECISION_WORDS: Readonly<Record<Decision, MeaningWords>> = {
  undecided: alike(DECISION_TEXTS.undecided),
  excluded: alike(DECISION_TEXTS.excluded),
  approved: alike(DECISION_TEXTS.approved),
};

export const STAFF_CONFIRMED_WORDS = {
  word: 'Staff, approved one by one',
  short: 'Staff',
  meaning: 'Approved although the role column says Yes or nothing; the identifier was typed.',
} as const;

export const OUTCOME_WORDS: Readonly<Record<OutcomeMark, MeaningWords>> = {
  purged: alike('Purged'),
  retained: alike('Retained'),
  changed: alike('Changed'),
  unchanged: alike('Left alone'),
};

/** For narrow cells; the flag's whole name is its label in the domain. */
export const SHORT_FLAGS: Readonly<Record<ReviewFlag, string>> = {
  'staff-role': 'Staff',
  'unknown-role': 'Role unknown',
  protected: 'Protected',
  'exclusion-list': 'On list',
  'zero-loss-pair': 'Zero pair',
  conflict: 'Conflict',
  'expiry-in-future': 'Not expired',
  'no-purge-date': 'No date',
  boundary: 'Last day',
  'numeric-identifier': 'Numeric',
  'unreadable-value': 'Unreadable',
  'activity-elsewhere': 'Elsewhere',
  returned: 'Returned',
  'hidden-row': 'Hidden row',
  'struck-out': 'Struck out',
  'blank-group': 'No group stated',
  'two-cells': 'Two cells',
  'lost-digits': 'Lost digits',
  'possible-pair': 'Possible pair',
  'possible-twin': 'Possible twin',
  contact: 'Contact',
  'keep-words': 'Keep',
  'shared-identifier': 'Shared ID',
  'recent-activity': 'Active',
  researcher: 'Researcher',
  'linked-account': 'Linked',
  proxy: 'Proxy',
  guardian: 'Guardian',
};

/** Where the mark of a lack has words of its own. */
export const LACK_MARK_WORDS = {
  staff: { word: 'Staff or unknown role', short: 'Staff' },
  notInReview: { word: 'Not in the review', short: 'Not in review' },
} as const satisfies Readonly<Record<string, MeaningWords>>;
