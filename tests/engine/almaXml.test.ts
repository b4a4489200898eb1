/**
 * Reading users out of Alma's XML: what the generator wrote is what the reader gives, however its bytes are cut; hostile
 * files end in a TableError, soon.
 */
import { afterAll, describe, expect, test } from 'vitest';
import type { AlmaUser } from '#engine/tables/almaXml/almaUser.ts';
import {
  type AlmaXmlFindings,
  almaXmlIn,
  almaXmlInZip,
} from '#engine/tables/almaXml/openAlmaXml.ts';
import { USER_ELEMENTS, USER_LISTS } from '#engine/tables/almaXml/userSchema.ts';
import { openAs } from '#engine/tables/openFile.ts';
import { TableError } from '#engine/tables/tableError.ts';
import { defaultTuning, type ReadTuning } from '#engine/tables/workbook/readTuning.ts';
import { ZipContainer } from '#engine/tables/workbook/zipContainer.ts';
import {
  documentXml,
  drawStyle,
  drawUsers,
  SECRET,
  type WrittenLine,
  type WrittenUser,
} from '../support/almaXml.ts';
import { must } from '../support/must.ts';
import { randomNumbers, SEED } from '../support/seed.ts';
import { buildZip, makeFolder } from '../support/workbookBuilder.ts';

const folder = makeFolder();
afterAll(folder.remove);

interface Read {
  readonly users: readonly WrittenUser[];
  readonly findings: AlmaXmlFindings;
}

/** How a file is read. */
async function usersOf(content: string | Buffer, tuning: Partial<ReadTuning> = {}): Promise<Read> {
  const path = folder.write(Buffer.from(content));
  const all = { ...defaultTuning, ...tuning };
  const xml = await openAs(path, async (file) =>
    Buffer.from(content).subarray(0, 2).toString() === 'PK'
      ? must(await almaXmlInZip(await ZipContainer.open(file, all)))
      : almaXmlIn(file, all),
  );
  try {
    const users: WrittenUser[] = [];
    const findings = await xml.readUsers((user) => {
      expect(user.number).toBe(users.length + 1);
      users.push(shortUser(user));
    });
    return { users, findings };
  } finally {
    xml.close();
  }
}

/** A user in the generator's own notation. */
function shortUser(user: AlmaUser): WrittenUser {
  const values: Record<string, readonly [string, string?]> = {};
  for (const [n, name] of USER_ELEMENTS.entries()) {
    const [text, words] = [user.values[n]!, user.words[n]!];
    if (text !== '' || words !== '') values[name] = words === '' ? [text] : [text, words];
  }
  const lists: Record<string, WrittenLine[]> = {};
  for (const [n, list] of USER_LISTS.entries()) {
    const lines = user.lists[n]!.map((line) => {
      const cells: Record<string, string | readonly [string, string]> = {};
      for (const [at, { path, words }] of list.cells.entries()) {
        if (words || line[at] === '') continue;
        cells[path] = list.cells[at + 1]?.words ? [line[at]!, line[at + 1]!] : line[at]!;
      }
      return cells;
    });
    if (lines.length > 0) lists[list.name] = lines;
  }
  const unknown = user.unknown.map(({ path, value }) => [path, value] as const);
  return { values, lists, unknown: unknown.toSorted(byPath), secrets: user.hasForbidden };
}

const byPath = (a: readonly [string, string], b: readonly [string, string]) =>
  a[0] < b[0] ? -1 : 1;

/** What a reader can tell of a user: a code without words from one with none. */
function expected(user: WrittenUser): WrittenUser {
  const values = Object.fromEntries(
    Object.entries(user.values).map(([name, [text, words]]) => [
      name,
      words ? [text, words] : [text],
    ]),
  ) as WrittenUser['values'];
  return { ...user, values, unknown: user.unknown.toSorted(byPath) };
}

async function codeOf(content: string | Buffer, tuning: Partial<ReadTuning> = {}): Promise<string> {
  const error = await usersOf(content, tuning).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TableError)) throw error ?? new Error('was read');
  return error.code;
}

const draw = randomNumbers(SEED);
const users = drawUsers(draw, 60);
const wanted = users.map(expected);
/** Users that are read byte by byte. */
const FEW = 3;

describe('what was written is what is read', () => {
  const styles = Array.from({ length: 6 }, () => drawStyle(draw));

  test.each(styles)('in the style %o, whole and cut into pieces of any length', async (style) => {
    const text = documentXml(users, style, draw);
    const { users: read, findings } = await usersOf(text);
    expect(read).toEqual(wanted);
    expect(JSON.stringify(read)).not.toContain(SECRET);
    expect(findings.users).toBe(users.length);
    expect((await usersOf(text, { sliceBytes: 1000 + draw(3000) })).users).toEqual(wanted);
    const few = documentXml(users.slice(0, FEW), style, draw);
    for (const sliceBytes of [1, 7])
      expect((await usersOf(few, { sliceBytes })).users).toEqual(wanted.slice(0, FEW));
  });

  test('a user at a time as a root of their own, with declarations and marks of byte order between', async () => {
    const style = drawStyle(draw);
    const documents = users.map((user) => documentXml([user], style, draw));
    const text = documents
      .map((each, n) => (n % 3 === 0 ? `\ufeff<?xml version="1.0"?>${each}` : each))
      .join('\n')
      .replaceAll('<?xml version="1.0"?><?xml', '<?xml');
    expect((await usersOf(text)).users).toEqual(wanted);
    expect((await usersOf(text, { sliceBytes: 501 })).users).toEqual(wanted);
  });

  test('in UTF-16 of either order and in UTF-8 with a mark', async () => {
    const text = documentXml(users, drawStyle(draw), draw).replace(/^<\?xml[^>]*>/, '');
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    for (const bytes of [little, Buffer.from(little).swap16(), Buffer.from(`\ufeff${text}`)]) {
      expect((await usersOf(bytes)).users).toEqual(wanted);
      expect((await usersOf(bytes, { sliceBytes: 333 })).users).toEqual(wanted);
    }
  });

  test('in a ZIP of many files, deflated and stored, among files that programs add', async () => {
    const parts = Array.from({ length: 6 }, (_, n) => ({
      name: `export/users_${n}.XML`,
      content: documentXml(users.slice(n * 10, n * 10 + 10), drawStyle(draw), draw),
      stored: n % 2 === 0,
    }));
    const zip = buildZip([...parts, { name: '__MACOSX/export/._users_0.XML', content: 'x' }]);
    const { users: read, findings } = await usersOf(zip);
    expect(read).toEqual(wanted);
    expect(findings.usersOfPart).toEqual([10, 10, 10, 10, 10, 10]);
    expect((await usersOf(zip, { sliceBytes: 111 })).users).toEqual(wanted);
  });
});

describe('what a file may hold besides', () => {
  test('elements that no schema tells of are kept with their path, and counted', async () => {
    const { users: read, findings } = await usersOf(
      '<users><user><primary_id>a</primary_id><loans link="https://x">3</loans><x><y z="1">v</y><y/></x></user></users>',
    );
    expect(read[0]!.unknown).toEqual([
      ['loans', '3'],
      ['x/y', 'v'],
      ['x/y/@z', '1'],
    ]);
    expect(findings.unknown.map(({ path, count }) => `${path} ${count}`)).toEqual([
      'loans 1',
      'x/y 1',
      'x/y/@z 1',
    ]);
  });

  test('a second value in the place of one isn’t lost', async () => {
    const { users: read } = await usersOf(
      '<user><primary_id>a</primary_id><primary_id>b</primary_id></user>',
    );
    expect(read[0]).toMatchObject({
      values: { primary_id: ['a'] },
      unknown: [['primary_id', 'b']],
    });
  });

  test('elements around the users are told', async () => {
    const { users: read, findings } = await usersOf(
      '<information><title>Of a person</title><user><primary_id>a</primary_id></user></information>',
    );
    expect(read).toHaveLength(1);
    expect(findings.passedOver).toEqual([{ path: 'title', count: 1 }]);
  });

  test('an export of nobody is read', async () => {
    expect((await usersOf('<users total_record_count="0"/>')).users).toEqual([]);
  });
});

describe('a hostile or damaged file is refused', () => {
  const user = '<user><primary_id>a</primary_id></user>';
  const deep = (depth: number) => '<x>'.repeat(depth) + '</x>'.repeat(depth);

  test.each([
    [
      'an entity of its own',
      '<!DOCTYPE users [<!ENTITY a "b">]><users>&a;</users>',
      'xmlDeclaration',
    ],
    [
      'an external reference',
      '<!DOCTYPE users SYSTEM "file:///etc/passwd"><users/>',
      'xmlDeclaration',
    ],
    ['an entity that nothing declares', '<user><primary_id>&a;</primary_id></user>', 'damagedXml'],
    ['a declaration in a user', '<user><!ENTITY a "b"></user>', 'xmlDeclaration'],
    ['a user in a user without an end', `<users><user>${user}`, 'incomplete'],
    ['a user without an end', '<users><user><primary_id>a</primary_id>', 'incomplete'],
    ['users without an end', `<users>${user}`, 'incomplete'],
    ['a tag without an end', '<users><user><primary_id', 'incomplete'],
    ['elements that cross', '<user><a><b></a></b></user>', 'damagedXml'],
    ['an end tag too many', `${user}</user>`, 'damagedXml'],
    ['text behind the end', `${user}and more`, 'damagedXml'],
    ['an attribute without quotation marks', '<user><a b=c>1</a></user>', 'damagedXml'],
    ['an attribute without an end', '<user><a b="c>1</a></user><user/>', 'damagedXml'],
    ['elements nested too deep', `<user>${deep(100)}</user>`, 'damagedXml'],
    ['elements around nested too deep', deep(100), 'damagedXml'],
    [
      'an element with too many attributes',
      `<user><a ${'b="1" '.repeat(200)}/></user>`,
      'damagedXml',
    ],
    ['a zero byte', '<user><primary_id>a\0</primary_id></user>', 'xmlEncoding'],
    ['another encoding', `<?xml version="1.0" encoding="ISO-8859-1"?>${user}`, 'xmlEncoding'],
    [
      'another encoding further on',
      `${user}<?xml version="1.0" encoding="windows-1252"?>${user}`,
      'xmlEncoding',
    ],
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from('<user><a>'), Buffer.of(0xe9, 0x20), Buffer.from('</a></user>')]),
      'xmlEncoding',
    ],
    [
      'half a character at the end',
      Buffer.concat([Buffer.from(user), Buffer.of(0xc3)]),
      'incomplete',
    ],
    ['XML that has no users', '<books><book>1</book></books>', 'xmlFile'],
  ])('%s', async (_, content, code) => {
    expect(await codeOf(content)).toBe(code);
    expect(await codeOf(content, { sliceBytes: 1 })).toBe(code);
  });

  test('a user longer than the limit, whole or without an end', async () => {
    const long = 'x'.repeat(40_000);
    const tuning = { maxItemBytes: 20_000 };
    expect(await codeOf(`<user><a>${long}</a></user>`, tuning)).toBe('tooLargeXml');
    expect(await codeOf(`<user>${user.repeat(20)}<a>${long.repeat(9)}`, tuning)).toBe(
      'tooLargeXml',
    );
    expect(await codeOf(`<users><!-- ${long.repeat(9)}`, tuning)).toBe('tooLargeXml');
  });

  test('names without number, which would fill the memory', async () => {
    const names = Array.from({ length: 3000 }, (_, n) => `<n${n}>1</n${n}>`);
    expect(await codeOf(`<user>${names.join('')}</user>`)).toBe('tooLargeXml');
  });

  test('a bomb, and a file in a ZIP that is damaged or encrypted', async () => {
    const part = { name: 'a.xml', content: `<users>${user.repeat(50_000)}</users>` };
    const small = { maxRatio: 10, ratioFrom: 1 << 16 };
    expect(await codeOf(buildZip([part]), small)).toBe('tooLarge');
    expect(await codeOf(buildZip([part]), { maxPartBytes: 1 << 16 })).toBe('tooLarge');
    expect(await codeOf(buildZip([{ ...part, claimedCrc: 1 }]))).toBe('damaged');
    expect(await codeOf(buildZip([{ ...part, encrypted: true }]))).toBe('encrypted');
    // Twice by one name: which of them counts is a guess.
    expect(await codeOf(buildZip([part, part]))).toBe('damaged');
  });
});

test('a reading that is stopped or aborted gives no user more', async () => {
  const path = folder.write(Buffer.from(documentXml(users, drawStyle(draw), draw)));
  const xml = await openAs(path, async (file) => almaXmlIn(file));
  let seen = 0;
  await xml.readUsers(() => (++seen === 3 ? 'stop' : undefined));
  expect(seen).toBe(3);
  const abort = new AbortController();
  const reading = xml.readUsers(
    () => {
      seen++;
      abort.abort(new Error('enough'));
    },
    { signal: abort.signal },
  );
  await expect(reading).rejects.toThrow('enough');
  expect(seen).toBe(4);
  xml.close();
});
