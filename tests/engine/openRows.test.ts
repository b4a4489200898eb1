/**
 * What the import makes of rows of a workbook that leave open whom or what they mean. Whoever may be meant to
 * stay carries a flag, and the check tells the rows; what is clear is read as its maker sees it.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noticed } from '#engine/importing/rows/rowGroups.ts';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import type { RowNotice } from '#shared/contract/shapes/rowGroup.ts';
import { HELD_BACK_FLAGS } from '#shared/domain/reviewFlags.ts';
import {
  addSheet,
  candidate,
  candidatesSheet,
  dateCell,
  type RawCell,
  type RawRow,
  readSheet,
} from '../support/candidateSheets.ts';
import { newEngine, type TestEngine } from '../support/engine.ts';
import { problemOf, saidOf } from '../support/saidOf.ts';
import { changePart, workbookPart } from '../support/workbookBuilder.ts';

const flagsOf = async (engine: TestEngine, id: string) => (await engine.user(id)).flags;

const noticeOf = (check: ImportCheck, code: string) =>
  check.notices.find((notice) => notice.code === code);

async function rowsOf(engine: TestEngine, { importId }: ImportCheck, code: RowNotice) {
  const { rows } = await engine.ask.imports.rows({
    importId,
    rowGroup: noticed(code),
    offset: 0,
    limit: 1000,
  });
  return rows.map(({ row }) => row);
}

async function errorsOf(engine: TestEngine, { importId }: ImportCheck) {
  const { rows } = await engine.ask.imports.errors({ importId, offset: 0, limit: 1000 });
  return rows.map((error) => `${error.row} ${error.column}: ${problemOf(error)}`);
}

/** Whom the rules of the review leave. */
async function approvable(engine: TestEngine): Promise<string[]> {
  const users = await engine.users();
  return [...users.values()]
    .filter(({ candidate: is, flags }) => is && !flags.some((flag) => HELD.has(flag)))
    .map((user) => user.primary_identifier)
    .sort();
}
const HELD = new Set<string>([...HELD_BACK_FLAGS, 'protected', 'expiry-in-future', 'unknown-role']);

describe('dates that are none', () => {
  test.each<[string, RawCell]>([
    ['serial 0, shown as 1/0/1900', dateCell(0)],
    ['a time alone', dateCell(0.5)],
    ['day 59 of 1900', dateCell(59)],
    ['day 60 of 1900, which never was', dateCell(60)],
    ['the year 1', '0001-01-01'],
    ['the year 10000', '10000-01-01'],
    ['a date that spreadsheets make of zero, as text', '1/1/1900'],
    ['a formula without a result', { formula: 'TODAY()', style: 'date' }],
  ])('%s holds back as purge date, and counts as one in the future as expiry', async (_, cell) => {
    const engine = await newEngine();
    const check = await addSheet(
      engine,
      candidatesSheet([
        candidate('purge', { purge: cell }),
        candidate('expiry', { expiry: cell }),
        candidate('clear'),
      ]),
    );
    expect(await flagsOf(engine, 'purge')).toContain('unreadable-value');
    expect(await flagsOf(engine, 'expiry')).toContain('expiry-in-future');
    expect(await approvable(engine)).toEqual(['clear']);
    expect(await rowsOf(engine, check, 'unreadable-value')).toEqual([2]);
    expect(await rowsOf(engine, check, 'unreadable-expiry')).toEqual([3]);
    expect(check.errors).toBe(2);
  });

  test('the zero of 1904, too', async () => {
    const engine = await newEngine();
    const sheet = candidatesSheet([
      candidate('zero', { purge: dateCell(0), expiry: dateCell(42_000) }),
    ]);
    await addSheet(engine, sheet, { kind: 'candidates' }, { date1904: true });
    expect(await flagsOf(engine, 'zero')).toContain('unreadable-value');
    expect((await engine.user('zero')).expiry_date).toBe('2018-12-28');
  });

  test.each(['  -  -  ', '0000-00-00', '00/00/0000', '--', '–', '0000-00-00 00:00:00'])(
    '%j is how systems write that there is none',
    async (text) => {
      const engine = await newEngine();
      const check = await addSheet(
        engine,
        candidatesSheet([
          candidate('purge', { purge: text }),
          candidate('expiry', { expiry: text }),
        ]),
      );
      expect(check.errors).toBe(0);
      expect(await flagsOf(engine, 'purge')).toEqual(['no-purge-date']);
      expect(await flagsOf(engine, 'expiry')).toEqual([]);
    },
  );

  test('an unreadable expiry stays one until a file tells the expiry', async () => {
    const engine = await newEngine();
    await addSheet(engine, candidatesSheet([candidate('x', { expiry: 'one day' })]));
    const users = (expiry: boolean) => ({
      headings: [
        'Primary Identifier',
        'Account Type',
        'Status',
        ...(expiry ? ['Expiry Date'] : []),
      ],
      rows: [['x', 'Internal', 'Active', ...(expiry ? [dateCell(43_982)] : [])]],
    });
    await addSheet(engine, users(false), { kind: 'users' });
    expect(await flagsOf(engine, 'x')).toContain('expiry-in-future');
    await addSheet(engine, users(true), { kind: 'users' });
    expect(await flagsOf(engine, 'x')).not.toContain('expiry-in-future');
  });
});

describe('formulas without a stored result', () => {
  const none: RawCell = { formula: 'VLOOKUP(A2,X!A:B,2,0)' };

  test.each(['group', 'purge', 'type', 'loans', 'balance', 'expiry', 'role', 'last'] as const)(
    'in the column %s hold the user back, and are told',
    async (column) => {
      const engine = await newEngine();
      const check = await addSheet(
        engine,
        candidatesSheet([candidate('open', { [column]: none }), candidate('clear')]),
      );
      expect(await approvable(engine)).toEqual(['clear']);
      expect(await rowsOf(engine, check, 'no-result')).toEqual([2]);
      expect(await errorsOf(engine, check)).toEqual([
        expect.stringMatching(/^2 .*: The cell holds a formula whose result is not stored/),
      ]);
    },
  );

  test('in a column that no field is known for are told and hold nobody back', async () => {
    const engine = await newEngine();
    const sheet = { ...candidatesSheet([[...candidate('a'), none]]) };
    const check = await addSheet(engine, { ...sheet, headings: [...sheet.headings, 'Remark'] });
    expect(await approvable(engine)).toEqual(['a']);
    expect(noticeOf(check, 'no-result')?.count).toBe(1);
  });

  test('as identifier are an error that says who isn’t protected, even in a row with nothing else', async () => {
    const engine = await newEngine();
    const list = { headings: ['Primary Identifier'], rows: [['kept'], [none]] };
    const check = await readSheet(engine, list, { kind: 'exclusions' });
    expect(check).toMatchObject({ rows: 2, identifiers: 1, errors: 1 });
    const [error] = await errorsOf(engine, check);
    expect(error).toContain('a formula whose result is not stored');
    expect(error).toContain('is not protected by this list');
    const candidates = await readSheet(engine, candidatesSheet([candidate(none), candidate('b')]));
    expect(candidates).toMatchObject({ rows: 2, identifiers: 1, errors: 1 });
  });

  test('a result that is an empty text is blank, not unreadable', async () => {
    const engine = await newEngine();
    const sheet = candidatesSheet([candidate('a', { last: null })]);
    const check = await addSheet(engine, sheet);
    expect(check.errors).toBe(0);
  });

  test.each<[string, readonly string[], readonly RawCell[]]>([
    ['loans', ['Loans'], [none]],
    ['fines-fees', ['Remaining amount'], [none]],
    ['loans-elsewhere', ['Loans', 'Institution'], [none, 'Elsewhere']],
    ['fines-elsewhere', ['Fines', 'Institution'], [none, 'Elsewhere']],
    ['requests', ['Purchase request status', 'Request type'], [none, null]],
  ])(
    'in a report of %s hold the candidate back until the next one',
    async (kind, headings, cells) => {
      const engine = await newEngine();
      await addSheet(engine, candidatesSheet([candidate('a'), candidate('b')]));
      const report = (value: readonly RawCell[]) => ({
        headings: ['Primary Identifier', ...headings],
        rows: [['a', ...value]],
      });
      const options = { kind: kind as 'loans' };
      await addSheet(engine, report(cells), options);
      expect(await flagsOf(engine, 'a')).toContain('unreadable-value');
      expect(await flagsOf(engine, 'b')).not.toContain('unreadable-value');
      const told =
        kind === 'requests' ? ['Rejected', null] : [0, 'Elsewhere'].slice(0, cells.length);
      await addSheet(engine, report(told), options);
      expect(await flagsOf(engine, 'a')).not.toContain('unreadable-value');
    },
  );
});

describe('hidden rows', () => {
  const sheet = candidatesSheet([
    candidate('seen'),
    { cells: candidate('hidden'), hidden: true },
    candidate('last'),
  ]);

  test('of candidates are held back and told until somebody says that they count', async () => {
    const engine = await newEngine();
    const check = await readSheet(engine, sheet);
    expect(await rowsOf(engine, check, 'hidden-row')).toEqual([3]);
    const again = await engine.ask.imports.readAgain({
      importId: check.importId,
      options: { ...check.options, answers: [{ about: 'hidden-row', answer: 'hold' }] },
    });
    await engine.checked(again.importId);
    await engine.ask.imports.commit({ importId: again.importId, mode: 'add' });
    expect(await flagsOf(engine, 'hidden')).toEqual(['hidden-row']);
    expect(await approvable(engine)).toEqual(['last', 'seen']);
    await addSheet(engine, sheet, {
      kind: 'candidates',
      answers: [{ about: 'hidden-row', answer: 'count' }],
    });
    expect(await approvable(engine)).toEqual(['hidden', 'last', 'seen']);
  });

  test('stay so when another report describes the user', async () => {
    const engine = await newEngine();
    await addSheet(engine, sheet);
    await addSheet(
      engine,
      {
        headings: ['Primary Identifier', 'Account Type', 'Status'],
        rows: [['hidden', 'Internal', 'Active']],
      },
      { kind: 'users' },
    );
    expect(await flagsOf(engine, 'hidden')).toContain('hidden-row');
  });

  test('of every other kind of file count', async () => {
    const engine = await newEngine();
    await addSheet(engine, candidatesSheet([candidate('kept'), candidate('borrower')]));
    const hidden = (cells: RawCell[]) => [{ cells, hidden: true }];
    const list = { headings: ['Primary Identifier'], rows: hidden(['kept']) };
    const check = await addSheet(engine, list, { kind: 'exclusions' });
    expect(saidOf(noticeOf(check, 'hidden-row'))).toContain('count like all others');
    expect(await flagsOf(engine, 'kept')).toEqual(['exclusion-list']);
    const loans = { headings: ['Primary Identifier', 'Loans'], rows: hidden(['borrower', 2]) };
    await addSheet(engine, loans, { kind: 'loans' });
    expect((await engine.user('borrower')).loans).toBe(2);
  });
});

describe('struck-out rows', () => {
  const struck = (text: string): RawCell => ({ text, style: 'struck' });

  test.each<[string, RawCell[]]>([
    ['by the font of the identifier', candidate(struck('out'))],
    ['by a run of the identifier’s text', candidate({ text: 't', struckRun: 'ou' })],
    [
      'in most of the row',
      candidate('out', {
        group: struck('Graduate'),
        role: struck('No'),
        first: struck('Ada'),
        last: struck('Berg'),
        type: struck('Public'),
        loans: { number: 0, style: 'struck' },
      }),
    ],
  ])('%s are held back among candidates, and told', async (_, cells) => {
    const engine = await newEngine();
    const check = await addSheet(engine, candidatesSheet([candidate('in'), cells]));
    expect(await flagsOf(engine, 'out')).toEqual(['struck-out']);
    expect(await approvable(engine)).toEqual(['in']);
    expect(await rowsOf(engine, check, 'struck-out')).toEqual([3]);
  });

  test('a corrected cell beside the identifier strikes out nobody', async () => {
    const engine = await newEngine();
    await addSheet(engine, candidatesSheet([candidate('in', { last: struck('Berg') })]));
    expect(await approvable(engine)).toEqual(['in']);
  });

  test('in a list count', async () => {
    const engine = await newEngine();
    const list = { headings: ['Primary Identifier'], rows: [[struck('kept')]] };
    const check = await addSheet(engine, list, { kind: 'exclusions' });
    await addSheet(engine, candidatesSheet([candidate('kept')]));
    expect(noticeOf(check, 'struck-out')?.count).toBe(1);
    expect(await flagsOf(engine, 'kept')).toEqual(['exclusion-list']);
  });
});

describe('two cells of one reference', () => {
  test('make two candidates, both held back', async () => {
    const engine = await newEngine();
    const check = await addSheet(
      engine,
      candidatesSheet([
        candidate('p001'),
        candidate({ text: 'p002', twin: 'p003' }),
        candidate('p004'),
      ]),
    );
    expect(check).toMatchObject({ rows: 3, identifiers: 4 });
    expect(await flagsOf(engine, 'p002')).toEqual(['two-cells']);
    expect(await flagsOf(engine, 'p003')).toEqual(['two-cells']);
    expect(await approvable(engine)).toEqual(['p001', 'p004']);
    expect(await rowsOf(engine, check, 'two-cells')).toEqual([3, 3]);
    const { evidence } = await engine.ask.users.get({
      userNo: (await engine.user('p002')).userNo,
    });
    expect(evidence.map(({ row }) => row)).toEqual([3]);
  });

  test('both protect when they stand in a list', async () => {
    const engine = await newEngine();
    const list = { headings: ['Primary Identifier'], rows: [[{ text: 'p002', twin: 'p003' }]] };
    await addSheet(engine, list, { kind: 'exclusions' });
    await addSheet(engine, candidatesSheet(['p001', 'p002', 'p003'].map((id) => candidate(id))));
    expect(await approvable(engine)).toEqual(['p001']);
  });

  test('in another column hold the user back; the same value twice doesn’t', async () => {
    const engine = await newEngine();
    await addSheet(
      engine,
      candidatesSheet([
        candidate('open', { group: { text: 'Graduate', twin: 'I-Share' } }),
        candidate('same', { group: { text: 'Graduate', twin: 'Graduate' } }),
      ]),
    );
    expect(await approvable(engine)).toEqual(['same']);
  });

  test('a row that is there twice, too, also beside the same user in another row', async () => {
    const engine = await newEngine();
    const rows: RawRow[] = [
      { cells: candidate('first') },
      { cells: candidate('one') },
      { cells: candidate('two'), number: 3 },
      { cells: candidate('TWO') },
      { cells: candidate('last') },
    ];
    const check = await addSheet(engine, candidatesSheet(rows));
    expect(await approvable(engine)).toEqual(['first', 'last']);
    expect(await flagsOf(engine, 'one')).toEqual(['two-cells']);
    expect((await rowsOf(engine, check, 'two-cells')).sort()).toEqual([3, 3]);
  });

  test('in a report of items make the amounts of both unreadable', async () => {
    const engine = await newEngine();
    await addSheet(engine, candidatesSheet(['a', 'b', 'c'].map((id) => candidate(id))));
    const fees = {
      headings: ['Primary Identifier', 'Remaining amount'],
      rows: [
        [{ text: 'a', twin: 'b' }, 0],
        ['c', 0],
      ],
    };
    await addSheet(engine, fees, { kind: 'fines-fees' });
    expect(await approvable(engine)).toEqual(['c']);
  });
});

describe('merged cells', () => {
  test('hold for all their rows: a protected group is that of each', async () => {
    const engine = await newEngine();
    const check = await addSheet(
      engine,
      candidatesSheet(
        [
          candidate('a', { group: 'I-Share' }),
          candidate('b', { group: null }),
          candidate('c', { group: null }),
          candidate('d'),
        ],
        ['B2:B4'],
      ),
    );
    expect(noticeOf(check, 'blank-group')).toBeUndefined();
    expect((await engine.user('c')).user_group).toBe('I-Share');
    expect(await approvable(engine)).toEqual(['d']);
  });

  test('merged titles above the headings change nothing', async () => {
    const engine = await newEngine();
    const check = await readSheet(engine, candidatesSheet([candidate('a')], ['A1:C1']));
    expect(check.notices).toEqual([]);
  });

  test('who lies invisible under a merged identifier is told and held back; who is seen isn’t', async () => {
    const engine = await newEngine();
    const check = await addSheet(
      engine,
      candidatesSheet(
        [candidate('p001'), candidate('ghost1'), candidate('ghost2'), candidate('p002')],
        ['A2:A4'],
      ),
    );
    expect(await flagsOf(engine, 'ghost1')).toEqual(['two-cells']);
    expect(await approvable(engine)).toEqual(['p001', 'p002']);
    expect(await rowsOf(engine, check, 'two-cells')).toEqual([3, 4]);
  });

  test('a group that lies under another one holds the user back', async () => {
    const engine = await newEngine();
    await addSheet(
      engine,
      candidatesSheet([candidate('a'), candidate('b', { group: 'I-Share' })], ['B2:B3']),
    );
    expect(await flagsOf(engine, 'b')).toContain('two-cells');
    expect(await approvable(engine)).toEqual(['a']);
  });

  test('in a list everybody counts who stands under one', async () => {
    const engine = await newEngine();
    const list = {
      headings: ['Primary Identifier'],
      rows: [['seen'], ['under']],
      merged: ['A2:A3'],
    };
    await addSheet(engine, list, { kind: 'exclusions' });
    await addSheet(engine, candidatesSheet(['seen', 'under', 'other'].map((id) => candidate(id))));
    expect(await approvable(engine)).toEqual(['other']);
  });

  test('a merged identifier has all its items; a blank one makes the amounts above unreadable', async () => {
    const engine = await newEngine();
    await addSheet(engine, candidatesSheet(['a', 'b', 'c'].map((id) => candidate(id))));
    const fees = {
      headings: ['Primary Identifier', 'Remaining amount'],
      rows: [
        ['a', 5],
        [null, 7],
        ['b', 1],
        [null, 2],
        ['c', 0],
      ],
      merged: ['A2:A3'],
    };
    const check = await addSheet(engine, fees, { kind: 'fines-fees' });
    expect((await engine.user('a')).balance).toBe(1200);
    expect(await flagsOf(engine, 'a')).not.toContain('unreadable-value');
    expect(await flagsOf(engine, 'b')).toContain('unreadable-value');
    expect(await flagsOf(engine, 'c')).not.toContain('unreadable-value');
    expect(check.errors).toBe(1);
  });
});

describe('blank groups', () => {
  const sheet = candidatesSheet([
    candidate('first', { group: null }),
    candidate('member', { group: 'I-Share' }),
    candidate('blank', { group: null }),
    candidate('other'),
    candidate('after', { group: null }),
  ]);

  test.each<[string, 'above' | 'none' | undefined, string[]]>([
    ['are held back while nobody says what they mean', undefined, ['other']],
    ['are the group of the row above when somebody says so', 'above', ['after', 'other']],
    ['are no group when somebody says so', 'none', ['after', 'blank', 'first', 'other']],
  ])('%s', async (_, blankGroup, left) => {
    const engine = await newEngine();
    const check = await addSheet(engine, sheet, {
      kind: 'candidates',
      ...(blankGroup && { answers: [{ about: 'blank-group', answer: blankGroup }] }),
    });
    expect(await rowsOf(engine, check, 'blank-group')).toEqual([2, 4, 6]);
    expect(await approvable(engine)).toEqual(left);
    expect((await engine.user('blank')).user_group).toBe(blankGroup === 'above' ? 'I-Share' : null);
  });

  test('go on from a row that can’t be a user, and not from a group that can’t be read', async () => {
    const engine = await newEngine();
    const rows = [
      candidate('other'),
      candidate(null, { group: 'I-Share' }),
      candidate('shared', { group: null }),
      candidate('unread', { group: { formula: 'A1' } }),
      candidate('unknown', { group: null }),
    ];
    await addSheet(engine, candidatesSheet(rows), {
      kind: 'candidates',
      answers: [{ about: 'blank-group', answer: 'above' }],
    });
    expect(await flagsOf(engine, 'shared')).toEqual(['protected']);
    expect(await flagsOf(engine, 'unread')).toEqual(['unreadable-value']);
    expect(await flagsOf(engine, 'unknown')).toEqual(['blank-group']);
  });

  test('hold nobody back while the register protects no group', async () => {
    const engine = await newEngine();
    for (const { ruleId } of await engine.ask.register.list())
      await engine.ask.register.remove({ ruleId });
    await addSheet(engine, sheet);
    expect(await approvable(engine)).toEqual(['after', 'blank', 'first', 'member', 'other']);
  });

  test('a file without groups says that the register protects nobody in it', async () => {
    const engine = await newEngine();
    const none = candidatesSheet(['a', 'b'].map((id) => candidate(id, { group: null })));
    const check = await addSheet(engine, none);
    expect(check.notices.map(({ code }) => code)).toEqual(['no-groups']);
    expect(await approvable(engine)).toEqual(['a', 'b']);
    const { headings, rows } = candidatesSheet([candidate('c')]);
    const without = (cells: readonly RawCell[]) => [cells[0]!, ...cells.slice(2)];
    const check2 = await readSheet(engine, {
      headings: without(headings) as string[],
      rows: rows.map((row) => without(row as RawCell[])),
    });
    expect(check2.notices.map(({ code }) => code)).toContain('no-groups');
  });
});

describe('long numbers', () => {
  test('of 16 digits, of decimals and in exponent form are held back: digits may be lost', async () => {
    const engine = await newEngine();
    const cells = ['1234567890123450', '1.23456789012345E+15', '12345.5', '1234567890.0'];
    const check = await addSheet(
      engine,
      candidatesSheet(cells.map((number) => candidate({ number }))),
    );
    expect(noticeOf(check, 'lost-digits')?.count).toBe(3);
    expect(await approvable(engine)).toEqual(['1234567890']);
    expect(await flagsOf(engine, '12345.5')).toContain('lost-digits');
  });

  test('in a list hold back whoever shares their first 15 digits', async () => {
    const engine = await newEngine();
    const list = { headings: ['Primary Identifier'], rows: [[{ number: '1.23456789012345E+15' }]] };
    await addSheet(engine, list, { kind: 'exclusions' });
    await addSheet(
      engine,
      candidatesSheet(['1234567890123456', '1234567890123356'].map((id) => candidate(id))),
    );
    expect(await flagsOf(engine, '1234567890123456')).toContain('possible-pair');
    expect(await approvable(engine)).toEqual(['1234567890123356']);
  });
});

describe('packages with flaws', () => {
  const sheet = candidatesSheet([candidate('a')]);

  test('a leftover sheet without a relation is told, and the rest read', async () => {
    const engine = await newEngine();
    const content = workbookPart(
      '<sheet name="Users" sheetId="1" r:id="rId1"/><sheet name="Module1" sheetId="9" state="veryHidden" r:id=""/>',
    );
    const check = await addSheet(engine, sheet, undefined, {
      change: changePart('xl/workbook.xml', { content }),
    });
    expect(check).toMatchObject({ identifiers: 1 });
    expect(check.notices.map(({ code }) => code)).toEqual(['leftover-sheets']);
  });

  test('without styles the numbers in columns of dates are days, and no other numbers are', async () => {
    const engine = await newEngine();
    const rows = [
      candidate('a'),
      candidate('other', { purge: 20_211_031 }),
      candidate('zero', { purge: 0 }),
    ];
    const check = await addSheet(engine, candidatesSheet(rows), undefined, {
      change: (parts) => parts.filter(({ name }) => name !== 'xl/styles.xml'),
    });
    expect(check.notices.map(({ code }) => code)).toContain('no-styles');
    expect(await engine.user('a')).toMatchObject({
      expiry_date: '2020-05-31',
      purge_date: '2021-05-31',
    });
    expect(await approvable(engine)).toEqual(['a']);
  });

  test('with styles a plain number is no date', async () => {
    const engine = await newEngine();
    await addSheet(engine, candidatesSheet([candidate('a', { purge: 44_347 })]));
    expect(await flagsOf(engine, 'a')).toContain('unreadable-value');
  });
});

describe('any mixture of hidden, struck, merged, blanked, doubled and formula cells', () => {
  const oddCell = fc.constantFrom<RawCell>(
    null,
    'I-Share',
    'Graduate',
    { formula: 'A1' },
    { text: 'Graduate', twin: 'I-Share' },
  );
  const oddDate = fc.constantFrom<RawCell>(
    dateCell(43_982),
    dateCell(0),
    dateCell(47_484),
    { formula: 'A1' },
    '-',
    'soon',
  );
  /** So that many rows have one thing about them alone: what else holds them back would hide what doesn't. */
  const mostly = <T>(usual: T, odd: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 2, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: odd });
  const sometimes = mostly(false, fc.constant(true));
  const oddRow = fc.record({
    hidden: sometimes,
    struck: sometimes,
    twin: sometimes,
    group: mostly<RawCell>('Graduate', oddCell),
    expiry: mostly<RawCell>(dateCell(43_982), oddDate),
    loans: mostly<RawCell>(0, fc.constantFrom<RawCell>({ formula: 'A1' }, '?')),
  });
  const merge = fc.record({
    column: fc.constantFrom('A', 'B', 'C', 'I'),
    top: fc.integer({ min: 2, max: 7 }),
    rows: fc.integer({ min: 2, max: 4 }),
  });

  test('leaves nobody unflagged about whom the file leaves anything open', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(oddRow, { minLength: 1, maxLength: 7 }),
        fc.option(merge, { nil: undefined }),
        async (rows, merged) => {
          const engine = await newEngine();
          const cells = rows.map(({ hidden, struck, twin, group, expiry, loans }, n): RawRow => {
            const id: RawCell = {
              text: `u${n}`,
              ...(struck && { style: 'struck' as const }),
              ...(twin && { twin: `t${n}` }),
            };
            return { hidden, cells: candidate(id, { group, expiry, loans }) };
          });
          const ranges = merged
            ? [`${merged.column}${merged.top}:${merged.column}${merged.top + merged.rows - 1}`]
            : [];
          await addSheet(engine, candidatesSheet(cells, ranges));
          const left = await approvable(engine);
          const namesGroups = rows.some(
            ({ group }) =>
              group === 'I-Share' || group === 'Graduate' || (group as { twin?: string })?.twin,
          );
          for (const [n, row] of rows.entries()) {
            const isClear =
              !row.hidden &&
              !row.struck &&
              !row.twin &&
              (row.group === 'Graduate' || (row.group === null && !namesGroups)) &&
              (row.expiry === '-' || isPast(row.expiry)) &&
              row.loans === 0;
            if (!isClear && !merged) expect(left).not.toContain(`u${n}`);
            if (row.twin) expect(left).not.toContain(`t${n}`);
            if (isClear && !merged) expect(left).toContain(`u${n}`);
            // A merged cell may show another value than the row's own, but not make somebody certain.
            if (row.hidden || row.struck || row.twin || (row.loans !== 0 && merged?.column !== 'I'))
              expect(left).not.toContain(`u${n}`);
            if (row.group === 'I-Share' && merged?.column !== 'B')
              expect(left).not.toContain(`u${n}`);
          }
        },
      ),
      { numRuns: 25 },
    ));

  const isPast = (cell: RawCell) => (cell as { number?: number } | null)?.number === 43_982;
});
