/**
 * One value of a file as it will be read: a date as a date, an identifier with its odd spaces.
 */
import { isIsoDate } from '#shared/domain/calendar.ts';
import type { FieldKind } from '#shared/fields/userField.ts';
import { DateText, Identifier } from '../../../ui/Values.tsx';

interface ReadValueProps {
  /** Of the column that it is read as; undefined for one that is kept as it is. */
  readonly kind: FieldKind | undefined;
  readonly value: string;
}

export function ReadValue({ kind, value }: ReadValueProps) {
  if (kind === 'identifier') return <Identifier text={value} />;
  if (kind === 'date' && isIsoDate(value)) return <DateText date={value} />;
  return value;
}
