/**
 * Short names and weights of the things to know about a file; their sentences are shared with the command line
 * (notices/noticeText.ts).
 */
import {
  IconAlertTriangle,
  IconArrowsLeftRight,
  IconBuildingCommunity,
  IconCalendarOff,
  IconCalendarTime,
  IconCode,
  IconCopy,
  IconEyeOff,
  IconFileUnknown,
  IconHash,
  IconIdBadgeOff,
  IconLetterCase,
  IconMathFunction,
  IconNumber0,
  IconQuote,
  IconSpacingHorizontal,
  IconStack2,
  IconStrikethrough,
  IconSum,
  IconTableOff,
  IconTableOptions,
  IconUserOff,
  IconUserQuestion,
  IconUserShare,
  IconUsersGroup,
  type TablerIcon,
} from '@tabler/icons-react';
import type { NoticeCode } from '#shared/notices/noticeText.ts';

interface NoticeTitle {
  readonly title: string;
  readonly icon: TablerIcon;
  /** Worth a look before adding, in the colour of doubt. */
  readonly doubtful: boolean;
}

export const NOTICE_TITLES: Readonly<Record<NoticeCode, NoticeTitle>> = {
  'no-heading': { title: 'No heading', icon: IconTableOff, doubtful: true },
  'numeric-identifier': { title: 'Numeric identifiers', icon: IconHash, doubtful: true },
  'lost-digits': { title: 'More than 15 digits', icon: IconHash, doubtful: true },
  'odd-spaces': { title: 'Odd spaces', icon: IconSpacingHorizontal, doubtful: false },
  'empty-report': { title: 'Empty report', icon: IconTableOff, doubtful: true },
  'export-limit': { title: 'Perhaps cut off', icon: IconTableOff, doubtful: true },
  'total-row': { title: 'Totals', icon: IconSum, doubtful: false },
  'unusable-row': { title: 'Rows left out', icon: IconAlertTriangle, doubtful: true },
  'stray-quote': { title: 'Stray quotation marks', icon: IconQuote, doubtful: true },
  'extra-cells': { title: 'More cells than headings', icon: IconTableOptions, doubtful: true },
  'broken-bytes': { title: 'Damaged bytes', icon: IconAlertTriangle, doubtful: true },
  'unreadable-value': { title: 'Unreadable values', icon: IconAlertTriangle, doubtful: true },
  'odd-identifier': { title: 'Odd marks', icon: IconQuote, doubtful: true },
  'possible-pair': { title: 'Possible pairs', icon: IconArrowsLeftRight, doubtful: true },
  formula: { title: 'Formulas', icon: IconMathFunction, doubtful: false },
  duplicate: { title: 'Repeated identifiers', icon: IconCopy, doubtful: false },
  conflict: { title: 'Conflicts', icon: IconAlertTriangle, doubtful: true },
  'case-twin': { title: 'Upper and lower case', icon: IconLetterCase, doubtful: false },
  'blank-group': { title: 'No user group', icon: IconUsersGroup, doubtful: true },
  'no-groups': { title: 'No user groups', icon: IconUsersGroup, doubtful: true },
  'number-format': { title: 'Zeros of a number format', icon: IconNumber0, doubtful: false },
  'hidden-row': { title: 'Hidden rows', icon: IconEyeOff, doubtful: true },
  'struck-out': { title: 'Struck-out rows', icon: IconStrikethrough, doubtful: true },
  'two-cells': { title: 'Two cells in one place', icon: IconStack2, doubtful: true },
  'no-result': { title: 'Formulas without a result', icon: IconMathFunction, doubtful: true },
  'not-told': { title: 'Counts as not told', icon: IconAlertTriangle, doubtful: true },
  'unreadable-expiry': { title: 'Unreadable expiry dates', icon: IconCalendarOff, doubtful: true },
  'purged-before': { title: 'Purged before', icon: IconUserOff, doubtful: false },
  'zero-loss-pair': { title: 'Possible zero-loss pairs', icon: IconNumber0, doubtful: true },
  'others-without-role': { title: 'Not on the list', icon: IconIdBadgeOff, doubtful: true },
  'not-moved-yet': { title: 'Not moved in Alma yet', icon: IconUserShare, doubtful: false },
  'nobody-known': { title: 'Nobody known', icon: IconUserQuestion, doubtful: true },
  'old-data': { title: 'Old data', icon: IconCalendarTime, doubtful: true },
  'other-dates': { title: 'Data of other days', icon: IconCalendarOff, doubtful: true },
  'other-library': { title: 'Another library', icon: IconBuildingCommunity, doubtful: true },
  macros: { title: 'Macros', icon: IconCode, doubtful: false },
  misnamed: { title: 'Misleading name', icon: IconFileUnknown, doubtful: false },
  'no-styles': { title: 'Styles are missing', icon: IconFileUnknown, doubtful: true },
  'leftover-sheets': { title: 'Leftover sheets', icon: IconTableOptions, doubtful: false },
  'trailing-bytes': { title: 'Bytes behind the end', icon: IconFileUnknown, doubtful: false },
  'other-sheets': { title: 'Other sheets', icon: IconTableOptions, doubtful: false },
};
