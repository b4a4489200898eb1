/**
 * A document on screen: its sections as cards, its numbers as ways to the users they count. Knows what forms sections
 * have, and nothing of what they say.
 */
import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type {
  Bar,
  DocumentColumn,
  DocumentSection,
  DocumentTone,
  DocumentValue,
  Fact,
  SectionBody,
  SignatureLine,
} from '#shared/documents/document.ts';
import { type BarItem, SegmentBar } from '../../ui/Bars.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { CountLink } from '../../ui/CountLink.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount } from '../../ui/format.ts';
import type { Tone } from '../../ui/meaning.ts';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import { TitledCard } from '../../ui/TitledCard.tsx';
import { DateText, InstantText, Money } from '../../ui/Values.tsx';
import styles from './ReportsScreen.module.css';
import { documentWords } from './words.tsx';

interface SectionProps {
  readonly section: DocumentSection;
  /** What stands in a section of the form `capture`. */
  readonly capture: ReactNode;
}

export function SectionCard({ section, capture }: SectionProps) {
  if (section.form === 'alarm') return <Alarm alarm={section} />;
  if (section.form === 'bars') return <Bars section={section} />;
  if (section.form === 'capture') return capture;
  const { title, help } = section;
  return (
    <TitledCard
      title={title}
      aside={
        help && (
          <RuleHelp about={help.about} source={help.source}>
            {help.text}
          </RuleHelp>
        )
      }
    >
      <SectionContent section={section} label={title} />
    </TitledCard>
  );
}

type Plain = Exclude<SectionBody, { form: 'alarm' | 'bars' | 'capture' }>;

function SectionContent({ section, label }: { readonly section: Plain; readonly label: string }) {
  if (section.form === 'facts') return <FactTable facts={section.facts} label={label} />;
  if (section.form === 'table') return <ValueTable {...section} label={label} />;
  if (section.form === 'signatures') return <Signatures lines={section.lines} label={label} />;
  return section.lines.map((line) => (
    <Text key={line} size="sm" c="dimmed" p={12}>
      {line}
    </Text>
  ));
}

function Alarm({ alarm }: { readonly alarm: Extract<SectionBody, { form: 'alarm' }> }) {
  const { text, note, behind, users } = alarm;
  return (
    <ErrorNote
      text={
        behind ? (
          <CountLink count={users ?? 1} {...behind}>
            {text}
          </CountLink>
        ) : (
          text
        )
      }
      {...(note !== undefined && { where: note })}
    />
  );
}

function FactTable({ facts, label }: { readonly facts: readonly Fact[]; readonly label: string }) {
  return (
    <Table aria-label={label} variant="vertical" layout="fixed">
      <Table.Tbody>
        {facts.map((fact, n) => (
          // Several facts may have the same label: a list of staff each.
          // biome-ignore lint/suspicious/noArrayIndexKey: they never change places
          <Table.Tr key={n}>
            <Table.Th scope="row" w="42%" className={styles.settingLabel}>
              {fact.label}
            </Table.Th>
            <Table.Td className={styles.settingValue}>
              <ValueView value={fact.value} />
              {fact.note !== undefined && <div className={styles.factNote}>{fact.note}</div>}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function ValueTable({
  columns,
  rows,
  label,
}: Extract<SectionBody, { form: 'table' }> & { readonly label: string }) {
  return (
    <div className={styles.wide}>
      <Table aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ id, heading, is }) => (
              <Table.Th key={id} scope="col" ta={isNumber(is) ? 'right' : undefined}>
                {heading}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a document never change places
            <Table.Tr key={n}>
              {columns.map(({ id, is }, column) => (
                <Table.Td
                  key={id}
                  ta={isNumber(is) ? 'right' : undefined}
                  className={isNumber(is) ? styles.number : styles.cell}
                >
                  <ValueView value={row[column] ?? null} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

const isNumber = (is: DocumentColumn['is']) => is === 'count' || is === 'amount';

function ValueView({ value }: { readonly value: DocumentValue | null }) {
  if (value === null) return null;
  switch (value.is) {
    case 'text':
      return value.text;
    case 'code':
      return <Code text={value.text} />;
    case 'count':
      return value.behind ? (
        <CountLink count={value.count} {...value.behind} />
      ) : (
        <span className="pd-figures">{formatCount(value.count)}</span>
      );
    case 'amount':
      return value.behind ? (
        <CountLink count={value.minor} {...value.behind}>
          <Money minor={value.minor} />
        </CountLink>
      ) : (
        <Money minor={value.minor} />
      );
    case 'date':
      return <DateText date={value.date} />;
    case 'instant':
      return <InstantText instant={value.at} />;
    // On paper alone: nobody ticks it here.
    case 'tick':
      return null;
  }
}

/** A hash can be copied; a short number needs no button. */
function Code({ text }: { readonly text: string }) {
  if (text.length < 32) return <span className="pd-figures">{text}</span>;
  return (
    <span className={styles.seal}>
      <span className={styles.hash}>{text}</span>
      <CopyButton text={text} what={documentWords.hash} />
    </span>
  );
}

const TONES: Readonly<Record<DocumentTone, Tone>> = {
  purge: 'purge',
  keep: 'keep',
  approved: 'approved',
  undecided: 'undecided',
  boundary: 'boundary',
  plain: 'accent',
};

/** What adds up as one bar; its parts as lines below. */
function Bars({ section }: { readonly section: Extract<DocumentSection, { form: 'bars' }> }) {
  const { whole, bars } = section;
  const parts = bars.flatMap((bar, n) => {
    const of = bars.slice(0, n).findLast(({ part }) => !part);
    return bar.part && of ? [{ ...bar, label: documentWords.part(of.label, bar.label) }] : [];
  });
  return (
    <div>
      <SegmentBar
        label={documentWords.whole(whole.label, whole.count)}
        items={bars.filter(({ part }) => !part).map(itemOf)}
        total={whole.count}
      />
      {parts.length > 0 && (
        <ul className={styles.parts}>
          {parts.map((bar) => (
            <li key={bar.label}>
              <span>{bar.label}</span>
              {bar.behind ? (
                <CountLink count={bar.count} {...bar.behind} />
              ) : (
                <span className="pd-figures">{formatCount(bar.count)}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function itemOf({ label, count, tone, behind }: Bar): BarItem {
  return { key: label, label, value: count, tone: TONES[tone], ...behind };
}

function Signatures({
  lines,
  label,
}: {
  readonly lines: readonly SignatureLine[];
  readonly label: string;
}) {
  return (
    <Table aria-label={label} variant="vertical" layout="fixed">
      <Table.Tbody>
        {lines.map(({ role, name, at }) => (
          <Table.Tr key={role}>
            <Table.Th scope="row" w="42%" className={styles.settingLabel}>
              {role}
            </Table.Th>
            <Table.Td className={styles.settingValue}>
              {name === null ? (
                <span className={styles.unsigned}>{documentWords.onPaper}</span>
              ) : (
                <>
                  {name}, <InstantText instant={at} />
                </>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
