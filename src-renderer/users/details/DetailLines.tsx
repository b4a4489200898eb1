/**
 * The lines of a kind of details, whatever the kind: which columns there are is the catalogue's and the file's to say.
 * Tells unknown from none, and where nothing is known which report would tell.
 */
import { Anchor, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { KindDetails } from '#shared/contract/shapes/details.ts';
import type { DetailFieldKind } from '#shared/details/detailKind.ts';
import { type DetailFieldName, detailKind } from '#shared/details/details.ts';
import { isInForce } from '#shared/details/inForce.ts';
import { IMPORT_KINDS, importKind } from '#shared/importKinds/importKinds.ts';
import { useToday } from '../../client/workspace.ts';
import { navigate } from '../../place/navigation.ts';
import { formatCount } from '../../ui/format.ts';
import { DateText, InstantText, Money } from '../../ui/Values.tsx';
import { valueWords } from '../../ui/words/components.tsx';
import styles from './Details.module.css';
import { Part } from './EvidenceTab.tsx';
import { JobLink } from './JobLink.tsx';
import { lineWords, sourceWords } from './words.tsx';

interface DetailLinesProps {
  readonly details: KindDetails;
  /** Other kinds stand on the same tab. */
  readonly titled: boolean;
  /** What a tab of its own adds to the lines. */
  readonly more?: LineExtras;
}

interface LineExtras {
  /** In front of all lines and of each: a box. */
  readonly leadHeading: ReactNode;
  /** The field that stands before the others: what the tab is about. */
  readonly first: DetailFieldName;
  readonly lead: (line: number) => ReactNode;
  /** Of a column of its own, behind the first; undefined: it has nothing to say of any line. */
  readonly heading: string;
  readonly cell: ((line: number) => ReactNode) | undefined;
}

export function DetailLines({ details, titled, more }: DetailLinesProps) {
  const { label } = detailKind(details.kind);
  const lines =
    details.lines.length > 0 ? (
      <Lines details={details} more={more} />
    ) : (
      <Nothing details={details} />
    );
  const whole = (
    <>
      {lines}
      {details.source && <Source source={details.source} />}
    </>
  );
  return titled ? <Part title={label}>{whole}</Part> : whole;
}

function Nothing({ details: { kind, files, source } }: { readonly details: KindDetails }) {
  const reports = IMPORT_KINDS.map(importKind).filter(({ lines }) => lines?.includes(kind));
  return (
    <Text size="sm" c="dimmed">
      {source
        ? lineWords.none
        : files > 0
          ? lineWords.notNamed(files)
          : lineWords.unknown(reports.map(({ report }) => report))}
    </Text>
  );
}

interface LinesProps {
  readonly details: KindDetails;
  readonly more: LineExtras | undefined;
}

/** Of more than these, texts take several rows rather than room from the others. */
const MANY_COLUMNS = 6;

function Lines({ details: { kind, told, lines }, more }: LinesProps) {
  const today = useToday();
  const definition = detailKind(kind);
  // A column that is blank for this user says nothing here.
  const columns = definition.fields
    .map((field, n) => ({ field, n }))
    .filter(
      ({ field, n }) =>
        (told as readonly string[]).includes(field.name) &&
        lines.some(({ values }) => (values[n] ?? null) !== null),
    );
  const first = columns.filter(({ field }) => field.name === more?.first);
  const others = columns.filter(({ field }) => field.name !== more?.first);
  const heading = ({ field }: (typeof columns)[number]) => (
    <Table.Th key={field.name} scope="col" ta={isNumeric(field.kind) ? 'right' : 'left'}>
      {field.heading}
    </Table.Th>
  );
  const readerOf = (line: KindDetails['lines'][number]) => (name: string) => {
    const n = definition.fields.findIndex((field) => field.name === name);
    return line.values[n] ?? null;
  };
  return (
    <div className={styles.wide} data-many={columns.length > MANY_COLUMNS || undefined}>
      <Table className={styles.table} aria-label={definition.label}>
        <Table.Thead>
          <Table.Tr>
            {more && <Table.Td w={32}>{more.leadHeading}</Table.Td>}
            {first.map(heading)}
            {more?.cell && <Table.Th scope="col">{more.heading}</Table.Th>}
            {others.map(heading)}
            <Table.Th scope="col" ta="right">
              {lineWords.row}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line, at) => {
            const inForce = isInForce(kind, readerOf(line), today);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row of a file can tell several lines
              <Table.Tr key={at} data-over={!inForce || undefined}>
                {more && <Table.Td>{more.lead(at)}</Table.Td>}
                {first.map(({ field, n }) => (
                  <Cell key={field.name} kind={field.kind} value={line.values[n] ?? null} />
                ))}
                {more?.cell && <Table.Td>{more.cell(at)}</Table.Td>}
                {others.map(({ field, n }, place) => (
                  <Cell key={field.name} kind={field.kind} value={line.values[n] ?? null}>
                    {place === 0 && !inForce && (
                      <span className={styles.aside}>{lineWords.notInForce}</span>
                    )}
                  </Cell>
                ))}
                <Table.Td ta="right" className="pd-figures">
                  {line.row > 0 && formatCount(line.row)}
                  {line.jobId !== undefined && (
                    <span className={styles.aside}>
                      <JobLink jobId={line.jobId} />
                    </span>
                  )}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}

interface CellProps {
  readonly kind: DetailFieldKind;
  readonly value: string | number | null;
  readonly children?: ReactNode;
}

function Cell({ kind, value, children }: CellProps) {
  return (
    <Table.Td ta={isNumeric(kind) ? 'right' : 'left'}>
      <Value kind={kind} value={value} />
      {children}
    </Table.Td>
  );
}

function isNumeric(kind: DetailFieldKind): boolean {
  return kind === 'money' || kind === 'count';
}

/** What can't be read as its kind is shown as it stands. */
function Value(props: {
  readonly kind: DetailFieldKind;
  readonly value: string | number | null;
}): ReactNode {
  const { kind, value } = props;
  if (value === null) return null;
  if (typeof value === 'number') {
    if (kind === 'money') return <Money minor={value} />;
    if (kind === 'yesNo') return value === 1 ? valueWords.yes : valueWords.no;
    return <span className="pd-figures">{formatCount(value)}</span>;
  }
  if (kind === 'date' || kind === 'instant') {
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return <DateText date={value} />;
    const instant = Date.parse(value);
    if (kind === 'instant' && !Number.isNaN(instant)) return <InstantText instant={instant} />;
  }
  return <span className={styles.text}>{value}</span>;
}

function Source({ source }: { readonly source: NonNullable<KindDetails['source']> }) {
  return (
    <Text size="xs" c="dimmed" mt={8}>
      {sourceWords.whereAndWhen(
        <Anchor
          component="button"
          type="button"
          inherit
          onClick={() => navigate({ screen: 'import', importId: source.importId })}
        >
          {source.fileName}
        </Anchor>,
        source.dataDate === null
          ? sourceWords.noDataDate
          : sourceWords.dataOf(<DateText date={source.dataDate} />),
      )}
    </Text>
  );
}
