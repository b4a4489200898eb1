/**
 * A value of a file as it was read: a date as the system writes dates, an amount in the workspace's currency, an
 * identifier with its odd spaces. A text that is none of these is shown as it stands.
 */
import type { FileValue, ShownColumn } from '#shared/contract/shapes/fileValues.ts';
import { isIsoDate } from '#shared/domain/calendar.ts';
import { formatCount } from './format.ts';
import { DateText, Identifier, Money } from './Values.tsx';
import { valueWords } from './words/components.tsx';

interface FileValueTextProps {
  /** Of the column that it is read as; null or undefined for one that is kept as it is. */
  readonly kind: ShownColumn['kind'] | undefined;
  readonly value: FileValue;
}

export function FileValueText({ kind, value }: FileValueTextProps) {
  if (value === null) return null;
  if (typeof value === 'number') {
    if (kind === 'yesNo') return value === 1 ? valueWords.yes : valueWords.no;
    if (kind === 'money') return <Money minor={value} />;
    return kind === 'number' ? formatCount(value) : String(value);
  }
  if (kind === 'identifier') return <Identifier text={value} />;
  if (kind === 'date' && isIsoDate(value)) return <DateText date={value} />;
  return value;
}
