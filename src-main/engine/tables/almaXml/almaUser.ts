/** Owns the shape in which one user of Alma's XML is handed over. Must never: interpret a value. */
import { USER_ELEMENTS, USER_LISTS } from './userSchema.ts';

/** A value that no schema told of. */
export interface UnknownValue {
  /** Of its element below the user, `/@name` behind it for an attribute. */
  readonly path: string;
  readonly value: string;
}

/** Texts may be slices of a larger piece of the file, as in a TableRow. */
export interface AlmaUser {
  /** Among all users of the file, from 1. */
  readonly number: number;
  /** In a ZIP: the file it stands in and its number among the users of that file; '' for none. */
  readonly place: string;
  /** By USER_ELEMENTS; '' for what isn't there. */
  readonly values: readonly string[];
  /** The words of a code (the attribute `desc`), by USER_ELEMENTS. */
  readonly words: readonly string[];
  /** By USER_LISTS; each line has a text per cell. */
  readonly lists: readonly (readonly (readonly string[])[])[];
  readonly unknown: readonly UnknownValue[];
  /** It held a password, a PIN or a gender, which were passed over. */
  readonly hasForbidden: boolean;
}

/** Receives the users of a file; 'stop' ends the reading. */
// biome-ignore lint/suspicious/noConfusingVoidType: a receiver that returns nothing is the ordinary one
export type UserReceiver = (user: AlmaUser) => void | 'stop';

const NO_VALUES: readonly string[] = USER_ELEMENTS.map(() => '');
const NO_LINES: readonly (readonly string[])[] = [];

/** A user as the scanner fills it. */
export class ReadUser implements AlmaUser {
  number = 0;
  place = '';
  readonly values = NO_VALUES.slice();
  readonly words = NO_VALUES.slice();
  readonly lists: (string[][] | typeof NO_LINES)[] = USER_LISTS.map(() => NO_LINES);
  readonly unknown: UnknownValue[] = [];
  hasForbidden = false;

  /** Adds a line to a list; gives it. */
  addLine(list: number): string[] {
    const line = new Array<string>(USER_LISTS[list]!.cells.length).fill('');
    const lines = this.lists[list]!;
    if (lines === NO_LINES) this.lists[list] = [line];
    else (lines as string[][]).push(line);
    return line;
  }
}
