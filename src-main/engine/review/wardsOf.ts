/**
 * Whose guardian one user may be: the same as for everybody (guardians.ts), with the lines that say so. Users with like
 * lines are asked of filters in memory, and their lines compared as they stand.
 */
import type { DetailFieldName } from '#shared/details/details.ts';
import type { Criteria, LineLeaf } from '#shared/domain/criteria.ts';
import { addressKeys, emailKey } from '#shared/domain/relations.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { prepared, type ReadableDb } from '../db/db.ts';
import { StandingAddresses } from '../importing/show/standingContacts.ts';
import { Ages, stayingAmong, toldOfGuardians } from './guardians.ts';
import { lineReaderOf, type ReadLine, type RelatedLine, textOf } from './relatedLines.ts';

/** Over columns in memory. */
type Match = (criteria: Criteria) => UserBitmap;

/** @param day of the planned run */
export function wardsOf(db: ReadableDb, userNo: number, day: string, match: Match): RelatedLine[] {
  const { cc, homes } = toldOfGuardians(db);
  if (!cc && !homes) return [];
  if (new Ages(db, day, UserBitmap.of([userNo])).minors.has(userNo)) return [];
  const found = [
    ...(cc ? copiedTo(db, userNo, day, match) : []),
    ...(homes ? minorsAtHome(db, userNo, day, match) : []),
  ];
  const staying = stayingAmong(db, UserBitmap.of(found.map((each) => each.userNo)), day);
  return found.filter((each) => staying.has(each.userNo));
}

const CC = 1;
/** The lines of each of them are read. */
const MOST_LOOKED_AT = 200;

const emailOf = (line: ReadLine) => textOf(line.of('email_address'));

function copiedTo(db: ReadableDb, userNo: number, day: string, match: Match): RelatedLine[] {
  const linesOf = lineReaderOf(db, 'emails');
  const own = new Map<string, ReadLine | null>();
  const field = prepared(db, 'SELECT email FROM user WHERE user_no = ?').pluck().get(userNo);
  const alone = emailKey(field as string | null);
  if (alone !== undefined) own.set(alone, null);
  for (const line of linesOf(userNo)) {
    const key = emailKey(emailOf(line));
    if (key !== undefined && line.of('email_cc') !== CC) own.set(key, line);
  }
  const copied = match(
    anyLine(own.keys(), (key) => ({
      kind: 'emails',
      where: [
        { field: 'email_address', is: { how: 'contains', value: key.slice(0, LONGEST) } },
        { field: 'email_cc', is: { how: 'oneOf', values: [String(CC)] } },
      ],
    })),
  );
  const ages = new Ages(db, day, copied);
  return [...copied].flatMap((ward) => {
    if (ward === userNo || !ages.mayHaveGuardian(ward)) return [];
    return linesOf(ward).flatMap((line): RelatedLine[] => {
      const mine = own.get(emailKey(emailOf(line)) ?? '');
      if (mine === undefined || line.of('email_cc') !== CC) return [];
      const placed = placedBy(emailOf);
      return [{ relation: 'cc', userNo: ward, line: placed(line), own: mine && placed(mine) }];
    });
  });
}

function minorsAtHome(db: ReadableDb, userNo: number, day: string, match: Match): RelatedLine[] {
  const linesOf = lineReaderOf(db, 'addresses');
  const own = new Map(linesOf(userNo).flatMap((line) => keysOf(line).map((key) => [key, line])));
  const homes = homesAt(db, [...own.keys()], match);
  const minors = new Ages(db, day, UserBitmap.of([...homes.values()].flatMap((of) => [...of])));
  const wards = new Map<number, string>();
  for (const [key, users] of homes)
    if (!minors.areMany(users))
      for (const each of users)
        if (each !== userNo && minors.minors.has(each) && !wards.has(each)) wards.set(each, key);
  const placed = placedBy(writtenAddress);
  return Array.from(wards).flatMap(([ward, key]): RelatedLine[] => {
    const line = linesOf(ward).find((each) => keysOf(each).includes(key));
    const mine = own.get(key)!;
    return line
      ? [{ relation: 'address', userNo: ward, line: placed(line), own: placed(mine) }]
      : [];
  });
}

function keysOf(line: ReadLine): readonly string[] {
  const told = (name: DetailFieldName<'addresses'>) => textOf(line.of(name)) || null;
  return addressKeys({
    line1: told('address_line_1'),
    postalCode: told('address_postal_code'),
    city: told('address_city'),
  });
}

/** Who lives at each of these addresses, by key. */
function homesAt(
  db: ReadableDb,
  keys: readonly string[],
  match: Match,
): ReadonlyMap<string, Set<number>> {
  const homes = new Map(keys.map((key) => [key, new Set<number>()]));
  const streets = new Set(keys.map((key) => key.slice(0, key.indexOf('\n'))));
  const like = match(
    anyLine(streets, (street) => ({
      kind: 'addresses',
      where: telling(street).map((value) => ({
        field: 'address_line_1',
        is: { how: 'contains', value },
      })),
    })),
  );
  const add = (userNo: number, key: string) => void homes.get(key)?.add(userNo);
  if (like.count <= MOST_LOOKED_AT) {
    const linesOf = lineReaderOf(db, 'addresses');
    for (const userNo of like)
      for (const line of linesOf(userNo)) for (const key of keysOf(line)) add(userNo, key);
  } else {
    const addresses = new StandingAddresses(db, streets);
    addresses.each((_, street) => streets.has(street), add);
  }
  return homes;
}

/** What a filter takes at most. */
const LONGEST = 500;
const MOST_WORDS = 5;

/** The longest words of a street line: whatever stands between them. */
function telling(street: string): string[] {
  const words = street.split(' ').map((word) => word.slice(0, LONGEST));
  return words.sort((a, b) => b.length - a.length).slice(0, MOST_WORDS);
}

function anyLine<Each>(of: Iterable<Each>, leafOf: (each: Each) => Omit<LineLeaf, 'op'>): Criteria {
  return { op: 'any', of: Array.from(of, (each) => ({ op: 'line', ...leafOf(each) })) };
}

const WRITTEN = [
  'address_line_1',
  'address_line_2',
  'address_line_3',
  'address_line_4',
  'address_line_5',
  'address_city',
  'address_postal_code',
] as const satisfies readonly DetailFieldName<'addresses'>[];

function writtenAddress(line: ReadLine): string {
  const cells = WRITTEN.map((name) => textOf(line.of(name)).trim());
  return cells.filter((cell) => cell !== '').join(', ');
}

const placedBy = (written: (line: ReadLine) => string) => (line: ReadLine) => ({
  text: written(line),
  from: line.from,
});
