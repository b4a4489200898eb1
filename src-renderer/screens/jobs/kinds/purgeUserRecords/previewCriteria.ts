/**
 * The users behind each number of a purge preview. Most are parts that the engine holds for the
 * preview; the rest are said in criteria over the same users.
 */
import type { PurgePreview } from '#shared/contract/shapes/purgePreview.ts';
import { allOf, type Criteria } from '#shared/domain/criteria.ts';
import { lastPurgeDateTaken, type Reading } from '#shared/domain/dayBound.ts';
import {
  type PurgeSettings,
  RETAINING_FACTS,
  type RetainReason,
} from '#shared/domain/purgeRules.ts';
import { recordTypeCriteria } from '#shared/domain/recordTypeCriteria.ts';

/** Parts whose number the preview has under the same name. */
export type CountedPart =
  | 'inScope'
  | 'purged'
  | 'retained'
  | 'boundary'
  | 'boundaryNotTaken'
  | 'left'
  | 'listOnly'
  | 'contacts'
  | 'unknownRecordType'
  | 'purgedProtected'
  | 'purgedWithStaffRole'
  | 'purgedWithUnknownRole';

type Part = CountedPart | RetainReason | 'non-affiliated' | 'researcher-unknown';

/** Users that a job can meet. */
const PRESENT: Criteria = {
  op: 'not',
  of: {
    op: 'any',
    of: [
      { op: 'membership', value: 'deleted' },
      { op: 'membership', value: 'identifierOnly' },
    ],
  },
};

export function partOf({ previewId }: PurgePreview, part: Part): Criteria {
  return { op: 'inPreview', previewId, part };
}

/** In scope if the day bound were read this way. */
export function inScopeBy({ settings }: PurgePreview, reading: Reading): Criteria {
  const to = lastPurgeDateTaken(reading, settings.runDate, settings.days);
  return allOf(PRESENT, { op: 'dateBetween', field: 'purge_date', to }, ...matching(settings));
}

export function withWaivedBalance(preview: PurgePreview): Criteria {
  const transferred = preview.countTransferred === true;
  return allOf(partOf(preview, 'purged'), { op: 'owes', transferred, from: 1 });
}

/** To be purged, and no report covers the rule. */
export function uncovered(preview: PurgePreview, reason: RetainReason): Criteria {
  return allOf(
    partOf(preview, 'purged'),
    reason !== 'running-job' && { op: 'blank', field: RETAINING_FACTS[reason] },
  );
}

/** Record type, and user group or set. */
function matching({ recordType, userGroup, setId }: PurgeSettings): Criteria[] {
  const criteria = [recordTypeCriteria(recordType)];
  if (userGroup !== null) criteria.push({ op: 'oneOf', field: 'user_group', values: [userGroup] });
  if (setId !== undefined) criteria.push({ op: 'inSet', setId });
  return criteria;
}
