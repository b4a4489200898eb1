/**
 * Proxies and sponsors of somebody active: found over all lines at once for the flag, and for one user to be shown.
 * Whom a line names is looked for as lists look for their users: by the primary identifier, else by any that one user
 * has alone. Only those who stand in one line are asked about each other, so that rings have no end to find.
 */
import { identifierKey } from '#shared/domain/primaryIdentifier.ts';
import { isActive } from '#shared/domain/relations.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { prepared, type ReadableDb } from '../db/db.ts';
import { holdersOf, namedByReports } from '../importing/compare/otherIdentifiers.ts';
import { linesToldBy } from '../importing/rows/fileLines.ts';
import { filesInForceKey, importFiles } from '../importing/rows/importFile.ts';
import { eachStandingText } from '../importing/show/standingTexts.ts';
import { keyOf } from '../replica/userRows.ts';
import { factsAmong } from './otherFacts.ts';
import { lineReaderOf, type RelatedLine, textOf } from './relatedLines.ts';

/** Whether files tell of proxies: else nobody is looked at. @param alsoImport a file that is being added */
export function tellsProxies(db: ReadableDb, alsoImport = 0): boolean {
  return importFiles(db, `state = 'committed' OR import_id = ${Math.trunc(alsoImport)}`).some(
    (file) => linesToldBy(file).some(({ kind }) => kind === 'proxies'),
  );
}

/** Users who are proxy or sponsor of somebody else who is there and active on that day. */
export function proxiesOfActive(db: ReadableDb, day: string): UserBitmap {
  const users = new UserBitmap();
  if (!tellsProxies(db)) return users;
  const pairs = pairsNow(db);
  const active = activeAmong(db, UserBitmap.of(pairs.flatMap(bothOf)), day);
  for (const { proxy, sponsor } of pairs) {
    if (active.has(sponsor)) users.add(proxy);
    if (active.has(proxy)) users.add(sponsor);
  }
  return users;
}

/** Of some of them, who these others are. */
export function othersOfProxies(
  db: ReadableDb,
  asked: UserBitmap,
  day: string,
): { userNo: number; otherNo: number }[] {
  if (asked.count === 0 || !tellsProxies(db)) return [];
  const pairs = pairsNow(db)
    .flatMap(({ proxy, sponsor }) => [
      { userNo: proxy, otherNo: sponsor },
      { userNo: sponsor, otherNo: proxy },
    ])
    .filter(({ userNo }) => asked.has(userNo));
  const active = activeAmong(db, UserBitmap.of(pairs.map(({ otherNo }) => otherNo)), day);
  return pairs.filter(({ otherNo }) => active.has(otherNo));
}

/** Of some of them, whom each is the proxy of or has as proxy, active or not. */
export function pairedWith(
  db: ReadableDb,
  asked: UserBitmap,
): { readonly proxies: ProxyPair[]; readonly sponsors: ProxyPair[] } {
  if (asked.count === 0 || !tellsProxies(db)) return { proxies: [], sponsors: [] };
  const pairs = pairsNow(db);
  return {
    proxies: pairs.filter(({ proxy }) => asked.has(proxy)),
    sponsors: pairs.filter(({ sponsor }) => asked.has(sponsor)),
  };
}

/** The others who are active on that day, each with the line that names one of both. */
export function activeProxiesOf(db: ReadableDb, userNo: number, day: string): RelatedLine[] {
  if (!tellsProxies(db)) return [];
  const keys = keysOfUser(db, userNo);
  const pairs = findPairs(db, (proxy, key) => proxy === userNo || keys.has(key)).filter(
    ({ proxy, sponsor }) => proxy === userNo || sponsor === userNo,
  );
  const active = activeAmong(db, UserBitmap.of(pairs.flatMap(bothOf)), day);
  const linesOf = lineReaderOf(db, 'proxies');
  return pairs.flatMap(({ proxy, sponsor, text }): RelatedLine[] => {
    const other = proxy === userNo ? sponsor : proxy;
    if (!active.has(other)) return [];
    const line = linesOf(proxy).find((each) => textOf(each.of('proxy_for')) === text);
    if (!line) return [];
    const relation = proxy === userNo ? 'proxy-for' : 'sponsor-of';
    return [{ relation, userNo: other, line: { text, from: line.from }, own: null }];
  });
}

export interface ProxyPair {
  readonly proxy: number;
  readonly sponsor: number;
  /** Whom the line names, as it is written. */
  readonly text: string;
}

const bothOf = ({ proxy, sponsor }: ProxyPair) => [proxy, sponsor];

/** Only files change them; who is there and active is asked each time. */
const kept = new WeakMap<ReadableDb, { readonly files: string; readonly pairs: ProxyPair[] }>();

function pairsNow(db: ReadableDb): readonly ProxyPair[] {
  const files = filesInForceKey(db);
  const known = kept.get(db);
  if (known?.files === files) return known.pairs;
  const pairs = findPairs(db, () => true);
  kept.set(db, { files, pairs });
  return pairs;
}

/** @param isAsked of which lines, by the proxy and the key of whom the line names */
function findPairs(db: ReadableDb, isAsked: (proxy: number, key: string) => boolean): ProxyPair[] {
  const lines = new Map<string, Set<number>>();
  eachStandingText(db, 'proxies', 'proxy_for', (userNo, text) => {
    if (isAsked(userNo, keyOfText(text)))
      lines.set(text, (lines.get(text) ?? new Set()).add(userNo));
  });
  const sponsorOf = sponsorsNamed(db, [...lines.keys()]);
  return [...lines].flatMap(([text, proxies]) => {
    const sponsor = sponsorOf(text);
    return Array.from(proxies)
      .filter((proxy) => sponsor !== undefined && proxy !== sponsor)
      .map((proxy) => ({ proxy, sponsor: sponsor!, text }));
  });
}

/** By what a line may name a user: the primary identifier, the others, e-mail addresses. */
function keysOfUser(db: ReadableDb, userNo: number): ReadonlySet<string> {
  const email = prepared(db, 'SELECT email FROM user WHERE user_no = ?').pluck().get(userNo);
  const told = [
    ...lineReaderOf(db, 'identifiers')(userNo).map((line) => line.of('identifier_value')),
    ...lineReaderOf(db, 'emails')(userNo).map((line) => line.of('email_address')),
    (email ?? null) as string | null,
  ];
  return new Set([keyOf(db, userNo), ...told.map((value) => keyOfText(textOf(value)))]);
}

/** Whom each text names; undefined: nobody, or nobody alone. */
function sponsorsNamed(db: ReadableDb, texts: readonly string[]) {
  const named = namedByReports(db);
  const byKey = prepared(
    db,
    'SELECT user_no AS userNo, described OR candidate AS known FROM user WHERE identifier_key = ?',
  );
  const found = new Map<string, number>();
  const others = new Set<string>();
  for (const text of texts) {
    const key = keyOfText(text);
    const user = byKey.get(key) as { userNo: number; known: number } | undefined;
    // Whom only a list names is the line of a list, and may mean somebody else.
    if (user && (user.known === 1 || named.has(user.userNo))) found.set(key, user.userNo);
    else if (key !== '') others.add(key);
  }
  for (const [key, holders] of holdersOf(db, others))
    if (holders.length === 1) found.set(key, holders[0]!.userNo);
  return (text: string) => found.get(keyOfText(text));
}

const keyOfText = (text: string) => identifierKey(text, false);

/** Those who are there and active. */
function activeAmong(db: ReadableDb, users: UserBitmap, day: string): UserBitmap {
  const active = new UserBitmap();
  for (const { userNo, ...facts } of factsAmong(db, users))
    if (isActive(facts, day)) active.add(userNo);
  return active;
}
