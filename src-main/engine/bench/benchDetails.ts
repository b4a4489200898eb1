/**
 * Reports with ten lines of details for each user, as text files: identifiers, roles, notes, blocks, statistics and
 * courses. The same everywhere and always; nobody in them is a person.
 */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ImportKind } from '#shared/importKinds/importKinds.ts';

export interface DetailsFile {
  readonly kind: ImportKind;
  readonly headings: readonly string[];
  readonly lines: (user: number) => string[][];
}

const TYPES = ['Barcode', 'Institution ID', 'University ID'];
const ROLES = ['Patron', 'Instructor', 'Circulation Desk Operator', 'Cataloger'];
const WORDS = ['returned', 'a', 'book', 'wet', 'asked', 'for', 'his', 'card', 'at', 'the', 'desk'];

export const benchIdentifier = (user: number): string => `u${String(user).padStart(7, '0')}`;

function noteOf(user: number): string {
  const words = Array.from({ length: 9 }, (_, n) => WORDS[(user * (n + 3) + n) % WORDS.length]!);
  return user % 997 === 0 ? 'do not purge: litigation' : `${words.join(' ')} ${user}`;
}

export const DETAILS_FILES: readonly DetailsFile[] = [
  {
    kind: 'user-identifiers',
    headings: ['Identifier Type', 'Identifier Value', 'Identifier Status'],
    lines: (user) => TYPES.map((type, n) => [type, `${n}${user * 31}`, 'Active']),
  },
  {
    kind: 'user-roles',
    headings: ['Role', 'Role Status', 'Role Scope', 'Role Expiry Date'],
    lines: (user) =>
      [0, 1].map((n) => [
        ROLES[(user * 7 + n) % ROLES.length]!,
        n ? 'Inactive' : 'Active',
        'Main',
        '',
      ]),
  },
  {
    kind: 'user-notes',
    headings: ['Note Type', 'Note Text', 'Note Created By', 'Note Creation Date'],
    lines: (user) => [['Library', noteOf(user), 'kim', `2024-0${1 + (user % 9)}-11`]],
  },
  {
    kind: 'user-blocks',
    headings: ['Block Description', 'Block Status', 'Block Note', 'Block Expiry Date'],
    lines: (user) => [
      [
        `Block ${user % 12}`,
        user % 3 ? 'Inactive' : 'Active',
        'see desk',
        `20${10 + (user % 50)}-02-03`,
      ],
    ],
  },
  {
    kind: 'user-statistics',
    headings: ['Statistical Category', 'Category Type', 'Statistical Note'],
    lines: (user) => [0, 1].map((n) => [`Category ${(user + n) % 40}`, 'Faculty', '']),
  },
  {
    kind: 'user-courses',
    headings: ['Course Code', 'Course Name', 'Course Section'],
    lines: (user) => [[`C${user % 900}`, `Course number ${user % 900}`, 'A']],
  },
];

export const pathOfDetails = (folder: string, { kind }: DetailsFile): string =>
  join(folder, `${kind}.csv`);

/** Users stand in another order than the replica has them. */
export function usersOfBench(users: number): (n: number) => number {
  const step = 7919;
  return (n) => (n * step) % users;
}

export async function writeDetails(folder: string, users: number): Promise<void> {
  const at = usersOfBench(users);
  for (const file of DETAILS_FILES) {
    const rows = function* () {
      yield `Primary Identifier,${file.headings.join(',')}\n`;
      for (let from = 0; from < users; from += 1000) {
        let text = '';
        for (let n = from; n < Math.min(users, from + 1000); n++) {
          const user = at(n);
          for (const line of file.lines(user))
            text += `${benchIdentifier(user)},${line.join(',')}\n`;
        }
        yield text;
      }
    };
    await pipeline(Readable.from(rows()), createWriteStream(pathOfDetails(folder, file)));
  }
  const names = function* () {
    yield 'Primary Identifier,Last Name,Record Type,Status\n';
    for (let user = 0; user < users; user++)
      yield `${benchIdentifier(user)},Doe${user},Public,Active\n`;
  };
  await pipeline(Readable.from(names()), createWriteStream(join(folder, 'users.csv')));
}
