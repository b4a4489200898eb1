/** Words of what no report told, in the preview of a purge: one sentence, with the list behind it. */
import {
  RETAIN_REASON_TEXTS,
  RETAIN_REASONS,
  type RetainReason,
} from '#shared/domain/purgeRules.ts';
import { countOf, formatCount } from '../../../../../ui/format.ts';

const ofAll = (rules: number) =>
  `${formatCount(rules)} of the ${formatCount(RETAIN_REASONS.length)} reasons`;

export const uncoveredWords = {
  preview: (rules: number, purged: number) =>
    `Alma may retain some of the ${countOf(purged, 'user')}: reports leave ${ofAll(rules)} open, for all or some of them.`,
  show: 'Show which',
  hide: 'Hide',
  about: 'what reports leave open',
  source: 'this program’s decision',
  help: 'For so many of the users no imported report says anything about the rule. Who isn’t in a report of loans may have loans all the same: unknown is not No.',
  table: 'Rules that reports leave open',
  rule: 'Rule',
  users: 'Users',
  previewTitle: (reason: RetainReason) =>
    `To be purged, and no report covers: ${RETAIN_REASON_TEXTS[reason].label}`,
} as const;
