/** Details of one user that are in force, each as a text: what they say, without dates and marks. Pure. */
import type { KindDetails } from '#shared/contract/shapes/details.ts';
import { detailKind } from '#shared/details/details.ts';
import { isInForce } from '#shared/details/inForce.ts';

/** @param today as YYYY-MM-DD */
export function lineTexts({ kind, lines }: KindDetails, today: string): string[] {
  const { fields, inForce } = detailKind(kind);
  return lines.flatMap(({ values }) => {
    const told = (name: string) => values[fields.findIndex((field) => field.name === name)] ?? null;
    if (!isInForce(kind, told, today)) return [];
    const said = fields.flatMap((field) => {
      const value = told(field.name);
      const isText = field.kind === 'text' || field.kind === 'code';
      return isText && field.name !== inForce?.status && value !== null ? [String(value)] : [];
    });
    return said.length > 0 ? [said.join(' · ')] : [];
  });
}
