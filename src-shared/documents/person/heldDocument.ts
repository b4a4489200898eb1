/** Everything held about one person as a document, record by record and row by row. Pure. */
import type { Institution } from '../../contract/shapes/settings.ts';
import type { Say } from '../../domain/said.ts';
import { type TrailEnd, trailEndSections } from '../auditTrail/trailEnd.ts';
import type {
  DocumentColumn,
  DocumentSection,
  DocumentValue,
  Fact,
  ReportDocument,
} from '../document.ts';
import { factIfSaid, madeHead } from '../documentHead.ts';
import { sayIn } from '../jobReport/sayIn.ts';
import { column, factSection, textSection } from '../sections.ts';
import { pastDecisionText, STATE_TEXTS } from '../userList/cellTexts.ts';
import { code, count, date, fact, instant, text, type ValueFormat } from '../values.ts';
import type { HeldMaking, HeldOfPerson, HeldRecord, HeldRow, HeldValue } from './held.ts';
import { HELD_IN_TEXTS, HELD_WORDS as WORDS } from './words.ts';

export interface HeldContext extends ValueFormat {
  readonly institution: Institution;
  readonly making: HeldMaking;
  readonly trailEnd: TrailEnd | null;
}

export function heldDocument(held: HeldOfPerson, context: HeldContext): ReportDocument {
  const { institution, making } = context;
  const say = sayIn(context);
  const named = held.records.map(whoOf);
  return {
    title: WORDS.title,
    subtitle: named.length > 0 ? named.join('; ') : WORDS.noRecord,
    head: madeHead(
      { ...context, institution, at: making.at, by: making.by },
      WORDS.made,
      factIfSaid(WORDS.searched, held.texts.join('; ')),
    ),
    summary: [
      summarySection(held),
      textSection('reading', WORDS.reading.title, WORDS.reading.lines),
    ],
    details: [
      ...held.records.flatMap((record) =>
        recordSections(record, held.records.length > 1 ? whoOf(record) : null, say),
      ),
      ...held.rows.map((row, n) => rowSection(row, n, say)),
      ...quotationSection(held, say),
      ...copySections(held),
      ...trailEndSections(context.trailEnd),
    ],
    lists: [],
  };
}

const whoOf = ({ name, identifier }: HeldRecord) => [name, identifier].filter(Boolean).join(', ');

function summarySection(held: HeldOfPerson): DocumentSection {
  const { title, what, count: heading, ...words } = WORDS.summary;
  const sum = (of: (record: HeldRecord) => number) =>
    held.records.reduce((all, record) => all + of(record), 0);
  const counts: [string, number][] = [
    [words.records, held.records.length],
    [words.lines, sum(({ details }) => details.reduce((all, { lines }) => all + lines.length, 0))],
    [words.decisions, sum(({ decisions }) => decisions.length)],
    [words.notes, sum(({ notes, letters }) => notes.length + letters.length)],
    [words.jobs, sum(({ jobs }) => jobs.length)],
    [words.history, sum(({ history }) => history.length)],
    [words.rows, held.rows.length],
    [words.quotations, held.quotations.length],
    [words.captures, held.captures.length],
    [words.originals, held.originals.length],
    [words.exports, held.exports.length],
  ];
  return {
    id: 'held',
    title,
    form: 'table',
    columns: [column('what', what, 'text', 80), column('count', heading, 'count', 12)],
    rows: counts.map(([label, number]) => [text(label), count(number)]),
  };
}

type Rows = readonly (readonly (DocumentValue | null)[])[];

/** None where there is nothing to tell. */
function table(
  id: string,
  title: string,
  columns: readonly DocumentColumn[],
  rows: Rows,
): DocumentSection[] {
  return rows.length === 0 ? [] : [{ id, title, form: 'table', columns, rows }];
}

const said = (what: string | null) => (what === null || what === '' ? null : text(what));

// One function: the parts of a record in their order.
function recordSections(record: HeldRecord, who: string | null, say: Say): DocumentSection[] {
  const words = WORDS.record;
  const id = (part: string) => `user-${record.userNo}-${part}`;
  const titled = (title: string) => (who === null ? title : WORDS.of(who, title));
  const part = (name: string, title: string, columns: readonly DocumentColumn[], rows: Rows) =>
    table(id(name), titled(title), columns, rows);
  const when = column('at', words.at, 'instant', 17);
  const by = column('by', words.by, 'text', 16);
  const facts: Fact[] = [
    fact(words.state, text(STATE_TEXTS[record.state])),
    ...(record.deletedAt === null ? [] : [fact(words.deletedAt, instant(record.deletedAt))]),
    ...factsOf(record.fields),
  ];
  return [
    factSection(id('fields'), titled(words.fields), facts),
    ...part(
      'flags',
      words.flags,
      [column('flag', words.flag, 'text', 28), column('why', words.why, 'text', 80)],
      record.flags.map(({ label, why }) => [text(label), text(why)]),
    ),
    ...record.details.flatMap(({ kind, label, file, lines }) =>
      linesSections(id(`lines-${kind}`), titled(WORDS.lines(label, file)), lines, say),
    ),
    ...part(
      'decisions',
      words.decisions,
      [
        when,
        by,
        column('decision', words.decision, 'text', 34),
        column('note', words.note, 'text', 40),
        column('undone', words.undone, 'text', 8),
      ],
      record.decisions.map(({ at, by: name, note, undone, ...made }) => [
        ...[instant(at), said(name), text(pastDecisionText(made)), said(note)],
        undone ? text(words.yes) : null,
      ]),
    ),
    ...part(
      'notes',
      words.notes,
      [when, by, column('text', words.text, 'text', 80)],
      record.notes.map(({ at, by: name, text: note }) => [instant(at), said(name), text(note)]),
    ),
    ...part(
      'letters',
      words.letters,
      [when, by, column('file', words.file, 'text', 24), column('text', words.text, 'text', 60)],
      record.letters.map(({ at, by: name, file, text: letter }) => [
        ...[instant(at), said(name), text(file), text(letter ?? words.onlyRow)],
      ]),
    ),
    ...part(
      'jobs',
      words.jobs,
      [
        when,
        by,
        column('job', words.job, 'text', 30),
        column('outcome', words.outcome, 'text', 14),
        column('because', words.because, 'text', 24),
        column('evidence', words.evidence, 'text', 30),
      ],
      record.jobs.map(({ at, by: name, jobId, kind, outcome, reasons, evidence, name: job }) => [
        ...[instant(at), said(name), text(`${say.count(jobId)}: ${kind}, ${job}`), text(outcome)],
        ...[said(reasons.join('; ')), said(evidence)],
      ]),
    ),
    ...part(
      'history',
      words.history,
      [
        when,
        by,
        column('field', words.field, 'text', 28),
        column('before', words.before, 'text', 28),
        column('after', words.after, 'text', 28),
      ],
      record.history.map(({ at, by: name, what, field, before, after }) => [
        ...[instant(at), said(name), text(field ?? WORDS.what[what]), before, after],
      ]),
    ),
    ...part(
      'sets',
      words.sets,
      [column('set', words.set, 'text', 60)],
      record.sets.map(({ name }) => [text(name)]),
    ),
    ...part(
      'rules',
      words.rules,
      [
        column('rule', words.rule, 'text', 24),
        column('value', words.value, 'text', 36),
        column('note', words.note, 'text', 40),
      ],
      record.rules.map(({ kind, value, note }) => [text(kind), text(value), said(note)]),
    ),
  ];
}

const factsOf = (values: readonly HeldValue[]): Fact[] =>
  values.map(({ label, value }) => fact(label, value));

/** A line of few values is a row of a table, beside the others of its kind; none is left out for want of room. */
const MOST_COLUMNS = 6;

function linesSections(
  id: string,
  title: string,
  lines: readonly (readonly HeldValue[])[],
  say: Say,
): DocumentSection[] {
  const labels = [...new Set(lines.flatMap((line) => line.map(({ label }) => label)))];
  if (labels.length > MOST_COLUMNS)
    return lines.map((line, n) =>
      factSection(
        `${id}-${n + 1}`,
        lines.length === 1 ? title : WORDS.of(title, say.count(n + 1)),
        factsOf(line),
      ),
    );
  const columns = labels.map((label, n) => {
    const is = lines.flatMap((line) => line.filter((each) => each.label === label))[0]!.value.is;
    return column(`column-${n}`, label, is, 24);
  });
  const rows = lines.map((line) =>
    labels.map((label) => line.find((each) => each.label === label)?.value ?? null),
  );
  return table(id, title, columns, rows);
}

function rowSection(row: HeldRow, n: number, say: Say): DocumentSection {
  const words = WORDS.row;
  const facts = [
    fact(words.kind, text(row.kind)),
    ...factIfSaid(words.sheet, row.sheet),
    ...(row.dataDate === null ? [] : [fact(words.dataDate, date(row.dataDate))]),
    row.importedAt === null
      ? fact(words.importedAt, null, words.waiting)
      : fact(words.importedAt, instant(row.importedAt)),
    ...factIfSaid(words.importedBy, row.importedBy),
    ...factsOf(row.cells),
  ];
  return factSection(`row-${n + 1}`, words.title(row.file, row.row, say), facts);
}

function quotationSection({ quotations }: HeldOfPerson, say: Say): DocumentSection[] {
  const words = WORDS.quotations;
  const place = ({ in: part, file, row }: HeldOfPerson['quotations'][number]) =>
    part === 'row' || file !== null
      ? words.inRow(file ?? '', row ?? 0, say)
      : HELD_IN_TEXTS[part][0];
  return table(
    'quotations',
    words.title,
    [
      column('in', words.in, 'text', 34),
      column('heading', words.heading, 'text', 20),
      column('text', words.text, 'text', 70),
    ],
    quotations.map((each) => [text(place(each)), said(each.heading), text(each.text)]),
  );
}

function copySections({ captures, originals, exports }: HeldOfPerson): DocumentSection[] {
  const { captures: ofCaptures, exports: ofExports } = WORDS;
  return [
    ...table(
      'captures',
      ofCaptures.title,
      [
        column('job', WORDS.record.job, 'count', 8),
        column('taken', ofCaptures.taken, 'instant', 18),
        column('hash', ofCaptures.hash, 'code', 66),
      ],
      captures.map(({ jobId, takenAt, sha256 }) => [count(jobId), instant(takenAt), code(sha256)]),
    ),
    ...table(
      'originals',
      WORDS.originals.title,
      [column('file', WORDS.record.file, 'text', 80)],
      originals.map((file) => [text(file)]),
    ),
    ...table(
      'exports',
      ofExports.title,
      [
        column('path', ofExports.path, 'text', 70),
        column('what', ofExports.what, 'text', 30),
        column('at', ofExports.at, 'instant', 18),
      ],
      exports.map(({ path, what, at }) => [text(path), text(what), instant(at)]),
    ),
  ];
}
