/** Why the form of a purge can't be used as it is filled in, as a sentence. */
import type { PurgeFlaw } from '#shared/domain/purgeRules.ts';
import { purgeFlawText } from '#shared/refusals/jobRefusals.ts';
import { SAY } from '../../../../ui/failure.ts';
import { purgeMissing } from './words/settings.tsx';

export function flawText(flaw: PurgeFlaw | 'runDate'): string {
  return flaw === 'runDate' ? purgeMissing.runDate : purgeFlawText(flaw, SAY);
}
