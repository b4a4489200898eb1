/**
 * One value of a file as it will be read: a date as a date, an identifier with its odd spaces. Used by
 * the first rows and the columns.
 */
import { isIsoDate } from '#shared/domain/calendar.ts';
import { DateText, Identifier } from '../../ui/Values.tsx';
import { fieldLabelled } from './fieldOfColumn.ts';

interface ReadValueProps {
  /** Label of the field; null for a column that is kept as it is. */
  readonly field: string | null;
  readonly value: string;
}

export function ReadValue({ field, value }: ReadValueProps) {
  const kind = fieldLabelled(field)?.kind;
  if (kind === 'identifier') return <Identifier text={value} />;
  if (kind === 'date' && isIsoDate(value)) return <DateText date={value} />;
  return value;
}
