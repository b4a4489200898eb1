/**
 * What the catalogue says of a field of users, and how a row of it is written down. Pure data; what follows from it is
 * userFields.ts.
 */

export const FIELD_KINDS = [
  'identifier',
  'text',
  'choice',
  'date',
  'yesNo',
  'number',
  'money',
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/**
 * What several rows of one identifier say together, of the values that they state. `first`: the first. `latest` date,
 * `largest` count or amount: more of them means more reason to keep the user. `yes-if-any`: Yes before unknown before No.
 * `each`: all of them, each once.
 */
export type MergeRule = 'first' | 'latest' | 'largest' | 'yes-if-any' | 'each';

export interface UserField {
  /** Also the column in the table `user` (of the group its number), and the key in rows of users. */
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
  /** Headings in exports, compared without case, spaces and punctuation. The label always counts. */
  readonly aliases: readonly string[];
  /** What heads its column in the grid, where the label is too long. */
  readonly shortLabel?: string | undefined;
  /** Of the core of the review: shown in the grid unless the user chooses otherwise, and of a user always. */
  readonly shown: boolean;
  /** Asked for often: its range stands in front in the filter. */
  readonly askedOften: boolean;
  /** The only values that a cell may have, whatever its case; undefined: any. */
  readonly choices?: readonly string[] | undefined;
  readonly merge: MergeRule;
  /** Rows of one identifier that state different values are a conflict. */
  readonly conflicts: boolean;
  /** The purge or the protection of a user depends on it: a value that can't be read holds the user back. */
  readonly holdsBack: boolean;
  /**
   * A value that can't be read may count as not told, when the librarian says so. Not where nobody looks after us:
   * groups and purge dates that are not told protect and retain nobody here, though the file tells one; activity
   * elsewhere Alma doesn't ask about.
   */
  readonly mayBeNotTold: boolean;
  /** Differs with the calendar, whatever the user did: another value is no change. */
  readonly ofCalendar: boolean;
  /**
   * Of the record behind a candidate: nothing of it retains a user, its heading speaks for no kind of file, and its
   * column is offered only where a file has it.
   */
  readonly ofRecord: boolean;
  /** A date that can't be in the future: a year of two digits is one of those that were. */
  readonly ofThePast: boolean;
}

/** How rows are merged unless the field says otherwise: what makes a wrong purge least likely. */
const MERGES: Readonly<Record<FieldKind, MergeRule>> = {
  identifier: 'first',
  text: 'first',
  choice: 'first',
  date: 'latest',
  yesNo: 'yes-if-any',
  number: 'largest',
  money: 'largest',
};

type Said = Partial<Omit<UserField, 'name' | 'label' | 'kind' | 'choices'>>;

/** A row of the catalogue: what isn't said is the rule for its kind, or no. */
export function field<
  const Name extends string,
  const Kind extends FieldKind,
  const Choices extends readonly string[] | undefined = undefined,
>(
  name: Name,
  label: string,
  kind: Kind,
  said: Said & { readonly choices?: Choices } = {},
): UserField & { readonly name: Name; readonly kind: Kind; readonly choices: Choices } {
  return {
    name,
    label,
    kind,
    aliases: said.aliases ?? [],
    shortLabel: said.shortLabel,
    shown: said.shown ?? false,
    askedOften: said.askedOften ?? false,
    choices: said.choices as Choices,
    merge: said.merge ?? MERGES[kind],
    conflicts: said.conflicts ?? false,
    holdsBack: said.holdsBack ?? false,
    mayBeNotTold: said.mayBeNotTold ?? false,
    ofCalendar: said.ofCalendar ?? false,
    ofRecord: said.ofRecord ?? false,
    ofThePast: said.ofThePast ?? false,
  };
}
