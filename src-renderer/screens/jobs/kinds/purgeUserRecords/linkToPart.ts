/** A number of a purge preview that leads to the users behind it. */
import type { PurgePreview } from '#shared/contract/shapes/purgePreview.ts';
import { linkTo } from '../../linkTo.tsx';
import type { Linked } from '../../words.tsx';
import { type CountedPart, partOf } from './previewCriteria.ts';
import { partTitles } from './words/preview.tsx';

export function linkToPart(preview: PurgePreview, part: CountedPart): Linked {
  return linkTo(preview[part], partOf(preview, part), partTitles[part]);
}
