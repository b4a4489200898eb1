/**
 * Only approved users go: who isn't approved, and by which kind of lack (docs/domain.md, section 3). Pure; the
 * guard of jobs, the jobs themselves and the property tests decide here and nowhere else.
 */
import type { Decision } from './review.ts';
import { flagMask, type ReviewFlag } from './reviewFlags.ts';

/** Why somebody may not be moved to OK to Purge or purged. Append only: jobs store the place in this list. */
export const UNAPPROVED = [
  'protected',
  'excluded',
  'returned',
  'contact',
  'staff',
  'undecided',
  'not-in-review',
] as const;
export type Unapproved = (typeof UNAPPROVED)[number];

export const UNAPPROVED_TEXTS: Readonly<
  Record<
    Unapproved,
    {
      readonly label: string;
      /** In a sentence, before a number of users. */
      readonly inSentence: string;
      /** In a sentence about one user. */
      readonly ofOne: string;
      readonly meaning: string;
    }
  >
> = {
  protected: {
    label: 'Protected',
    inSentence: 'protected',
    ofOne: 'protected',
    meaning: 'The protected register names them. It can’t be passed at all.',
  },
  excluded: {
    label: 'Excluded',
    inSentence: 'excluded',
    ofOne: 'excluded',
    meaning: 'They were excluded in the review.',
  },
  returned: {
    label: 'Returned since',
    inSentence: 'returned since',
    ofOne: 'returned since',
    meaning: 'A newer file brought them back, or signs of life, and nobody has decided since.',
  },
  contact: {
    label: 'Contacts',
    inSentence: 'Contacts',
    ofOne: 'a Contact',
    meaning:
      'Contacts are vendors’ records; nobody has approved them with a confirmation of its own.',
  },
  staff: {
    label: 'Staff or unknown role',
    inSentence: 'staff or unknown role',
    ofOne: 'staff, or their role is unknown',
    meaning: 'The role column says Yes or nothing, and nobody has approved them one by one.',
  },
  undecided: {
    label: 'Undecided',
    inSentence: 'undecided',
    ofOne: 'undecided',
    meaning: 'Nobody has decided about them.',
  },
  'not-in-review': {
    label: 'Not in the review',
    inSentence: 'not in the review',
    ofOne: 'not in the review',
    meaning: 'No candidates file names them, so nobody has reviewed them.',
  },
};

/** How a user stands in the review. */
export interface ReviewState {
  readonly decision: Decision;
  /** Bits by REVIEW_FLAGS. */
  readonly flags: number;
  /** The newest candidates file names them. */
  readonly candidate: boolean;
}

const bit = (flag: ReviewFlag) => flagMask([flag]);
const PROTECTED = bit('protected');
const RETURNED = bit('returned');
const CONTACT = bit('contact');
const STAFF = flagMask(['staff-role', 'unknown-role']);

/** Undefined: approved. The register comes first, since it can't be passed. */
export function unapprovedKind(state: ReviewState): Unapproved | undefined {
  const { decision, flags, candidate } = state;
  if ((flags & PROTECTED) !== 0) return 'protected';
  if (!candidate) return 'not-in-review';
  if (decision === 'approved') return undefined;
  if (decision === 'excluded') return 'excluded';
  if ((flags & RETURNED) !== 0) return 'returned';
  if ((flags & CONTACT) !== 0) return 'contact';
  return (flags & STAFF) !== 0 ? 'staff' : 'undecided';
}
