/**
 * A document as data: what a report says, section by section, before any medium gives it a form. The page shows it,
 * the workbook, the PDF and the print are made of it, so that all of them say the same in the same words. Values keep
 * their kind: a workbook gets real numbers and dates, a page links them to the users behind. Pure; knows no medium.
 */
import type { IsoDate } from '../domain/calendar.ts';
import type { Criteria } from '../domain/criteria.ts';

/** The users whom a number counts: on screen a link that opens them under the title. */
export interface UsersBehind {
  readonly criteria: Criteria;
  readonly title: string;
}

export type DocumentValue =
  | { readonly is: 'text'; readonly text: string }
  /** Identifiers and hashes: exactly so, never a number. */
  | { readonly is: 'code'; readonly text: string }
  | { readonly is: 'count'; readonly count: number; readonly behind?: UsersBehind }
  /** Minor units of the workspace's currency. */
  | { readonly is: 'amount'; readonly minor: number; readonly behind?: UsersBehind }
  | { readonly is: 'date'; readonly date: IsoDate }
  /** UTC milliseconds, shown in the institution's zone. */
  | { readonly is: 'instant'; readonly at: number }
  /** A box to tick on paper. */
  | { readonly is: 'tick' };

/** What a bar or a notice means; each medium has its own colour for it. */
export type DocumentTone = 'purge' | 'keep' | 'approved' | 'undecided' | 'boundary' | 'plain';

export interface Fact {
  readonly label: string;
  /** Null: nothing to say; the note says why. */
  readonly value: DocumentValue | null;
  readonly note?: string;
  /** Says again what stands at the head or among the exceptions: left out where there is no room. */
  readonly again?: true;
}

export interface Bar {
  readonly label: string;
  readonly count: number;
  readonly tone: DocumentTone;
  /** A part of the bar above it. */
  readonly part?: true;
  readonly behind?: UsersBehind;
}

/** A column of a table or a list: its heading, the kind of all its values, its width in characters. */
export interface DocumentColumn {
  readonly id: string;
  readonly heading: string;
  readonly is: DocumentValue['is'];
  readonly width: number;
}

export interface SignatureLine {
  readonly role: string;
  /** Who signed in the program, and when; null: a line to sign on paper. */
  readonly name: string | null;
  readonly at: number | null;
}

export type SectionBody =
  | { readonly form: 'facts'; readonly facts: readonly Fact[] }
  | { readonly form: 'bars'; readonly whole: Bar; readonly bars: readonly Bar[] }
  | {
      readonly form: 'table';
      readonly columns: readonly DocumentColumn[];
      readonly rows: readonly (readonly (DocumentValue | null)[])[];
    }
  | { readonly form: 'text'; readonly lines: readonly string[] }
  /** In red, before everything else. */
  | {
      readonly form: 'alarm';
      readonly text: string;
      readonly note?: string;
      readonly users?: number;
      readonly behind?: UsersBehind;
    }
  /** The screen capture of the job's settings; its bytes come with the source. */
  | { readonly form: 'capture'; readonly alt: string; readonly facts: readonly Fact[] }
  | { readonly form: 'signatures'; readonly lines: readonly SignatureLine[] };

export type DocumentSection = SectionBody & {
  /** Names the section for tests and links; unique in its document. */
  readonly id: string;
  readonly title: string;
  /** Behind the question mark on screen, with where it comes from. */
  readonly help?: { readonly about: string; readonly text: string; readonly source: string };
};

/** What the rows of a list are. */
export type RowsAre = 'users' | 'entries';

/** A list of users, as long as it may be: its rows are streamed by the source. */
export interface DocumentList {
  readonly id: string;
  /** Also the name of its sheet: at most 31 characters. */
  readonly title: string;
  /** A sentence above it: who stands in it. */
  readonly about: string;
  /** How many rows it has: users, or users and events. */
  readonly users: number;
  /** What its rows are, where they aren't users. */
  readonly rowsAre?: RowsAre;
  /** Says again, sorted otherwise, what other lists say: of use where it can be filtered, not on paper. */
  readonly again?: true;
  readonly columns: readonly DocumentColumn[];
}

/** One row of a list: text, code and date as text, count, amount and instant as numbers; null: not told. */
export type ListRow = readonly (string | number | null)[];

export interface ReportDocument {
  readonly title: string;
  /** The job's name, or the filter of a list. */
  readonly subtitle: string;
  /** Institution, period, prepared by: what stands at the head of every page. */
  readonly head: readonly Fact[];
  /** What stands alone on one sheet of paper. */
  readonly summary: readonly DocumentSection[];
  readonly details: readonly DocumentSection[];
  readonly lists: readonly DocumentList[];
}
