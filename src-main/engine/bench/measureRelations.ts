/**
 * Proxies, sponsors and possible guardians of many users: how long finding all of them takes, against SQLite joining the
 * same lines in plain tables with an index. In a workspace of their own; nobody in it is a person.
 */
import { createWriteStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ImportKind } from '#shared/importKinds/importKinds.ts';
import type { ReadableDb } from '../db/db.ts';
import { Database } from '../db/sqlite.ts';
import { createWorkspace, openReadable } from '../db/workspaceFile.ts';
import { usersWithWards } from '../review/guardians.ts';
import { activeProxiesOf, proxiesOfActive } from '../review/proxies.ts';
import { wardsOf } from '../review/wardsOf.ts';
import { ordersOver } from '../sets/userSets.ts';
import { startWriterInline, type Writer } from '../writer/writer.ts';
import { benchIdentifier, usersOfBench } from './benchDetails.ts';

const WORKSPACE = 'relations.purgedesk';
const RUN_DATE = '2026-11-21';
/** One in so many has a line that names a sponsor. */
const PROXIES = 20;
/** So many live together; every second of them is a minor in one household of five. */
const HOUSEHOLD = 4;

const householdOf = (user: number) => Math.floor(user / HOUSEHOLD);
const isMinor = (user: number) => householdOf(user) % 5 === 0 && user % 2 === 1;
const emailOf = (user: number) => `u${user}@example.org`;

/** Identifier, birth date, e-mail, whether it gets copies, street, city, postal code. */
function personOf(user: number): readonly string[] {
  const house = householdOf(user);
  return [
    benchIdentifier(user),
    isMinor(user) ? '2015-05-01' : `19${50 + (user % 40)}-05-01`,
    isMinor(user) ? emailOf(user - 1) : emailOf(user),
    isMinor(user) ? 'Yes' : 'No',
    `${house} Elm St.`,
    `City ${house % 300}`,
    String(10_000 + (house % 9000)),
  ];
}

const FILES: readonly (readonly [ImportKind, string, (user: number) => readonly string[]])[] = [
  [
    'users',
    'Primary Identifier,Birth Date,Record Type,Status',
    (user) => [...personOf(user).slice(0, 2), 'Public', 'Active'],
  ],
  [
    'user-contacts',
    'Primary Identifier,Email Address,CC,Address Line 1,City,Postal Code',
    (user) => personOf(user).filter((_, n) => n !== 1),
  ],
  [
    'user-proxies',
    'Primary Identifier,Proxy For',
    (user) => (user % PROXIES ? [] : [benchIdentifier(user), benchIdentifier(user + 7)]),
  ],
];

export async function writeRelations(folder: string, users: number): Promise<void> {
  const at = usersOfBench(users);
  for (const [kind, head, cells] of FILES) {
    const rows = function* () {
      yield `${head}\n`;
      for (let from = 0; from < users; from += 1000) {
        let text = '';
        for (let n = from; n < Math.min(users, from + 1000); n++) {
          const row = cells(kind === 'users' ? n : at(n));
          if (row.length > 0) text += `${row.join(',')}\n`;
        }
        yield text;
      }
    };
    await pipeline(Readable.from(rows()), createWriteStream(join(folder, `${kind}-related.csv`)));
  }
}

/** @param add reads a file as of a kind and adds it */
export async function importRelations(
  folder: string,
  add: (writer: Writer, path: string, kind: ImportKind) => Promise<void>,
): Promise<void> {
  const path = join(folder, WORKSPACE);
  rmSync(path, { force: true });
  createWorkspace(path);
  const writer = startWriterInline(path, () => {});
  for (const [kind] of FILES) await add(writer, join(folder, `${kind}-related.csv`), kind);
  await writer.close();
}

/** @returns milliseconds: of all proxies, of all guardians, at first and again; of one user, at first and at most */
export function findRelations(folder: string) {
  const db = openReadable(join(folder, WORKSPACE));
  let found = 0;
  const all = (find: (db: ReadableDb, day: string) => UserBitmap) =>
    [1, 2].map(() =>
      milliseconds(() => {
        found += find(db, RUN_DATE).count / 2;
      }),
    );
  const proxies = all(proxiesOfActive);
  const guardians = all(usersWithWards);
  const orders = ordersOver(db);
  const one = Array.from({ length: 20 }, (_, n) =>
    milliseconds(() => {
      activeProxiesOf(db, n * 40 + 1, RUN_DATE);
      wardsOf(db, n * 40 + 1, RUN_DATE, (criteria) => orders.match(criteria));
    }),
  );
  db.close();
  return { proxies, guardians, one, found };
}

/** The guardians by a join, of texts that are folded already. @returns milliseconds of the question alone */
export function joinRelations(folder: string, users: number): number {
  const path = join(folder, 'relationsFloor.db');
  rmSync(path, { force: true });
  const db = new Database(path);
  db.exec(
    'CREATE TABLE person (user INTEGER PRIMARY KEY, birth TEXT, email TEXT, cc TEXT, street TEXT, city TEXT, code TEXT)',
  );
  const insert = db.prepare('INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?)');
  db.transaction(() => {
    for (let user = 0; user < users; user++) insert.run(user, ...personOf(user).slice(1));
  })();
  db.exec(
    `CREATE INDEX by_email ON person (email); CREATE INDEX by_code ON person (street, code);
     CREATE INDEX by_city ON person (street, city)`,
  );
  const time = milliseconds(() =>
    db
      .prepare(
        `SELECT count(*) FROM (
           SELECT o.user FROM person w JOIN person o ON o.email = w.email AND o.cc = 'No' WHERE w.cc = 'Yes' AND w.birth > '2008-11-21'
           UNION SELECT o.user FROM person w JOIN person o ON o.street = w.street AND o.code = w.code WHERE w.birth > '2008-11-21' AND o.birth <= '2008-11-21'
           UNION SELECT o.user FROM person w JOIN person o ON o.street = w.street AND o.city = w.city WHERE w.birth > '2008-11-21' AND o.birth <= '2008-11-21')`,
      )
      .get(),
  );
  db.close();
  return time;
}

/** Of the processor: what else the computer does takes none of it. */
function milliseconds(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
