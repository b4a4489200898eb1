/**
 * The sample cycle, recomputed by plain code from what another library reads in its workbooks: a
 * second opinion that shares nothing with the program.
 */
import { join } from 'node:path';
import { type BackCell, readBack } from './readBack.ts';

const FOLDER = join(import.meta.dirname, '../../resources/samples');

export const SAMPLES = {
  candidates: join(FOLDER, 'Users with Purge Dates of Current Date or Earlier.xlsx'),
  elsewhere: join(FOLDER, 'PIDs for users with loans or fines at other i-share libraries SPL.xlsx'),
  keep: join(FOLDER, 'Keep - library staff and retirees.xlsx'),
};

export interface SampleRun {
  readonly runDate: string;
  readonly days: number;
  /** Whether a user whose purge date is that many days before the run is taken. */
  readonly takesBound: boolean;
  readonly cents: number;
  /** The purge date that a job gave everybody, of whom the file told none. */
  readonly given?: string;
}

interface Person {
  id: string;
  groups: string[];
  expiries: string[];
  purges: string[];
  roles: string[];
  types: string[];
  loans: number[];
  cents: number[];
}

const text = (cell: BackCell | undefined) =>
  cell === null || cell === undefined ? '' : String(cell);
const trimmed = (cell: BackCell | undefined) =>
  text(cell).replace(/^[\s\u00a0]+|[\s\u00a0]+$/g, '');
const keyOf = (id: string) => trimmed(id).normalize('NFC').toLowerCase();
const withoutZeros = (key: string) => (/^\d+$/.test(key) ? key.replace(/^0+/, '') : key);

function isoOf(cell: BackCell | undefined): string | undefined {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  const parts = /^(\d+)\/(\d+)\/(\d+)$/.exec(trimmed(cell));
  return parts
    ? `${parts[3]}-${parts[1]!.padStart(2, '0')}-${parts[2]!.padStart(2, '0')}`
    : undefined;
}

async function candidates(given: string | undefined) {
  const [sheet] = await readBack(SAMPLES.candidates);
  const start = sheet!.rows.findIndex((row) => row[0] === 'Primary Identifier');
  const headings = sheet!.rows[start]!.map(text);
  const people = new Map<string, Person>();
  const errorRows: number[] = [];
  let rows = 0;
  for (const [n, row] of sheet!.rows.entries()) {
    if (n <= start || row.every((cell) => text(cell) === '')) continue;
    rows++;
    const cell = (heading: string) => row[headings.indexOf(heading)];
    const id = text(cell('Primary Identifier'));
    if (trimmed(id) === '' || /^\d\.\d+E\+\d+$/.test(id)) {
      errorRows.push(n + 1);
      continue;
    }
    const person = people.get(keyOf(id)) ?? {
      id,
      groups: [],
      expiries: [],
      purges: [],
      roles: [],
      types: [],
      loans: [],
      cents: [],
    };
    people.set(keyOf(id), person);
    person.groups.push(trimmed(cell('User Group')).toLowerCase());
    person.expiries.push(isoOf(cell('Expiry Date')) ?? '');
    person.purges.push(given ?? isoOf(cell('Purge Date')) ?? '');
    person.roles.push(trimmed(cell('Has Role other than Patron and Instructor')).toLowerCase());
    person.types.push(trimmed(cell('Record Type')));
    person.loans.push(Number(trimmed(cell('Loans')) || 0));
    person.cents.push(Math.round(Number(trimmed(cell('Balance')) || 0) * 100));
  }
  return { people, rows, errorRows };
}

async function excludedKeys(): Promise<{ texts: Set<string>; numbers: Set<string> }> {
  const texts = new Set<string>();
  const numbers = new Set<string>();
  const [elsewhere] = await readBack(SAMPLES.elsewhere);
  const [keep] = await readBack(SAMPLES.keep);
  for (const row of [...elsewhere!.rows.slice(2), ...keep!.rows.slice(1)]) {
    if (typeof row[0] === 'number') numbers.add(String(row[0]));
    else if (trimmed(row[0]) !== '') texts.add(keyOf(text(row[0])));
  }
  return { texts, numbers };
}

/** Two rows state different things; blank states nothing. */
const differ = (values: readonly string[]) => new Set(values.filter(Boolean)).size > 1;

/** Who is excluded, purged, retained, and who stands on the bound. */
export async function recompute(run: SampleRun) {
  const { people, rows, errorRows } = await candidates(run.given);
  const { texts, numbers } = await excludedKeys();
  const bound = new Date(Date.parse(run.runDate) - run.days * 86_400_000)
    .toISOString()
    .slice(0, 10);
  const excluded: { id: string; reasons: string[] }[] = [];
  const purged: string[] = [];
  const retained: { id: string; reasons: string[] }[] = [];
  const boundary: string[] = [];
  for (const [key, person] of people) {
    const { id, roles } = person;
    const purge = person.purges.sort().at(-1)!;
    if (purge === bound) boundary.push(id);
    const flags: string[] = [];
    if (roles.some((role) => role.startsWith('y'))) flags.push('staff-role');
    else if (roles.includes('')) flags.push('unknown-role');
    if (person.groups.includes('i-share')) flags.push('protected-group');
    if (texts.has(key) || numbers.has(key)) flags.push('exclusion-list');
    else if (numbers.has(withoutZeros(key))) flags.push('zero-loss-pair');
    if ([person.expiries, person.purges, person.groups].some(differ)) flags.push('conflict');
    if (person.expiries.some((expiry) => expiry > run.runDate)) flags.push('expiry-in-future');
    if (person.types.includes('Contact')) flags.push('contact');
    if (flags.length > 0) {
      excluded.push({ id, reasons: flags });
      continue;
    }
    if (person.types[0] !== 'Public' || purge === '') continue;
    if (run.takesBound ? purge > bound : purge >= bound) continue;
    const reasons: string[] = [];
    if (Math.max(...person.loans) > 0) reasons.push('outstanding-loans');
    if (Math.max(...person.cents) > run.cents) reasons.push('fines-fees');
    if (reasons.length > 0) retained.push({ id, reasons });
    else purged.push(id);
  }
  return { rows, candidates: people.size, errorRows, excluded, purged, retained, boundary };
}
