/**
 * The longest report that a library may come to: ten files with long names, every reason, overrides, exceptions, a logo,
 * signatures. Made by real files and jobs, printed by the program, read by poppler: whoever hands over the first sheet
 * alone must have handed over all of it.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { RETAIN_REASON_TEXTS, RETAIN_REASONS } from '#shared/domain/purgeRules.ts';
import { HELD_BACK_FLAGS } from '#shared/domain/reviewFlags.ts';
import type { ImportKind } from '#shared/importKinds/importKinds.ts';
import { LEAST_SIZE } from '../../src-main/engine/reports/html/density.ts';
import {
  LONG_EXCLUDE_REASONS,
  LONG_FILES,
  LONG_JOB_NAME,
  LONG_WITHOUT_APPROVAL,
  LONGEST_INSTITUTION,
  longestLogo,
} from '../support/longestReport.ts';
import { callEngine } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { infoOf, runningTextOf, textOf, typeSizesOf } from './support/pdf.ts';
import { addText, newWorkspace } from './support/reviewing.ts';

test.use({
  deskOptions: {
    args: [],
    env: { TZ: 'America/Chicago', LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8', LANGUAGE: '' },
  },
});

/** A job that locks users would have to run at the same moment. */
const REASONS = RETAIN_REASONS.filter((reason) => reason !== 'running-job');
const RUN = { runDate: '2026-11-21', days: 30, reading: 'carli', waiveThreshold: 500 } as const;
const LAST_DAY = '2026-10-22';

type Rows = (string | number)[][];

/** An answer that must be one. */
async function ask(page: Page, request: string, input?: unknown) {
  const { status, body } = await callEngine(page, request, input);
  expect(status, `${request}: ${JSON.stringify(body)}`).toBe(200);
  return body;
}

const ids = (name: string, users: number) =>
  Array.from({ length: users }, (_, n) => `${name}${String(n).padStart(3, '0')}`);
const PLAIN = ids('plain', 60);
const EXCLUDED = ids('excluded', LONG_EXCLUDE_REASONS.length * 3);
const RETAINED = REASONS.map((reason) => `kept-${reason}`);
const STAFF = ids('staff', 2);
const LISTED = ids('listed', 3);
const CONTACTS = ids('contact', 3);
const UNDECIDED = ids('undecided', 4);
const LATE = ids('late', 5);
const UNDATED = ids('undated', 2);
const LAST = ids('last', 3);
/** No report says which record type they have. */
const UNTOLD = ids('untold', 4);

function candidates(): Rows {
  const row = (id: string, { purge = '2021-05-31', role = 'No' } = {}) => {
    return [id, 'Graduate', '2020-05-31', purge, role, 'Doe'];
  };
  return [
    [
      'Primary Identifier',
      'User Group',
      'Expiry Date',
      'Purge Date',
      'Has Staff Role',
      'Last Name',
    ],
    ...[...PLAIN, ...EXCLUDED, ...RETAINED, ...LISTED, ...CONTACTS, ...UNDECIDED, ...UNTOLD].map(
      (id) => row(id),
    ),
    ...STAFF.map((id) => row(id, { role: 'Yes' })),
    ...LATE.map((id) => row(id, { purge: '2031-05-31' })),
    ...UNDATED.map((id) => row(id, { purge: '' })),
    ...LAST.map((id) => row(id, { purge: LAST_DAY })),
  ];
}

function users(): Rows {
  const fields = { 'import-profiles': 0, 'locked-records': 0, 'md-editor': 0 };
  const row = (id: string, type: string) => [
    ...[id, type, 'External'],
    ...Object.keys(fields).map((reason) => (id === `kept-${reason}` ? 1 : 0)),
  ];
  const told = [...PLAIN, ...EXCLUDED, ...RETAINED, ...LISTED, ...UNDECIDED, ...STAFF, ...LATE];
  return [
    [
      ...['Primary Identifier', 'Record Type', 'Account Type'],
      ...['Import Profiles', 'Locked Records', 'MD Editor'],
    ],
    ...told.map((id) => row(id, 'Public')),
    ...CONTACTS.map((id) => row(id, 'Contact')),
  ];
}

/** In each file somebody, in those that retain the one whom they retain. */
const ROWS: Readonly<Record<Exclude<(typeof LONG_FILES)[number][0], 'exclusions'>, () => Rows>> = {
  candidates,
  users,
  loans: () => [
    ['Primary Identifier', 'Number of loans'],
    ['kept-outstanding-loans', 2],
    ['plain000', 0],
  ],
  'fines-fees': () => [
    ['Primary Identifier', 'Remaining amount', 'Fine Fee Status'],
    ['kept-fines-fees', '12.50', 'Active'],
    ...PLAIN.slice(0, 20).map((id) => [id, '4.25', 'Active']),
  ],
  requests: () => [
    ['Primary Identifier', 'Request type', 'Request status'],
    ['kept-purchase-requests', 'Purchase request', 'In review'],
    ['kept-resource-sharing', 'Resource sharing', 'On hold shelf'],
  ],
  acquisitions: () => [
    ['Primary Identifier', 'PO line'],
    ['kept-acquisitions', 'POL-1'],
  ],
  'fines-elsewhere': () => [
    ['Primary Identifier', 'Amount', 'Institution'],
    ['plain001', '3.00', 'Lakeside College'],
  ],
  'loans-elsewhere': () => [
    ['Primary Identifier', 'Number of loans', 'Institution'],
    ['plain002', '1', 'Lakeside College'],
  ],
};

async function fillIn(desk: Desk): Promise<void> {
  const { page } = desk;
  const settings = await ask(page, 'settings.get');
  await ask(page, 'settings.save', {
    ...settings,
    ...RUN,
    recordType: 'All',
    institution: {
      ...LONGEST_INSTITUTION,
      ...{ timeZone: 'America/Chicago', deletePolicy: 3, paper: 'A4' },
    },
    userName: 'Rosalind Okafor-Lindqvist',
    excludeReasons: [...LONG_EXCLUDE_REASONS],
    countTransferred: false,
    rulesOff: [{ rule: 'expiry-in-future', reason: 'Cards outlive the accounts here' }],
  });
  const logo = join(desk.folder, 'logo.png');
  writeFileSync(logo, longestLogo().png);
  await desk.answerOpen([logo]);
  const file = await page.evaluate(() =>
    window.purgeDesk.request('chooseFiles', { purpose: 'picture' }),
  );
  await ask(page, 'settings.saveLogo', { file: file[0]!.token });
}

async function importAll(desk: Desk): Promise<void> {
  let lists = 0;
  for (const [kind, name] of LONG_FILES) {
    const rows =
      kind === 'exclusions' ? [['Primary Identifier'], [LISTED[lists++]!]] : ROWS[kind]();
    await addText(desk, `${name}.csv`, rows, kind as ImportKind);
  }
}

async function decide(page: Page): Promise<void> {
  const { rows } = await ask(page, 'users.page', {
    ...{ criteria: { op: 'all', of: [] }, sort: [], offset: 0, limit: 500 },
  });
  const userNos = (some: readonly string[]): number[] =>
    rows
      .filter((row: { primary_identifier: string }) => some.includes(row.primary_identifier))
      .map((row: { userNo: number }) => row.userNo);
  const decided = (some: readonly string[], more: object) =>
    ask(page, 'review.decide', {
      selection: { criteria: { op: 'users', userNos: userNos(some) } },
      ...more,
    });
  for (const [n, reason] of LONG_EXCLUDE_REASONS.entries())
    await decided(EXCLUDED.slice(n * 3, n * 3 + 3), { decision: 'excluded', reason });
  for (const id of STAFF)
    await decided([id], {
      ...{ decision: 'approved', reason: 'Role has ended', typedIdentifier: id },
    });
  const approved = [...PLAIN, ...RETAINED, ...LISTED, ...LATE, ...UNDATED, ...LAST, ...UNTOLD];
  await decided(approved, {
    ...{ decision: 'approved', reason: 'Data checked', named: [...HELD_BACK_FLAGS] },
  });
  await ask(page, 'samples.draw', { among: 'approved', perGroup: 3 });
  for (const name of ['Rosalind Okafor-Lindqvist', 'Teodor Brandstätter'])
    await ask(page, 'signOff.sign', { name });
}

/** Somebody goes on though users aren't approved, with a picture of the settings. */
async function purge(page: Page) {
  const job = (users: number) => ({
    kind: 'purge-user-records',
    name: LONG_JOB_NAME,
    parameters: { ...RUN, recordType: 'All', userGroup: null },
    withoutApproval: { reason: LONG_WITHOUT_APPROVAL, users },
  });
  const { unapproved } = await ask(page, 'jobs.check', { job: job(0) });
  const users = unapproved.reduce((sum: number, each: { users: number }) => sum + each.users, 0);
  const { token } = await page.evaluate(() => window.purgeDesk.request('capture'));
  const { jobId } = await ask(page, 'jobs.submit', {
    job: job(users),
    capture: token,
    locales: ['en-US'],
  });
  const report = () => ask(page, 'jobs.report', { jobId });
  await expect.poll(async () => (await report()).state, { timeout: 60_000 }).toBe('completed');
  return report();
}

async function printed(desk: Desk, jobId: number, paper: 'A4' | 'Letter'): Promise<string> {
  const { page } = desk;
  const settings = await ask(page, 'settings.get');
  await ask(page, 'settings.save', {
    ...settings,
    institution: { ...settings.institution, paper },
  });
  const path = join(desk.folder, `${paper}.pdf`);
  await desk.answerSave(path);
  const file = await page.evaluate(() =>
    window.purgeDesk.request('chooseTarget', { purpose: 'pdf', suggestedName: 'Report' }),
  );
  await ask(page, 'exports.write', {
    ...{ exportId: `print-${paper}`, what: { of: 'job', jobId }, format: 'pdf' },
    ...{ file: file!.token, locales: ['en-US'] },
  });
  return path;
}

const letters = (text: string) => text.replaceAll(/\s/g, '');

test('the first sheet of the longest report stands alone and can be read, on A4 and Letter', async ({
  desk,
}) => {
  test.setTimeout(240_000);
  await newWorkspace(desk);
  await fillIn(desk);
  await importAll(desk);
  await decide(desk.page);
  const report = await purge(desk.page);
  // It is as long as it was meant to be.
  expect(report.review.sources).toHaveLength(LONG_FILES.length);
  expect(report.review.account.excludedBy).toHaveLength(LONG_EXCLUDE_REASONS.length);
  expect(report.told).toMatchObject({ contacts: CONTACTS.length });
  expect(report.review.overrides.length).toBeGreaterThan(3);
  for (const paper of ['A4', 'Letter'] as const) {
    const pdf = await printed(desk, report.jobId, paper);
    expect(infoOf(pdf)['Page size']).toContain(paper === 'A4' ? 'A4' : 'letter');
    const [sheet, behind] = [textOf(pdf, 1), textOf(pdf, 2)];
    const said = letters(sheet);
    for (const reason of REASONS) expect(sheet).toContain(RETAIN_REASON_TEXTS[reason].label);
    expect(sheet).toMatch(new RegExp(`Purged +${report.finished}\\b`));
    expect(sheet).toMatch(new RegExp(`Retained +${report.failed}\\b`));
    expect(sheet).toContain(`${report.purgedWithoutApproval} users were purged without approval`);
    expect(sheet).toContain('3 Contacts were purged');
    for (const part of [LONG_JOB_NAME, LONG_WITHOUT_APPROVAL])
      expect(said).toContain(letters(part));
    for (const part of Object.values(LONGEST_INSTITUTION)) expect(said).toContain(letters(part));
    // Why it went on without approval stands above.
    const rest = report.settings.filter(
      ({ value }: { value: string }) => !value.endsWith(LONG_WITHOUT_APPROVAL),
    );
    for (const { label } of rest) expect(letters(runningTextOf(pdf))).toContain(letters(label));
    expect(sheet).toMatch(/Signatures[\s\S]*Teodor Brandstätter[\s\S]*Seen by the director/);
    expect(behind).toMatch(/^[^\n]*\n*\s*Details\n/);
    expect(Math.min(...typeSizesOf(pdf, 1))).toBeGreaterThanOrEqual(LEAST_SIZE);
    const whole = letters(runningTextOf(pdf));
    for (const [, name] of LONG_FILES) expect(whole).toContain(letters(`${name}.csv`));
  }
});
