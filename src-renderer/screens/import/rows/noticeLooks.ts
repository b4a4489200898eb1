/**
 * Icons and weights of the things to know about a file. Their titles stand in words/notices.ts; their sentences are
 * shared with the command line (notices/noticeText.ts).
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

interface NoticeLook {
  readonly icon: TablerIcon;
  /** Worth a look before adding, in the colour of doubt. */
  readonly doubtful: boolean;
}

export const NOTICE_LOOKS: Readonly<Record<NoticeCode, NoticeLook>> = {
  'no-heading': { icon: IconTableOff, doubtful: true },
  'numeric-identifier': { icon: IconHash, doubtful: true },
  'lost-digits': { icon: IconHash, doubtful: true },
  'odd-spaces': { icon: IconSpacingHorizontal, doubtful: false },
  'empty-report': { icon: IconTableOff, doubtful: true },
  'export-limit': { icon: IconTableOff, doubtful: true },
  'total-row': { icon: IconSum, doubtful: false },
  'unusable-row': { icon: IconAlertTriangle, doubtful: true },
  'stray-quote': { icon: IconQuote, doubtful: true },
  'extra-cells': { icon: IconTableOptions, doubtful: true },
  'broken-bytes': { icon: IconAlertTriangle, doubtful: true },
  'unreadable-value': { icon: IconAlertTriangle, doubtful: true },
  'odd-identifier': { icon: IconQuote, doubtful: true },
  'possible-pair': { icon: IconArrowsLeftRight, doubtful: true },
  formula: { icon: IconMathFunction, doubtful: false },
  duplicate: { icon: IconCopy, doubtful: false },
  conflict: { icon: IconAlertTriangle, doubtful: true },
  'case-twin': { icon: IconLetterCase, doubtful: false },
  'blank-group': { icon: IconUsersGroup, doubtful: true },
  'no-groups': { icon: IconUsersGroup, doubtful: true },
  'number-format': { icon: IconNumber0, doubtful: false },
  'hidden-row': { icon: IconEyeOff, doubtful: true },
  'struck-out': { icon: IconStrikethrough, doubtful: true },
  'two-cells': { icon: IconStack2, doubtful: true },
  'no-result': { icon: IconMathFunction, doubtful: true },
  'not-told': { icon: IconAlertTriangle, doubtful: true },
  'unreadable-expiry': { icon: IconCalendarOff, doubtful: true },
  'purged-before': { icon: IconUserOff, doubtful: false },
  'zero-loss-pair': { icon: IconNumber0, doubtful: true },
  'others-without-role': { icon: IconIdBadgeOff, doubtful: true },
  'not-moved-yet': { icon: IconUserShare, doubtful: false },
  'nobody-known': { icon: IconUserQuestion, doubtful: true },
  'old-data': { icon: IconCalendarTime, doubtful: true },
  'other-dates': { icon: IconCalendarOff, doubtful: true },
  'other-library': { icon: IconBuildingCommunity, doubtful: true },
  macros: { icon: IconCode, doubtful: false },
  misnamed: { icon: IconFileUnknown, doubtful: false },
  'no-styles': { icon: IconFileUnknown, doubtful: true },
  'leftover-sheets': { icon: IconTableOptions, doubtful: false },
  'trailing-bytes': { icon: IconFileUnknown, doubtful: false },
  'other-sheets': { icon: IconTableOptions, doubtful: false },
};
