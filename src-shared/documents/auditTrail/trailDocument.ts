/** The audit trail as a document: what was asked for, how the trail ends, and the entries, which are streamed. Pure. */
import type { AuditFilter } from '../../contract/shapes/auditTrail.ts';
import type { Institution } from '../../contract/shapes/settings.ts';
import type { DocumentColumn, Fact, ReportDocument } from '../document.ts';
import { factIfSaid, institutionFacts, zoneFact } from '../institutionFacts.ts';
import { sayIn } from '../jobReport/sayIn.ts';
import { code, count, fact, instant, type ValueFormat } from '../values.ts';
import type { TrailEnd } from './trailEnd.ts';
import { TRAIL_WORDS, trailFilterText } from './words.ts';

const TRAIL_LIST = 'entries';

const COLUMNS: readonly DocumentColumn[] = [
  { id: 'number', heading: TRAIL_WORDS.number, is: 'count', width: 9 },
  { id: 'at', heading: TRAIL_WORDS.at, is: 'instant', width: 20 },
  { id: 'who', heading: TRAIL_WORDS.who, is: 'text', width: 24 },
  { id: 'what', heading: TRAIL_WORDS.what, is: 'text', width: 30 },
  { id: 'about', heading: TRAIL_WORDS.about, is: 'text', width: 34 },
  { id: 'facts', heading: TRAIL_WORDS.facts, is: 'text', width: 60 },
  { id: 'hash', heading: TRAIL_WORDS.hash, is: 'code', width: 66 },
];

export interface TrailContext extends ValueFormat {
  readonly institution: Institution;
  readonly at: number;
  readonly by: string;
  /** The name of whom the filter names. */
  readonly who: string;
  /** Entries that pass the filter. */
  readonly entries: number;
  readonly head: TrailEnd | null;
}

export function trailDocument(filter: AuditFilter, context: TrailContext): ReportDocument {
  const { entries, head, who, at, by, institution } = context;
  const say = sayIn(context);
  const subtitle = trailFilterText(filter, who, say);
  const { reading } = TRAIL_WORDS;
  return {
    title: TRAIL_WORDS.title,
    subtitle,
    head: [
      ...institutionFacts(institution),
      fact(TRAIL_WORDS.made, instant(at)),
      ...factIfSaid(TRAIL_WORDS.madeBy, by),
      zoneFact(context, at),
    ],
    summary: [
      { id: 'end', title: TRAIL_WORDS.end, form: 'facts', facts: endFacts(head) },
      { id: 'reading', title: reading.title, form: 'text', lines: [...reading.lines] },
    ],
    details: [],
    lists: [
      {
        id: TRAIL_LIST,
        title: TRAIL_WORDS.title,
        about: TRAIL_WORDS.listAbout(subtitle, TRAIL_WORDS.entriesOf(entries, say)),
        users: entries,
        rowsAre: 'entries',
        columns: COLUMNS,
      },
    ],
  };
}

function endFacts(head: TrailContext['head']): Fact[] {
  if (head === null) return [];
  return [fact(TRAIL_WORDS.entries, count(head.entryNo)), fact(TRAIL_WORDS.last, code(head.hash))];
}
