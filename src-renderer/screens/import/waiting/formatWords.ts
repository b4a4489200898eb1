/** The format of a file in words, by its contents and whatever its name ends in. Pure. */
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { SEPARATOR_LABELS, TEXT_ENCODING_LABELS } from '#shared/domain/textFormats.ts';

export function formatWords({ format, columns }: ImportCheck): string {
  if (format.type === 'workbook') return 'Excel workbook';
  // Nothing is separated in a single column.
  const separated =
    columns.length > 1 ? `${SEPARATOR_LABELS[format.separator]}-separated text` : 'Text';
  return `${separated}, ${TEXT_ENCODING_LABELS[format.encoding]}`;
}
