/**
 * What the words of refusals and notices are made of. They travel as a code and its values; who shows one makes the
 * sentence, with numbers and dates as they are written there. Pure.
 */

import type { IsoDate } from './calendar.ts';

/** How numbers and dates are written: as the system does on the page, the same for everybody on the command line. */
export interface Say {
  count(count: number): string;
  /** `1 user`, `12 users`. */
  users(count: number): string;
  /** A calendar date. */
  date(iso: IsoDate): string;
}

/** For the command line, reports and whatever else is the same for everybody. */
export const PLAIN: Say = {
  count: (count) => count.toLocaleString('en-US'),
  users: (count) => `${PLAIN.count(count)} ${count === 1 ? 'user' : 'users'}`,
  date: (iso) => iso,
};

export interface Said {
  /** What is wrong, and where. */
  readonly text: string;
  /** What the librarian can do next. */
  readonly todo?: string;
}

/** Both, one behind the other. */
export const inOneLine = ({ text, todo }: Said) => (todo === undefined ? text : `${text} ${todo}`);

/** A cell of a file as an example: where it stands, and what is in it. */
export interface CellExample {
  readonly row: number;
  readonly text: string;
}

export const cellExampleText = ({ row, text }: CellExample, say: Say) =>
  `row ${say.count(row)}: ${text}`;

export const isOrAre = (count: number) => (count === 1 ? 'is' : 'are');
