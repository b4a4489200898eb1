/**
 * Values as the interface shows them: money, dates, instants, identifiers, absent values. Never changes a value,
 * only how it is written.
 */
import { Tooltip } from '@mantine/core';
import { type TimeZone, zoneName } from '#shared/domain/timeZones.ts';
import { useSettings, useZone } from '../client/workspace.ts';
import { formatAmount, formatDate, formatDay, formatInstant, formatZone } from './format.ts';
import styles from './Values.module.css';
import { valueWords } from './words/components.tsx';

/** Where no report said anything: striped, so that it can't be taken for zero or No. */
export function UnknownValue({ label = valueWords.notReported }: { readonly label?: string }) {
  return (
    <span className={styles.unknown} title={label}>
      <span aria-hidden>?</span>
      <span className="pd-visually-hidden">{label}</span>
    </span>
  );
}

/** Minor units in the currency of the workspace; null is unknown. */
export function Money({ minor }: { readonly minor: number | null }) {
  const currency = useSettings()?.currency ?? 'USD';
  if (minor === null) return <UnknownValue />;
  return <span className="pd-figures">{formatAmount(minor, currency)}</span>;
}

/** A calendar date as the system writes it, the ISO date in the tooltip. */
export function DateText({
  date,
  absent = '–',
}: {
  readonly date: string | null;
  readonly absent?: string;
}) {
  if (date === null) return <span className={styles.absent}>{absent}</span>;
  return (
    <time dateTime={date} title={date} className={`pd-figures ${styles.date}`}>
      {formatDate(date)}
    </time>
  );
}

interface InstantTextProps {
  readonly instant: number | null;
  /** Only the day, the moment in the tooltip: where there is little room. */
  readonly dayOnly?: boolean;
}

/** A moment on the institution's clocks; in the tooltip UTC, and the zone where it isn't this computer's. */
export function InstantText({ instant, dayOnly = false }: InstantTextProps) {
  const zone = useZone();
  if (instant === null) return <span className={styles.absent}>–</span>;
  const iso = new Date(instant).toISOString();
  return (
    <time dateTime={iso} title={momentText(instant, zone, dayOnly)} className="pd-figures">
      {dayOnly ? formatDay(instant, zone) : formatInstant(instant, zone)}
    </time>
  );
}

/** What is written of the moment alone, more of it beside. */
function momentText(instant: number, zone: TimeZone, dayOnly: boolean): string {
  const elsewhere = zoneName(zone) !== zoneName(null);
  const iso = new Date(instant).toISOString();
  const beside = elsewhere ? `${formatZone(zone, instant)} · ${iso}` : iso;
  return dayOnly ? `${formatInstant(instant, zone)} (${beside})` : beside;
}

/** Outer and double spaces, every space but the usual one, and marks without width. */
const ODD_SPACES =
  /^\s+|\s+$|\s{2,}|[^\S ]|[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu;

/** An identifier exactly as in the file; odd spaces are shown as marks. */
export function Identifier({ text }: { readonly text: string }) {
  return <span className={styles.identifier}>{withVisibleSpaces(text)}</span>;
}

function withVisibleSpaces(text: string) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(ODD_SPACES)) {
    parts.push(text.slice(end, match.index));
    parts.push(<OddSpace key={match.index} spaces={match[0]} />);
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return parts;
}

function OddSpace({ spaces }: { readonly spaces: string }) {
  const kinds = [...new Set([...spaces].map(spaceName))].join(', ');
  const marks = [...spaces].map((each) => (each === ' ' ? '·' : '⍽')).join('');
  return (
    <Tooltip label={valueWords.oddSpace(kinds)}>
      <span className={styles.oddSpace}>
        <span aria-hidden>{marks}</span>
        <span className="pd-visually-hidden">({kinds})</span>
      </span>
    </Tooltip>
  );
}

function spaceName(character: string): string {
  if (character === ' ') return valueWords.space;
  if (character === '\u00a0') return valueWords.noBreakSpace;
  if (character === '\t') return valueWords.tab;
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
