/**
 * Invented people, planted in every place that a workspace has for them, and the search for what is left of them: as
 * bytes of any file of the workspace, and in whatever its tables hold, packed or not.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { openGuarded } from '#engine/db/guardedConnection.ts';
import { EVERYBODY } from '#shared/domain/criteria.ts';
import type { TestEngine } from './engine.ts';
import { addRows } from './importFiles.ts';

const PID = 'Primary Identifier';

/** An invented person, whose every text is theirs alone. */
export interface Planted {
  readonly id: string;
  readonly last: string;
  readonly first: string;
  readonly barcode: string;
  readonly email: string;
  readonly phone: string;
  readonly street: string;
}

export const planted = (n: number): Planted => ({
  id: `pid${String(n).padStart(5, '0')}`,
  last: `Surname${word(n)}`,
  first: `Given${word(n)}`,
  barcode: `2990${String(n).padStart(8, '0')}`,
  email: `mail${word(n)}@uni.example`,
  phone: `+43 660 55${String(n).padStart(5, '0')}`,
  street: `Lane${word(n)} ${n}b`,
});

/** Letters alone, unlike those of any other number. */
const word = (n: number) =>
  Array.from(String(n).padStart(4, '0'), (digit) => 'abcdefghij'[Number(digit)]!).join('');

export const textsOf = ({ id, last, first, barcode, email, phone, street }: Planted) => [
  ...[id, last, first, barcode, email, phone, street],
];

/** Plants everybody in every place that a workspace has for them. */
export async function plant(engine: TestEngine, people: readonly Planted[]): Promise<void> {
  const [one, two] = people as [Planted, Planted, ...Planted[]];
  await addRows(engine, 'candidates', [
    [PID, 'Last Name', 'First Name', 'User Group', 'Purge Date', 'Staff role', 'Email', 'Remark'],
    ...people.map(({ id, last, first, email }, n) => [
      ...[id, last, first, 'Graduate', '2019-05-31', 'No', email],
      `see also ${people[(n + 1) % people.length]!.id}`,
    ]),
    ['', one.last, one.first, 'Graduate', '2019-05-31', 'No', one.email, 'no identifier'],
  ]);
  await addRows(engine, 'user-identifiers', [
    [PID, 'Identifier Type', 'Identifier Value'],
    ...people.map(({ id, barcode }) => [id, 'Barcode', barcode]),
  ]);
  await addRows(engine, 'user-contacts', [
    [PID, 'Phone Number', 'Address Line 1', 'City'],
    ...people.map(({ id, phone, street }) => [id, phone, street, 'Graz']),
  ]);
  await addRows(engine, 'user-notes', [
    [PID, 'Note Type', 'Note Text'],
    ...people.map(({ id, first, last }) => [id, 'General', `${first} ${last} called`]),
  ]);
  await addRows(engine, 'exclusions', [[PID], [people.at(-1)!.id]]);
  const { userNo } = await engine.user(one.id);
  await engine.ask.users.addNote({ userNo, text: `${one.first} is away` });
  const other = await engine.user(two.id);
  await engine.ask.users.addNote({
    userNo: other.userNo,
    text: `friend of ${one.last.toUpperCase()}`,
  });
  const path = join(engine.folder, 'Letter.txt');
  await engine.ask.users.writeLetter({
    ...{ userNo, file: engine.grant(path), text: `Dear ${one.last}`, note: 'Letter written' },
    locales: [],
  });
  await engine.ask.register.add({ kind: 'identifier', value: one.id });
  await engine.ask.register.remove({ ruleId: (await rules(engine)).at(-1)! });
  await engine.ask.register.add({ kind: 'name', value: `${two.last} ${two.first}`, note: one.id });
  await engine.ask.sets.create({
    name: `Everybody like ${one.last}`,
    criteria: EVERYBODY,
    origin: { from: 'review', users: 'all' },
    logical: true,
  } as never);
  await engine.ask.views.save({ grid: 'users', name: `For ${one.first}`, state: '{}' });
  await engine.ask.review.decide({
    selection: { criteria: { op: 'users', userNos: [userNo] } },
    ...{ decision: 'excluded', reason: 'Other', note: `asked by ${one.email}` },
  });
  await engine.approve();
}

const rules = async (engine: TestEngine) =>
  (await engine.ask.register.list()).map(({ ruleId }) => ruleId);

/**
 * Which texts are found in the files of a workspace and beside it: as bytes, in UTF-8 and UTF-16, in upper and lower
 * case, over the borders of pages, and in whatever can be unpacked.
 */
export function foundIn(folder: string, texts: readonly string[]): string[] {
  const wanted = texts.map((text) => [text, text.toLowerCase()] as const);
  const found = new Set<string>();
  const lookIn = (bytes: Buffer) => {
    // UTF-16 of these texts is every second byte.
    for (const spelling of [
      bytes.toString('latin1'),
      bytes.filter((byte) => byte !== 0).toString(),
    ]) {
      const folded = spelling.toLowerCase();
      for (const [text, lower] of wanted) if (folded.includes(lower)) found.add(text);
    }
  };
  for (const path of filesOf(folder)) {
    lookIn(readFileSync(path));
    if (path.endsWith('.purgedesk')) for (const bytes of cellsOf(path)) lookIn(bytes);
  }
  return texts.filter((text) => found.has(text));
}

/** Everything that the program has written: the workspace, its log, snapshots, pieces. */
const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => /\.purgedesk/.test(path) && existsSync(path));

/** Every value of every table, many at once, and what is packed in one. */
function* cellsOf(path: string): Generator<Buffer> {
  const db = openGuarded(path, { readonly: true });
  try {
    const tables = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all();
    for (const table of tables as string[]) {
      const rows = db.prepare(`SELECT * FROM "${table}"`).raw(true).all() as unknown[][];
      const cells = rows.flat();
      yield Buffer.from(cells.filter((cell) => typeof cell === 'string').join('\n'));
      for (const cell of cells)
        if (cell instanceof Uint8Array)
          for (const unpack of [Buffer.from, gunzipSync, inflateSync, inflateRawSync])
            try {
              yield unpack(cell as Buffer);
            } catch {
              // It isn't packed like that.
            }
    }
  } finally {
    db.close();
  }
}
