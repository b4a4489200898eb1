/** Words of what no report told, in the preview of a purge: one sentence, with the list behind it. */
import {
  RETAIN_REASON_TEXTS,
  RETAIN_REASONS,
  type RetainReason,
} from '#shared/domain/purgeRules.ts';
import { countOf, formatCount } from '../../../../../ui/format.ts';

const ofAll = (rules: number) =>
  `${formatCount(rules)} of the ${formatCount(RETAIN_REASONS.length)} reasons for which Alma retains users`;

export const uncoveredWords = {
  preview: (rules: number, purged: number) =>
    `No report tells about ${ofAll(rules)}, so Alma may retain some of the ${countOf(purged, 'user')}.`,
  show: 'Show which',
  hide: 'Hide',
  about: 'what no report covers',
  source: 'this program’s decision',
  help: 'No imported report says anything about these rules for this many of the users. Unknown is not No.',
  table: 'Rules that no report covered',
  rule: 'Rule',
  users: 'Users',
  previewTitle: (reason: RetainReason) =>
    `To be purged, and no report covers: ${RETAIN_REASON_TEXTS[reason].label}`,
} as const;
