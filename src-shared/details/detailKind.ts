/**
 * What the catalogue says of a kind of details: lines that hang on a user, of which there can be any number, such as
 * identifiers, notes and blocks. Pure data; what follows from it is details.ts.
 */

/**
 * `code`: one of few words, in Alma's words where a file has them beside its codes; compared without case. `date`: a day
 * as YYYY-MM-DD. `instant`: a moment as YYYY-MM-DDThh:mm:ssZ where Alma's XML tells one, else a day: of reports the time is
 * not kept, since none says of which zone it is. `money`: minor units. `yesNo`: 1 or 0. `count`: a whole number.
 */
const DETAIL_FIELD_KINDS = ['text', 'code', 'date', 'instant', 'money', 'yesNo', 'count'] as const;
export type DetailFieldKind = (typeof DETAIL_FIELD_KINDS)[number];

export interface DetailField {
  /** Unlike the name of any other field of details or of users; also the name of its column in files. */
  readonly name: string;
  /** In Alma's words, so that it is understood alone. */
  readonly label: string;
  /** What heads its column among the lines of its kind. */
  readonly heading: string;
  readonly kind: DetailFieldKind;
  /** Headings in exports, compared without case, spaces and punctuation. The label always counts. */
  readonly aliases: readonly string[];
}

/** A line for somebody’s purpose: of a block, a role or an identifier, whether it is in force. */
export interface InForce {
  readonly status: string;
  readonly expiry?: string;
}

export interface DetailKindDefinition {
  readonly kind: string;
  /** By it the lines of files are stored. Never changed, never used again. */
  readonly number: number;
  /** Many of them, as the tab is called. */
  readonly label: string;
  readonly fields: readonly DetailField[];
  /** The fields that say whether a line is in force; undefined: all are. */
  readonly inForce?: InForce;
  /** What one asks of such a line before all else; undefined: the first field. */
  readonly askedFirst?: string;
  /** Lists of users have a column of how many are in force. Files tell them in rows of their own, so that each counts. */
  readonly counted?: true;
}

/** A row of a kind: its label says what it is alone, its heading what it is beside the others of its kind. */
export function detail<const Name extends string, const Kind extends DetailFieldKind>(
  name: Name,
  [label, heading]: readonly [label: string, heading: string],
  kind: Kind,
  aliases: readonly string[] = [],
): DetailField & { readonly name: Name; readonly kind: Kind } {
  return { name, label, heading, kind, aliases };
}
