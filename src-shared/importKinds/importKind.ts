/**
 * What a kind of file is: which columns it needs and understands, and what becomes of its rows. Each
 * kind is one file beside this one and one line in importKinds.ts; importing works by the definition
 * and has no code for single kinds. Pure.
 */
import type { DetailKind } from '../details/details.ts';
import type { FieldKind } from '../fields/userField.ts';
import type { UserFieldName } from '../fields/userFields.ts';

/** A column that only this kind understands: the status of a fee, the number of loans of a row. */
export interface OwnColumn {
  /** Unlike the name of any user field, so that both can be told apart. */
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly choices?: undefined;
  /** Headings in exports, compared without case, spaces and punctuation. The label always counts. */
  readonly aliases: readonly string[];
  /** Shown as a part of the line alone: what is counted doesn’t depend on it, so nobody is held back for it. */
  readonly aside?: boolean;
}

/** One row of a kind whose rows are items (a loan, a fee): the kind's own columns as they were read. */
export interface ItemRow {
  /** Whether the file has such a column. */
  has(column: string): boolean;
  /** Blank when the cell is, or when the file has no such column. */
  text(column: string): string;
  /** A number, or minor units for money; null when blank. */
  number(column: string): number | null;
}

export interface ImportKindDefinition {
  readonly kind: string;
  readonly label: string;
  /** What such a file is for, in one line. */
  readonly purpose: string;
  /** How the report is usually called. */
  readonly report: string;
  /**
   * `review`: its users become candidates. `replica`: it tells about users, who stay what they are.
   * `set`: its identifiers become an itemized set. `roles`: its users have a staff role, and others of whom no
   * report tells a role have none. `lines`: its rows are lines of its users, who stay what they are. `evidence`: its
   * rows are kept and shown with the user, and change nothing.
   */
  readonly effect: 'review' | 'replica' | 'set' | 'roles' | 'lines' | 'evidence';
  /** User fields that have a column of their own in such a file, besides the primary identifier. */
  readonly tells: readonly UserFieldName[];
  readonly columns: readonly OwnColumn[];
  /** Columns without which such a file is of no use: of each group at least one. */
  readonly needs: readonly (readonly string[])[];
  /** Columns that speak for this kind when several would fit. */
  readonly marks: readonly string[];
  /** Words in the file's name or above the headings that speak for this kind. */
  readonly words: RegExp | undefined;
  /** The details of which each row is a line, beside whatever else it tells. */
  readonly lines?: readonly DetailKind[];
  /** Columns that tell a sum of a user: a file that has no other of a line has no lines. */
  readonly sums?: readonly string[];
  /**
   * For kinds whose rows are items: the user fields that are counted, and what one row adds to each.
   * A user's value is the sum over the rows of the file.
   */
  readonly counts?: {
    readonly fields: readonly UserFieldName[];
    readonly of: (row: ItemRow) => Readonly<Partial<Record<UserFieldName, number>>>;
  };
}

/** Text without case and outer spaces, for comparing what cells say with words of ours. */
export function foldWord(text: string): string {
  return text.trim().toLowerCase();
}

const OTHERS = '\\bother\\b.*\\b(?:librar|institution)|\\belsewhere\\b';

/** Words that speak for a kind about this library, unless others are spoken of. */
export function wordsHere(words: string): RegExp {
  return new RegExp(`^(?!.*(?:${OTHERS})).*\\b(?:${words})\\b`, 'is');
}

/** The same words, where they are said of other libraries. */
export function wordsElsewhere(words: string): RegExp {
  return new RegExp(`^(?=.*(?:${OTHERS})).*\\b(?:${words})\\b`, 'is');
}

/** Whose items they are, in reports about other libraries. */
export const ELSEWHERE_COLUMNS = [
  {
    name: 'other_library',
    label: 'Library',
    kind: 'text',
    aliases: ['Other library', 'Library name', 'Owning library'],
  },
  {
    name: 'institution',
    label: 'Institution',
    kind: 'text',
    aliases: ['Institution name', 'Other institution'],
  },
] as const;
