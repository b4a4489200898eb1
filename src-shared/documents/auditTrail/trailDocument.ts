/** The audit trail as a document: what was asked for, how the trail ends, and the entries, which are streamed. Pure. */
import type { AuditFilter } from '../../contract/shapes/auditTrail.ts';
import type { DocumentColumn, Fact, ReportDocument } from '../document.ts';
import { type Making, madeHead } from '../documentHead.ts';
import { sayIn } from '../jobReport/sayIn.ts';
import { column, factSection, textSection } from '../sections.ts';
import { code, count, fact } from '../values.ts';
import type { TrailEnd } from './trailEnd.ts';
import { TRAIL_WORDS, trailFilterText } from './words.ts';

const TRAIL_LIST = 'entries';

const COLUMNS: readonly DocumentColumn[] = [
  column('number', TRAIL_WORDS.number, 'count', 9),
  column('at', TRAIL_WORDS.at, 'instant', 20),
  column('who', TRAIL_WORDS.who, 'text', 24),
  column('what', TRAIL_WORDS.what, 'text', 30),
  column('about', TRAIL_WORDS.about, 'text', 34),
  column('facts', TRAIL_WORDS.facts, 'text', 60),
  column('hash', TRAIL_WORDS.hash, 'code', 66),
];

export interface TrailContext extends Making {
  /** The name of whom the filter names. */
  readonly who: string;
  /** Entries that pass the filter. */
  readonly entries: number;
  readonly head: TrailEnd | null;
}

export function trailDocument(filter: AuditFilter, context: TrailContext): ReportDocument {
  const { entries, head, who } = context;
  const say = sayIn(context);
  const subtitle = trailFilterText(filter, who, say);
  const { reading } = TRAIL_WORDS;
  return {
    title: TRAIL_WORDS.title,
    subtitle,
    head: madeHead(context, TRAIL_WORDS.made),
    summary: [
      factSection('end', TRAIL_WORDS.end, endFacts(head)),
      textSection('reading', reading.title, reading.lines),
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
