/**
 * The other side of caution: twenty ordinary exports of different shapes, drawn from a seed, in which nobody is
 * held back, nothing is asked and no row is lost.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HELD_BACK_FLAGS, SUGGESTING_FLAGS } from '#shared/domain/reviewFlags.ts';
import {
  CANDIDATES,
  type CandidateCell,
  candidate,
  dateCell,
  type RawCell,
  type RawRow,
  sheetBytes,
} from '../support/candidateSheets.ts';
import { newEngine, type TestEngine } from '../support/engine.ts';
import { readPath } from '../support/importFiles.ts';
import { randomNumbers } from '../support/seed.ts';
import { type Cell, day, writeWorkbook } from '../support/workbookFile.ts';

const PEOPLE = 40;
const NOT_CLEAN = new Set<string>([...HELD_BACK_FLAGS, ...SUGGESTING_FLAGS, 'unknown-role']);
/** Notices about rows that nobody should see in an ordinary file. */
const ABOUT_ROWS =
  /^(unreadable|hidden|struck|two-|blank-|no-result|lost-|possible|unusable|odd-|conflict|zero-loss)/;

type Next = ReturnType<typeof randomNumbers>;

interface Person {
  readonly id: string;
  readonly group: string;
  readonly expiry: string;
  readonly purge: string;
  readonly first: string;
  readonly last: string;
}

const pick = <T>(next: Next, from: readonly T[]): T => from[next(from.length)]!;

/** How a system numbers its users. */
const IDENTIFIERS: readonly ((n: number, next: Next) => string)[] = [
  (n) => `jdoe${n}`,
  (n) => String(21_000_000 + n * 7),
  (n) => `00${41_000 + n}`,
  (n) => `2170000${String(1_000_000 + n * 13)}`,
  // Of 16 digits, some of which do end in a zero.
  (n) => String(4_000_000_000_000_000n + BigInt(n) * 5n),
  (n, next) => `p.${pick(next, ['lee', 'obrien', 'okafor'])}${n}@example.edu`,
  (n) => `U-${n}_X`,
];

function people(seed: number, next: Next): Person[] {
  const identifier = IDENTIFIERS[seed % IDENTIFIERS.length]!;
  const two = (n: number) => String(n).padStart(2, '0');
  return Array.from({ length: PEOPLE }, (_, n) => ({
    id: identifier(n, next),
    group: pick(next, ['Graduate', 'Undergraduate', 'Alumni', 'Staff – retired']),
    // Days past the twelfth, so that one order alone fits.
    expiry: `201${next(9)}-0${1 + next(9)}-${13 + next(15)}`,
    purge: `202${next(4)}-${two(1 + next(12))}-${13 + next(15)}`,
    first: pick(next, ['Ada', 'José', 'Zoë', '', 'Mary-Ann']),
    last: pick(next, ['Berg', 'O’Brien', "D'Angelo", 'Nguyen', 'Müller']),
  }));
}

const serial = (iso: string) => Math.round(Date.parse(iso) / 86_400_000) + 25_569;
const american = (iso: string) => `${+iso.slice(5, 7)}/${+iso.slice(8)}/${iso.slice(0, 4)}`;
const named = (iso: string) => {
  const month = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')[+iso.slice(5, 7) - 1];
  return `${iso.slice(8)}-${month}-${iso.slice(2, 4)}`;
};
const TEXT_DATES = [american, named, (iso: string) => iso, (iso: string) => `${iso}T00:00:00Z`];

type Writer = (engine: TestEngine, users: readonly Person[], next: Next) => Promise<string>;

/** Cell by cell, with inline texts and real dates; titles that are merged, columns that are mixed. */
const writeRaw: Writer = async (engine, users, next) => {
  const order = shuffled(next, CANDIDATES.length);
  const mixed = <T>(cells: readonly T[]) => order.map((n) => cells[n]!);
  const isNumber = users.every(({ id }) => /^[1-9]\d{0,14}$/.test(id)) && next(2) === 0;
  const titles: RawRow[] = [
    ['Users with Purge Dates', ''],
    ['Time run: 11/20/2026', ''],
  ]
    .slice(0, next(3))
    .map((cells) => ({ cells }));
  const rows = users.map((user): RawCell[] =>
    mixed(
      candidate(isNumber ? { number: `${user.id}${pick(next, ['', '.0'])}` } : user.id, {
        ...plainCells(user),
        expiry: dateCell(serial(user.expiry)),
        purge: dateCell(`${serial(user.purge)}${pick(next, ['', '.5'])}`),
      }),
    ),
  );
  const sheet = [...titles, { cells: mixed(CANDIDATES) }, ...rows];
  const [first, ...others] = sheet;
  const path = join(engine.folder, 'Export.xlsx');
  const merged = titles.map((_, n) => `A${n + 1}:D${n + 1}`);
  const headings = ('cells' in first! ? first.cells : first!) as string[];
  writeFileSync(path, sheetBytes({ headings, rows: others, merged }));
  return path;
};

/** By a library, with shared texts; dates are text or real, and a column that nobody knows. */
const writeShared: Writer = async (engine, users, next) => {
  const asText = next(2) === 0 ? undefined : pick(next, TEXT_DATES);
  const date = (iso: string): Cell => asText?.(iso) ?? day(iso);
  const rows: Cell[][] = users.map(({ id, group, expiry, purge, first, last }) => [
    next(4) === 0 ? 'seen' : null,
    last,
    first,
    id,
    group,
    date(purge),
    next(5) === 0 ? null : date(expiry),
    'No',
  ]);
  const headings = ['Remark', 'Last Name', 'First Name', 'Primary Identifier', 'User Group'];
  return writeWorkbook(join(engine.folder, 'Shared.xlsx'), {
    rows: [
      ...[['Purge candidates'], []].slice(0, next(3)),
      [...headings, 'Purge Date', 'Expiry Date', 'Has Role other than Patron and Instructor'],
      ...rows,
    ],
  });
};

const writeText: Writer = async (engine, users, next) => {
  const date = pick(next, TEXT_DATES);
  const separator = pick(next, [',', ';', '\t']);
  const line = (cells: readonly string[]) =>
    cells.map((cell) => quoted(cell, separator)).join(separator);
  const lines = users.map(({ id, group, expiry, purge, first, last }) =>
    line([id, group, date(expiry), date(purge), 'No', first, last, 'Public', '0', '0.00']),
  );
  const text = `${[line(CANDIDATES), ...lines].join('\r\n')}\r\n`;
  const path = join(engine.folder, 'Export.csv');
  const encoded = [
    () => Buffer.from(text),
    () => Buffer.from(`\ufeff${text}`),
    () => Buffer.from(`\ufeff${text}`, 'utf16le'),
  ];
  writeFileSync(path, pick(next, encoded)());
  return path;
};

const quoted = (cell: string, separator: string) =>
  cell.includes(separator) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell;

function plainCells({ group, first, last }: Person): Partial<Record<CandidateCell, RawCell>> {
  return { group, first, last };
}

function shuffled(next: Next, length: number): number[] {
  const order = Array.from({ length }, (_, n) => n);
  for (let n = length - 1; n > 0; n--) {
    const other = next(n + 1);
    [order[n], order[other]] = [order[other]!, order[n]!];
  }
  return order;
}

describe('ordinary exports', () => {
  const shapes = Array.from({ length: 20 }, (_, n) => n + 1);

  test.each(shapes)('hold nobody back and ask nothing (%i)', async (seed) => {
    const next = randomNumbers(seed);
    const engine = await newEngine();
    const users = people(seed, next);
    const write = [writeRaw, writeShared, writeText][seed % 3]!;
    const check = await readPath(engine, await write(engine, users, next), {});
    expect(check).toMatchObject({ kind: 'candidates', failure: null, question: null, errors: 0 });
    expect(check).toMatchObject({ rows: PEOPLE, identifiers: PEOPLE });
    expect(check.notices.filter(({ code }) => ABOUT_ROWS.test(code))).toEqual([]);
    await engine.ask.imports.commit({ importId: check.importId, mode: 'add' });
    const list = await writeWorkbook(join(engine.folder, 'PIDs.xlsx'), {
      rows: [['Primary Identifier'], ['somebody-else'], [users[0]!.id]],
    });
    await engine.importFile(list, 'exclusions');
    const read = await engine.users();
    expect([...read.keys()].sort()).toEqual([...users.map(({ id }) => id), 'somebody-else'].sort());
    for (const { id, purge } of users) {
      const user = read.get(id)!;
      expect(user.purge_date).toBe(purge);
      const odd = user.flags.filter((flag) => NOT_CLEAN.has(flag));
      expect(odd, id).toEqual(id === users[0]!.id ? ['exclusion-list'] : []);
    }
  });
});
