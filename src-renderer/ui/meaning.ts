/**
 * What has a meaning has a colour, an icon and a word: decisions, review flags, outcomes. The one table of them.
 * Colours are in theme.css.
 */
import {
  IconAddressBook,
  IconAlertTriangle,
  IconArrowsDiff,
  IconBuildingCommunity,
  IconCalendarClock,
  IconCalendarOff,
  IconCircleDashed,
  IconCopy,
  IconEyeOff,
  IconFlame,
  IconHash,
  IconHelpCircle,
  IconId,
  IconIdBadge2,
  IconListCheck,
  IconMoon,
  IconNumber0,
  IconNumbers,
  IconRowRemove,
  IconShield,
  IconShieldLock,
  IconStrikethrough,
  IconUserCheck,
  IconUsersGroup,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Decision } from '#shared/domain/review.ts';
import { REVIEW_FLAG_TEXTS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import type { OutcomeMark } from '#shared/jobKinds/jobKind.ts';
import { type JobKind, outcomeWords } from '#shared/jobKinds/jobKinds.ts';

/** Names of the colours that carry meaning: --pd-{tone}, --pd-{tone}-soft, --pd-{tone}-fill. */
export type Tone = 'purge' | 'keep' | 'undecided' | 'boundary' | 'staff' | 'unknown' | 'accent';

export interface Meaning {
  readonly tone: Tone;
  readonly icon: TablerIcon;
  /** The word in sentences and buttons. */
  readonly word: string;
  /** For narrow grid cells. */
  readonly short: string;
}

export const DECISION_MEANINGS: Readonly<Record<Decision, Meaning>> = {
  undecided: { tone: 'undecided', icon: IconCircleDashed, word: 'Undecided', short: 'Undecided' },
  excluded: { tone: 'keep', icon: IconShield, word: 'Excluded', short: 'Excluded' },
  approved: { tone: 'purge', icon: IconFlame, word: 'Approved', short: 'Approved' },
};

/** Approved although the role column says Yes or nothing; shown wherever the decision is. */
export const STAFF_CONFIRMED: Meaning & { readonly meaning: string } = {
  tone: 'staff',
  icon: IconIdBadge2,
  word: 'Staff, approved one by one',
  short: 'Staff',
  meaning: 'Approved although the role column says Yes or nothing; the identifier was typed.',
};

/** The marks of what happens or happened to a user in a job. */
export const OUTCOME_MEANINGS = {
  purged: { tone: 'purge', icon: IconFlame, word: 'Purged', short: 'Purged' },
  retained: { tone: 'keep', icon: IconShield, word: 'Retained', short: 'Retained' },
  changed: { tone: 'accent', icon: IconListCheck, word: 'Changed', short: 'Changed' },
  unchanged: { tone: 'undecided', icon: IconCircleDashed, word: 'Left alone', short: 'Left alone' },
} as const satisfies Readonly<Record<OutcomeMark, Meaning>>;

/** An outcome of a kind of job: its own word, with the mark that it is shown with. */
export function outcomeMeaning(kind: JobKind, outcome: string): Meaning {
  const { word, mark } = outcomeWords(kind, outcome);
  return { ...OUTCOME_MEANINGS[mark], word, short: word };
}

/** Colour, icon and short word; the word itself is the flag's label in the domain. */
function flag(name: ReviewFlag, tone: Tone, icon: TablerIcon, short: string): Meaning {
  return { tone, icon, short, word: REVIEW_FLAG_TEXTS[name].label };
}

export const FLAG_MEANINGS: Readonly<Record<ReviewFlag, Meaning>> = {
  'staff-role': flag('staff-role', 'staff', IconId, 'Staff'),
  'unknown-role': flag('unknown-role', 'unknown', IconHelpCircle, 'Role unknown'),
  protected: flag('protected', 'keep', IconShieldLock, 'Protected'),
  'exclusion-list': flag('exclusion-list', 'keep', IconListCheck, 'On list'),
  'zero-loss-pair': flag('zero-loss-pair', 'boundary', IconNumber0, 'Zero pair'),
  conflict: flag('conflict', 'boundary', IconAlertTriangle, 'Conflict'),
  'expiry-in-future': flag('expiry-in-future', 'boundary', IconCalendarClock, 'Not expired'),
  'no-purge-date': flag('no-purge-date', 'unknown', IconCalendarOff, 'No date'),
  boundary: flag('boundary', 'boundary', IconMoon, 'Boundary'),
  'numeric-identifier': flag('numeric-identifier', 'boundary', IconHash, 'Numeric'),
  'unreadable-value': flag('unreadable-value', 'unknown', IconEyeOff, 'Unreadable'),
  'activity-elsewhere': flag('activity-elsewhere', 'boundary', IconBuildingCommunity, 'Elsewhere'),
  returned: flag('returned', 'boundary', IconUserCheck, 'Returned'),
  'hidden-row': flag('hidden-row', 'unknown', IconRowRemove, 'Hidden row'),
  'struck-out': flag('struck-out', 'unknown', IconStrikethrough, 'Struck out'),
  'blank-group': flag('blank-group', 'unknown', IconUsersGroup, 'No group stated'),
  'two-cells': flag('two-cells', 'unknown', IconCopy, 'Two cells'),
  'lost-digits': flag('lost-digits', 'boundary', IconNumbers, 'Lost digits'),
  'possible-pair': flag('possible-pair', 'boundary', IconArrowsDiff, 'Possible pair'),
  contact: flag('contact', 'staff', IconAddressBook, 'Contact'),
};
