/** Where the data of a report came from: the files in force when the job was submitted. Pure. */
import type { JobReport } from '../../contract/shapes/jobReport.ts';
import { importKind } from '../../importKinds/importKinds.ts';
import type { DocumentColumn, DocumentSection } from '../document.ts';
import { column, textSection } from '../sections.ts';
import { code, count, date, instant, text } from '../values.ts';
import { SOURCE_WORDS } from './words.ts';

const FILE: DocumentColumn = column('file', SOURCE_WORDS.file, 'text', 44);
const KIND: DocumentColumn = column('kind', SOURCE_WORDS.kind, 'text', 28);
const ROWS: DocumentColumn = column('rows', SOURCE_WORDS.rows, 'count', 10);
const DATA_DATE: DocumentColumn = {
  id: 'dataDate',
  heading: SOURCE_WORDS.dataDate,
  is: 'date',
  width: 14,
};

/** Names are what is looked for. */
const SHORT_COLUMNS: readonly DocumentColumn[] = [
  { ...FILE, width: 60 },
  { ...KIND, width: 30 },
  { ...ROWS, width: 8 },
  { ...DATA_DATE, width: 12 },
];

/** For the one page. */
export function shortSourceSection({ review }: JobReport): DocumentSection | undefined {
  const sources = review?.sources;
  if (!sources || sources.length === 0) return undefined;
  return {
    id: 'files',
    title: SOURCE_WORDS.title,
    form: 'table',
    columns: SHORT_COLUMNS,
    rows: sources.map(({ fileName, rows, dataDate, ...what }) => [
      text(fileName),
      text(kindText(what)),
      count(rows),
      date(dataDate),
    ]),
  };
}

/** With the hash by which a file is known again. */
export function sourceSection({ review }: JobReport): DocumentSection {
  const { title } = SOURCE_WORDS;
  const sources = review?.sources;
  if (!sources) return textSection('sources', title, [SOURCE_WORDS.none]);
  return {
    id: 'sources',
    title,
    form: 'table',
    columns: [
      FILE,
      KIND,
      ROWS,
      DATA_DATE,
      column('added', SOURCE_WORDS.added, 'instant', 20),
      column('by', SOURCE_WORDS.by, 'text', 20),
      column('hash', SOURCE_WORDS.hash, 'code', 66),
    ],
    rows: sources.map(({ fileName, rows, dataDate, addedAt, addedBy, sha256, ...what }) => [
      text(fileName),
      text(kindText(what)),
      count(rows),
      date(dataDate),
      instant(addedAt),
      addedBy === null ? null : text(addedBy),
      code(sha256),
    ]),
  };
}

type Source = NonNullable<NonNullable<JobReport['review']>['sources']>[number];

function kindText({ kind, coversAll }: Pick<Source, 'kind' | 'coversAll'>): string {
  const { label } = importKind(kind);
  return coversAll ? SOURCE_WORDS.coversAll(label) : label;
}
