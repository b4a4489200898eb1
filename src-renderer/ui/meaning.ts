/**
 * What has a meaning has a colour, an icon and a word: decisions, review flags, outcomes. The one table of them.
 * Colours are in theme.css, words in words/meanings.ts.
 */
import {
  IconActivity,
  IconAddressBook,
  IconAlertTriangle,
  IconArrowsDiff,
  IconBuildingCommunity,
  IconCalendarClock,
  IconCalendarOff,
  IconCircleCheck,
  IconCircleDashed,
  IconCopy,
  IconEyeOff,
  IconFlame,
  IconHash,
  IconHelpCircle,
  IconId,
  IconIdBadge2,
  IconLink,
  IconListCheck,
  IconMicroscope,
  IconMoon,
  IconNote,
  IconNumber0,
  IconNumbers,
  IconRowRemove,
  IconShield,
  IconShieldLock,
  IconStrikethrough,
  IconUserCheck,
  IconUserHeart,
  IconUserQuestion,
  IconUserShare,
  IconUsers,
  IconUsersGroup,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Unapproved } from '#shared/domain/approval.ts';
import type { Decision } from '#shared/domain/review.ts';
import { REVIEW_FLAG_TEXTS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import type { OutcomeMark } from '#shared/jobKinds/jobKind.ts';
import {
  DECISION_WORDS,
  LACK_MARK_WORDS,
  OUTCOME_WORDS,
  SHORT_FLAGS,
  STAFF_CONFIRMED_WORDS,
} from './words/meanings.ts';

/** Names of the colours that carry meaning: --pd-{tone}, --pd-{tone}-soft, --pd-{tone}-fill. */
export type Tone =
  | 'purge'
  | 'keep'
  | 'undecided'
  | 'boundary'
  | 'staff'
  | 'unknown'
  | 'accent'
  | 'approved';

export interface Meaning {
  readonly tone: Tone;
  readonly icon: TablerIcon;
  /** The word in sentences and buttons. */
  readonly word: string;
  /** For narrow grid cells. */
  readonly short: string;
}

export const DECISION_MEANINGS: Readonly<Record<Decision, Meaning>> = {
  undecided: { tone: 'undecided', icon: IconCircleDashed, ...DECISION_WORDS.undecided },
  excluded: { tone: 'keep', icon: IconShield, ...DECISION_WORDS.excluded },
  approved: { tone: 'approved', icon: IconCircleCheck, ...DECISION_WORDS.approved },
};

/** Approved although the role column says Yes or nothing; shown wherever the decision is. */
export const STAFF_CONFIRMED: Meaning & { readonly meaning: string } = {
  tone: 'staff',
  icon: IconIdBadge2,
  ...STAFF_CONFIRMED_WORDS,
};

/** The marks of what happens or happened to a user in a job. */
export const OUTCOME_MEANINGS = {
  purged: { tone: 'purge', icon: IconFlame, ...OUTCOME_WORDS.purged },
  retained: { tone: 'keep', icon: IconShield, ...OUTCOME_WORDS.retained },
  changed: { tone: 'accent', icon: IconListCheck, ...OUTCOME_WORDS.changed },
  unchanged: { tone: 'undecided', icon: IconCircleDashed, ...OUTCOME_WORDS.unchanged },
} as const satisfies Readonly<Record<OutcomeMark, Meaning>>;

/** Colour, icon and short word; the word itself is the flag's label in the domain. */
function flag(name: ReviewFlag, tone: Tone, icon: TablerIcon): Meaning {
  return { tone, icon, short: SHORT_FLAGS[name], word: REVIEW_FLAG_TEXTS[name].label };
}

export const FLAG_MEANINGS: Readonly<Record<ReviewFlag, Meaning>> = {
  'staff-role': flag('staff-role', 'staff', IconId),
  'unknown-role': flag('unknown-role', 'unknown', IconHelpCircle),
  protected: flag('protected', 'keep', IconShieldLock),
  'exclusion-list': flag('exclusion-list', 'keep', IconListCheck),
  'zero-loss-pair': flag('zero-loss-pair', 'boundary', IconNumber0),
  conflict: flag('conflict', 'boundary', IconAlertTriangle),
  'expiry-in-future': flag('expiry-in-future', 'boundary', IconCalendarClock),
  'no-purge-date': flag('no-purge-date', 'unknown', IconCalendarOff),
  boundary: flag('boundary', 'boundary', IconMoon),
  'numeric-identifier': flag('numeric-identifier', 'boundary', IconHash),
  'unreadable-value': flag('unreadable-value', 'unknown', IconEyeOff),
  'activity-elsewhere': flag('activity-elsewhere', 'boundary', IconBuildingCommunity),
  returned: flag('returned', 'boundary', IconUserCheck),
  'hidden-row': flag('hidden-row', 'unknown', IconRowRemove),
  'struck-out': flag('struck-out', 'unknown', IconStrikethrough),
  'blank-group': flag('blank-group', 'unknown', IconUsersGroup),
  'two-cells': flag('two-cells', 'unknown', IconCopy),
  'lost-digits': flag('lost-digits', 'boundary', IconNumbers),
  'possible-pair': flag('possible-pair', 'boundary', IconArrowsDiff),
  'possible-twin': flag('possible-twin', 'boundary', IconUsers),
  contact: flag('contact', 'staff', IconAddressBook),
  'keep-words': flag('keep-words', 'keep', IconNote),
  'shared-identifier': flag('shared-identifier', 'boundary', IconUserQuestion),
  'recent-activity': flag('recent-activity', 'boundary', IconActivity),
  researcher: flag('researcher', 'boundary', IconMicroscope),
  'linked-account': flag('linked-account', 'boundary', IconLink),
  proxy: flag('proxy', 'boundary', IconUserShare),
  guardian: flag('guardian', 'boundary', IconUserHeart),
};

/** What keeps users from going, as a mark. */
export const LACK_MEANINGS: Readonly<Record<Unapproved, Meaning>> = {
  protected: FLAG_MEANINGS.protected,
  excluded: DECISION_MEANINGS.excluded,
  returned: FLAG_MEANINGS.returned,
  contact: FLAG_MEANINGS.contact,
  staff: { ...STAFF_CONFIRMED, ...LACK_MARK_WORDS.staff },
  undecided: DECISION_MEANINGS.undecided,
  'not-in-review': { ...FLAG_MEANINGS['unknown-role'], ...LACK_MARK_WORDS.notInReview },
};
