/** A number of a purge preview that leads to the users behind it. */
import type { PurgePreview } from '#shared/contract/shapes/purgePreview.ts';
import { CountLink } from '../../../../ui/CountLink.tsx';
import { type CountedPart, partOf } from './previewCriteria.ts';

interface PreviewCountProps {
  readonly preview: PurgePreview;
  readonly part: CountedPart;
  /** What the users are called where they are shown. */
  readonly title: string;
}

export function PreviewCount({ preview, part, title }: PreviewCountProps) {
  return (
    <CountLink count={preview[part]} noun="user" criteria={partOf(preview, part)} title={title} />
  );
}
