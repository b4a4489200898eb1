/**
 * The arguments of the command line, checked as a whole before anything is opened. An argument that
 * is misread in silence rehearses another purge than the one that was meant.
 */
import { describe, expect, test, vi } from 'vitest';
import { readArguments } from '#engine/cli/arguments.ts';
import { CommandRefusal } from '#engine/cli/commandRefusal.ts';
import { FIELD_OPTIONS } from '#engine/cli/fieldOptions.ts';
import { USAGE } from '#engine/cli/words.ts';
import { today } from '#shared/domain/timeZones.ts';
import { REPORT_KINDS } from '#shared/importKinds/importKinds.ts';

const read = (...args: string[]) =>
  readArguments(['rehearse', '--candidates', 'C.xlsx', '--out', 'results', ...args]);

function refused(args: readonly string[]): string {
  try {
    readArguments(args);
  } catch (error) {
    expect(error).toBeInstanceOf(CommandRefusal);
    return (error as CommandRefusal).message;
  }
  throw new Error('It was accepted.');
}

describe('arguments', () => {
  test('not given are those of the program', () => {
    expect(read()).toEqual({
      candidates: 'C.xlsx',
      exclusions: [],
      staff: [],
      reports: [],
      fields: [],
      route: 'group',
      parameters: [],
      lines: [],
      out: 'results',
      currency: 'USD',
      deletePolicy: null,
      countTransferred: null,
      esploro: null,
      purge: {
        runDate: today(null),
        days: 30,
        recordType: 'Public',
        userGroup: 'OK to Purge',
        waiveThreshold: 100,
        reading: 'carli',
      },
      institution: '',
      timeZone: null,
      protectedGroups: ['I-Share'],
      withoutRules: [],
      asAlma: false,
      workspace: undefined,
      dateOrder: undefined,
      decimals: 'hold',
      answers: {},
    });
  });

  test('given are taken, each where it belongs', () => {
    const args = read(
      ...['--exclusions', 'A.xlsx', '--exclusions', 'B.xlsx', '--run-date', '2026-11-21'],
      ...[
        '--days',
        '30',
        '--record-type',
        'staff',
        '--user-group',
        ' Gone ',
        '--reading',
        'strict',
      ],
      ...['--waive-threshold', '9.99', '--protect-group', 'X', '--protect-group', 'Y'],
      ...['--date-order', 'day-first', '--workspace', 'W.purgedesk'],
      ...['--without-rule', 'returned', '--without-rule', 'returned', '--as-alma'],
      ...['--hidden-rows', 'count', '--blank-group', 'above'],
      ...['--answer', 'struck-out=count', '--answer', 'unreadable-value=unknown'],
    );
    expect(args).toMatchObject({
      exclusions: ['A.xlsx', 'B.xlsx'],
      purge: {
        runDate: '2026-11-21',
        days: 30,
        recordType: 'Staff',
        userGroup: 'Gone',
        waiveThreshold: 999,
        reading: 'strict',
      },
      protectedGroups: ['X', 'Y'],
      withoutRules: ['returned'],
      asAlma: true,
      dateOrder: 'day-first',
      answers: {
        'hidden-row': 'count',
        'blank-group': 'above',
        'struck-out': 'count',
        'unreadable-value': 'unknown',
      },
      workspace: 'W.purgedesk',
    });
  });

  test('a purge of the set has no group, and prints what else Alma asks', () => {
    expect(
      read('--route', 'set', '--parameter', 'Roles = kept=No', '--parameter', 'Other=Yes'),
    ).toMatchObject({
      route: 'set',
      parameters: [
        { label: 'Roles', value: 'kept=No' },
        { label: 'Other', value: 'Yes' },
      ],
      purge: { recordType: 'Public', userGroup: null },
    });
    expect(read('--route', 'group')).toMatchObject({ purge: { userGroup: 'OK to Purge' } });
  });

  test('the institution is named, and the run date is the day in its zone', () => {
    vi.useFakeTimers({ now: Date.parse('2026-03-09T15:30:00Z'), toFake: ['Date'] });
    const runDate = (zone: string) => read('--time-zone', zone).purge.runDate;
    expect(runDate('Asia/Tokyo')).toBe('2026-03-10');
    expect(runDate('Pacific/Honolulu')).toBe('2026-03-09');
    vi.useRealTimers();
    const args = read('--time-zone', 'Asia/Tokyo', '--institution', ' Lakeside ');
    expect(args).toMatchObject({ institution: 'Lakeside', timeZone: 'Asia/Tokyo' });
  });

  test('reports are recognised or named; no path is taken for a kind', () => {
    const { reports } = read(
      ...[
        '--report',
        'Fees.xlsx',
        '--report',
        'fines-fees=Fees 2.xlsx',
        '--report',
        'C:\\old=1.xlsx',
      ],
      ...['--report', './loans=1.xlsx', '--report', 'Loans=a=b.xlsx', '--report', '2026=May.xlsx'],
      ...['--report-of-everybody', 'user-blocks=B.csv', '--users', 'U.xml'],
    );
    const one = (path: string, kind?: string, everybody = false) => ({ path, kind, everybody });
    expect(reports).toEqual([
      one('U.xml', 'users'),
      one('Fees.xlsx'),
      one('Fees 2.xlsx', 'fines-fees'),
      one('C:\\old=1.xlsx'),
      one('./loans=1.xlsx'),
      one('a=b.xlsx', 'loans'),
      one('2026=May.xlsx'),
      one('B.csv', 'user-blocks', true),
    ]);
  });

  test('each field of Update/Notify Users that has one value has an option', () => {
    expect(FIELD_OPTIONS.map(({ option }) => option)).toEqual([
      ...['set-purge-date', 'set-expiry-date', 'set-status', 'set-title'],
      ...['set-job-description', 'set-campus', 'set-cataloger-level'],
    ]);
    const value = (field: string) => (/date/.test(field) ? '1994-01-01' : ' Some words ');
    const given = FIELD_OPTIONS.map(({ option, field }) => `--${option}=${value(field)}`);
    expect(read(...given.reverse()).fields).toEqual(
      FIELD_OPTIONS.map(({ field }) => ({
        field,
        value: value(field).trim(),
        condition: 'Unconditionally',
      })),
    );
    for (const { option } of FIELD_OPTIONS) expect(USAGE).toContain(`--${option} `);
    for (const kind of REPORT_KINDS) expect(USAGE).toMatch(new RegExp(`^ +${kind} `, 'm'));
  });

  test('what the institution has set in Alma is what was given', () => {
    const given = ['--delete-policy', '3', '--transferred-fees', 'ignore', '--esploro', 'on'];
    expect(read(...given)).toMatchObject({
      deletePolicy: 3,
      countTransferred: false,
      esploro: true,
    });
    expect(read('--transferred-fees', 'count', '--esploro', 'off')).toMatchObject({
      deletePolicy: null,
      countTransferred: true,
      esploro: false,
    });
  });

  test('amounts have the decimals of the currency', () => {
    const threshold = (currency: string, amount: string) =>
      read('--currency', currency, '--waive-threshold', amount).purge.waiveThreshold;
    expect([threshold('JPY', '500'), threshold('kwd', '9.999'), threshold('EUR', '9.9')]).toEqual([
      500, 9999, 990,
    ]);
  });

  test.each([['All'], ['Contact']])('with record type %s there is no user group', (recordType) => {
    expect(read('--record-type', recordType).purge).toMatchObject({ recordType, userGroup: null });
  });

  test('a blank number of days is 0', () => {
    expect(read('--days', '').purge.days).toBe(0);
  });

  test.each<[string, string[], RegExp]>([
    ['an unknown option', ['--purge-everything'], /--purge-everything/],
    ['a word too many', ['everything'], /everything/],
    ['a date that is none', ['--run-date', '2026-02-30'], /2026-02-30 isn’t a date/],
    ['a blank date', ['--run-date', ''], /isn’t a date/],
    ['a date in another form', ['--run-date', '11/21/2026'], /YYYY-MM-DD/],
    ['an unknown reading', ['--reading', 'lenient'], /strict, inclusive or carli/],
    ['negative days', ['--days=-1'], /whole number of 0 or more/],
    ['negative days, apart', ['--days', '-1'], /--days/],
    ['half a day', ['--days', '1.5'], /whole number of 0 or more/],
    ['days in words', ['--days', 'ten'], /whole number of 0 or more/],
    ['too many days', ['--days', '99999'], /36,500/],
    ['a negative threshold', ['--waive-threshold=-1'], /isn’t an amount of 0 or more/],
    ['a threshold in fractions of a cent', ['--waive-threshold', '9.999'], /isn’t an amount/],
    [
      'a threshold the currency doesn’t have',
      ['--currency', 'JPY', '--waive-threshold', '9.99'],
      /JPY/,
    ],
    ['an unknown time zone', ['--time-zone', 'Europe/Wien'], /Europe\/Wien isn’t .* time zone/],
    ['a very long name', ['--institution', 'x'.repeat(201)], /more than 200 characters/],
    ['an unknown policy', ['--delete-policy', '5'], /--delete-policy 5 must be 1, 2, 3 or 4/],
    ['fees neither way', ['--transferred-fees', 'yes'], /must be count or ignore/],
    ['Esploro neither way', ['--esploro', 'yes'], /must be on or off/],
    ['a currency in words', ['--currency', 'dollars'], /isn’t a currency code/],
    ['a threshold with a sign', ['--waive-threshold', '$5'], /isn’t an amount/],
    ['an unknown record type', ['--record-type', 'Robot'], /All, Public, Staff or Contact/],
    ['a group with All', ['--record-type', 'All', '--user-group', 'X'], /only when/],
    ['a group with Contact', ['--record-type', 'contact', '--user-group', 'X'], /only when/],
    ['a rule that can’t be switched off', ['--without-rule', 'staff-role'], /activity-elsewhere/],
    ['an unknown route', ['--route', 'sets'], /--route sets must be group or set/],
    [
      'a group for a set',
      ['--route', 'set', '--user-group', 'OK to Purge'],
      /--user-group belongs to --route group/,
    ],
    ['a parameter of the other job', ['--parameter', 'A=B'], /belongs to --route set/],
    ['a parameter without a value', ['--route', 'set', '--parameter', 'Roles='], /LABEL=VALUE/],
    ['a parameter without a label', ['--route', 'set', '--parameter', 'Roles'], /LABEL=VALUE/],
    [
      'more parameters than are kept',
      ['--route', 'set', ...Array.from({ length: 21 }, () => ['--parameter', 'A=B']).flat()],
      /20 times at most/,
    ],
    ['an unknown date order', ['--date-order', 'year-first'], /month-first or day-first/],
    ['an unknown word for hidden rows', ['--hidden-rows', 'drop'], /hold or count/],
    ['an unknown word for blank groups', ['--blank-group', 'below'], /above or none/],
    [
      'an answer about no class',
      ['--answer', 'lost-rows=count'],
      /“lost-rows” isn’t a class of rows/,
    ],
    ['an answer without its class', ['--answer', 'count'], /isn’t a class of rows/],
    ['an answer to another question', ['--answer', 'struck-out=above'], /must be hold or count/],
    [
      'two answers to a question',
      ['--hidden-rows', 'hold', '--answer', 'hidden-row=count'],
      /another answer to hidden-row/,
    ],
    ['an option without its value', ['--reading'], /--reading/],
    [
      'a kind that is none',
      ['--report', 'fine-fees=F.xlsx'],
      /“fine-fees” isn’t a kind of report\. The kinds are users, .*fines-fees.*\.\/fine-fees=F\.xlsx/,
    ],
    ['a kind with an option of its own', ['--report', 'candidates=F.xlsx'], /isn’t a kind/],
    ['a kind without its file', ['--report', 'loans='], /give a file/],
    ['a report without a name', ['--report', ''], /give a file/],
    ['the same report twice', ['--report', 'users=U.xml', '--users', 'U.xml'], /given twice/],
    [
      'a kind that never covers everybody',
      ['--report-of-everybody', 'user-identifiers=I.xlsx'],
      /“Identifiers of users” never says that others have none/,
    ],
    ['a purge date that is none', ['--set-purge-date', '2026-02-30'], /write it as YYYY-MM-DD/],
    ['an expiry date in another form', ['--set-expiry-date', '1/1/1994'], /YYYY-MM-DD/],
    ['a status that is blank', ['--set-status', ' '], /--set-status must be a value of 1 to 200/],
    ['a title that is too long', ['--set-title', 'x'.repeat(201)], /1 to 200 characters/],
    ['two values', ['--set-campus', 'A', '--set-campus', 'B'], /--set-campus is given twice/],
    ['a field that the job doesn’t give', ['--set-account-type', 'internal'], /set-account-type/],
    ['a group under another name', ['--set-user-group', 'Faculty'], /set-user-group/],
  ])('%s is refused with one sentence', (_, args, words) => {
    const sentence = refused(['rehearse', '--candidates', 'C.xlsx', '--out', 'o', ...args]);
    expect(sentence).toMatch(words);
    expect(sentence).toMatch(/^[^\n]+\.$/);
  });

  test('without candidates, without a place for the results, or for another command', () => {
    expect(refused(['rehearse', '--out', 'o'])).toContain('--candidates FILE');
    expect(refused(['rehearse', '--candidates', 'c'])).toContain('--out DIR');
    expect(refused(['purge'])).toContain('purge');
    expect(refused([])).toContain('rehearse');
  });
});
