/** Why the form of a purge leads no further as it is filled in, as a sentence. */
import { purgeFlawText } from '#shared/refusals/jobRefusals.ts';
import { SAY } from '../../../../ui/failure.ts';
import type { FormFlaw } from './purgeDraft.ts';
import type { CurrentPreview } from './usePurgePreview.ts';
import { purgeMissing } from './words/settings.tsx';

export function flawText(flaw: FormFlaw): string {
  return flaw === 'runDate' || flaw === 'set' ? purgeMissing[flaw] : purgeFlawText(flaw, SAY);
}

/** Undefined: there is one, and somebody is in scope. */
export function whyNoPreview({ preview, current, error }: CurrentPreview): string | undefined {
  if (error) return purgeMissing.noPreview;
  if (!current || !preview) return purgeMissing.previewing;
  return preview.inScope === 0 ? purgeMissing.nobody : undefined;
}
