/** Where the data of a report came from: the files in force when the job was submitted. Pure. */
import type { JobReport } from '../../contract/shapes/jobReport.ts';
import { importKind } from '../../importKinds/importKinds.ts';
import type { DocumentColumn, DocumentSection } from '../document.ts';
import { code, count, date, instant, text } from '../values.ts';
import { SOURCE_WORDS } from './words.ts';

const FILE: DocumentColumn = { id: 'file', heading: SOURCE_WORDS.file, is: 'text', width: 44 };
const KIND: DocumentColumn = { id: 'kind', heading: SOURCE_WORDS.kind, is: 'text', width: 28 };
const ROWS: DocumentColumn = { id: 'rows', heading: SOURCE_WORDS.rows, is: 'count', width: 10 };
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
  if (!sources) return { id: 'sources', title, form: 'text', lines: [SOURCE_WORDS.none] };
  return {
    id: 'sources',
    title,
    form: 'table',
    columns: [
      FILE,
      KIND,
      ROWS,
      DATA_DATE,
      { id: 'added', heading: SOURCE_WORDS.added, is: 'instant', width: 20 },
      { id: 'by', heading: SOURCE_WORDS.by, is: 'text', width: 20 },
      { id: 'hash', heading: SOURCE_WORDS.hash, is: 'code', width: 66 },
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
