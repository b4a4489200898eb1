/**
 * Nobody goes who wasn't approved: every kind of such users by every way that leads to a job, in the window, past it and
 * on the command line. The tables say what is tried; where a kind can't come by a way, they say why. A way that is
 * forgotten purges somebody whom nobody has reviewed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import type { Unapproved } from '#shared/domain/approval.ts';
import { CANDIDATES, EVERYBODY } from '#shared/domain/criteria.ts';
import { builtFile, ended, startNode } from '../support/builtEngine.ts';
import { callEngine } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { addText, go, newWorkspace, runAJob } from './support/reviewing.ts';

test.use({ program: 'shared' });

const HEADINGS = [
  'Primary Identifier',
  'Last Name',
  'User Group',
  'Expiry Date',
  'Purge Date',
  'Has Staff Role',
  'Record Type',
];

type Cells = Partial<Record<'group' | 'expiry' | 'role' | 'type', string>>;

const row = (id: string, { group, expiry, role, type }: Cells = {}) => [
  id,
  `Of ${id}`,
  group ?? 'OK to Purge',
  expiry ?? '2018-05-31',
  '2020-05-31',
  role ?? 'No',
  type ?? 'Public',
];

/** One user of each kind; all but the linked user were left in the group that is purged. */
const KINDS = {
  excluded: { cells: {}, lack: 'excluded' },
  undecided: { cells: {}, lack: 'undecided' },
  returned: { cells: {}, lack: 'returned' },
  staff: { cells: { role: 'Yes' }, lack: 'staff' },
  contact: { cells: { type: 'Contact' }, lack: 'contact' },
  linked: { cells: { group: 'I-Share' }, lack: 'protected' },
  notExpired: { cells: { expiry: '2099-05-31' }, lack: 'undecided' },
} as const satisfies Record<string, { cells: Cells; lack: Unapproved }>;

type Kind = keyof typeof KINDS;
const ALL_KINDS = Object.keys(KINDS) as Kind[];

/** What the pages call them, in their order. */
const SHOWN: readonly (readonly [Unapproved, RegExp])[] = [
  ['protected', /^Protected\D*/],
  ['excluded', /^Excluded\D*/],
  ['returned', /^Returned\D*/],
  ['contact', /^Contact\D*/],
  ['staff', /^Staff or unknown role\D*/],
  ['undecided', /^Undecided\D*/],
];

/** Kinds that can't come by a way, and why. */
type Without = Partial<Record<Kind, string>>;

const triedBut = (without: Without) => ALL_KINDS.filter((kind) => !(kind in without));

/** The two that work on a set: each leads to its purge in Alma. */
type JobOfSet = typeof UPDATE | typeof PURGE_SET;

interface SetWay {
  readonly way: string;
  /** Makes the set and leads to its page of the job. */
  readonly lead: (desk: Desk, job: JobOfSet) => Promise<void>;
}

/** A set for Update/Notify Users or for Purge Users: it holds users of every kind, so each kind is tried by each way. */
const WAYS_OF_A_SET: readonly SetWay[] = [
  { way: 'Jobs, where a set is chosen', lead: (desk, job) => throughJobs(desk, 'Everybody', job) },
  { way: 'the page of the set', lead: (desk, job) => throughSet(desk, 'Everybody', job) },
  { way: 'the steps of the cycle on Overview', lead: throughOverview },
  { way: 'the menu of a row, Select all, Make set', lead: selectedRows },
  { way: 'pasted identifiers, Make set', lead: pastedIdentifiers },
  { way: 'a list of identifiers imported as a set', lead: importedList },
  { way: 'two sets combined', lead: combinedSets },
  { way: 'a logical set', lead: logicalSet },
];

/** Purge User Records takes a group, a record type or everybody. */
const WAYS_TO_PURGE: readonly { way: string; settings: object; without: Without }[] = [
  {
    way: 'the group of reviewed users',
    settings: {},
    without: {
      contact: 'a group can be chosen for Public and Staff alone',
      linked: 'they are in a group of their own',
    },
  },
  {
    way: 'every group of the Public',
    settings: { userGroup: null },
    without: { contact: 'they aren’t Public' },
  },
  { way: 'every record type', settings: { recordType: 'All', userGroup: null }, without: {} },
];

const WAYS_OF_THE_COMMAND_LINE: readonly {
  way: string;
  args: string[];
  says: RegExp;
  without: Without;
}[] = [
  {
    way: 'the group of reviewed users',
    args: [],
    says: /not approved: excluded 3\./,
    without: {
      undecided: 'a rehearsal approves whomever no rule excludes',
      returned: 'it reads one file of candidates',
      contact: 'a group can be chosen for Public and Staff alone',
      linked: 'they are in a group of their own',
    },
  },
  {
    way: 'every record type',
    args: ['--record-type', 'All'],
    says: /whom the register protects/,
    without: {
      undecided: 'as above',
      returned: 'as above',
    },
  },
];

const PLAN = {
  runDate: '2026-11-21',
  days: 30,
  recordType: 'Public',
  userGroup: 'OK to Purge',
  waiveThreshold: 100,
  reading: 'carli',
};

const button = (place: Page | Locator, name: string | RegExp): Locator =>
  place.getByRole('button', { name, exact: true });

// biome-ignore lint/suspicious/noExplicitAny: the contract's shapes differ by request
async function ask(page: Page, request: string, input?: unknown): Promise<any> {
  const { status, body } = await callEngine(page, request, input);
  expect(status, `${request}: ${JSON.stringify(body)}`).toBe(200);
  return body;
}

async function users(page: Page): Promise<Map<string, UserRow>> {
  const input = { criteria: EVERYBODY, sort: [], offset: 0, limit: 100 };
  const { rows } = await ask(page, 'users.page', input);
  return new Map(rows.map((user: UserRow) => [user.primary_identifier, user]));
}

/** How everybody stands; the same after a refusal as before. */
async function reviewStates(page: Page) {
  const found = [...(await users(page)).values()];
  return found.map(({ primary_identifier, user_group, candidate, deleted, decision }) => [
    primary_identifier,
    { user_group, candidate, deleted, decision },
  ]);
}

async function decide(page: Page, id: string, decision: string): Promise<void> {
  const { userNo } = (await users(page)).get(id)!;
  const selection = { criteria: { op: 'users', userNos: [userNo] } };
  const reason = decision === 'excluded' ? 'Other' : null;
  await ask(page, 'review.decide', { selection, decision, reason });
}

/** One of each kind, and one who is approved and in the group. */
async function oneOfEach(desk: Desk): Promise<void> {
  const { page } = desk;
  await newWorkspace(desk);
  const rows = ALL_KINDS.map((kind) => row(kind, KINDS[kind].cells));
  await addText(desk, 'Purge dates.csv', [HEADINGS, ...rows, row('approved')]);
  const { runDate, days } = PLAN;
  await ask(page, 'settings.save', { ...(await ask(page, 'settings.get')), runDate, days });
  await decide(page, 'returned', 'approved');
  await addText(desk, 'Fresh.csv', [HEADINGS, row('returned', { expiry: '2099-05-31' })]);
  await decide(page, 'excluded', 'excluded');
  await decide(page, 'approved', 'approved');
  await makeSet(page, 'Everybody', CANDIDATES);
}

const REVIEW = { from: 'review', users: 'all' } as const;

const makeSet = (page: Page, name: string, criteria: unknown, logical = false) =>
  ask(page, 'sets.create', { name, criteria, origin: REVIEW, logical });

const UPDATE = 'Update/Notify Users';
const PURGE_SET = 'Purge Users';

async function throughJobs(desk: Desk, name: string, job: JobOfSet): Promise<void> {
  await go(desk.page, 'Jobs');
  await chooseSet(desk.page, name, job);
}

async function chooseSet(page: Page, name: string, job: JobOfSet): Promise<void> {
  await runAJob(page, job);
  await page.getByRole('radio', { name, exact: true }).check();
}

async function throughSet({ page }: Desk, name: string, job: JobOfSet): Promise<void> {
  await go(page, 'Sets');
  await page.getByRole('table', { name: 'Sets' }).getByText(name, { exact: true }).click();
  await button(page, job).first().click();
}

async function throughOverview({ page }: Desk, job: JobOfSet): Promise<void> {
  await go(page, 'Overview');
  const steps = page.getByRole('list', { name: 'Steps of the purge cycle' });
  await button(steps, new RegExp(`^${job}`)).click();
  await chooseSet(page, 'Everybody', job);
}

async function selectedRows(desk: Desk, job: JobOfSet): Promise<void> {
  const { page } = desk;
  await go(page, 'Review');
  await page.getByRole('gridcell', { name: 'undecided', exact: true }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Select all 8/ }).click();
  await nameSet(page, /^The selected users/, 'Selected');
  await throughSet(desk, 'Selected', job);
}

async function pastedIdentifiers(desk: Desk, job: JobOfSet): Promise<void> {
  const { page } = desk;
  const text = [...ALL_KINDS, 'approved'].join('\r\n');
  await desk.app.evaluate(({ clipboard }, pasted) => clipboard.writeText(pasted), text);
  await go(page, 'Review');
  await page.getByRole('gridcell', { name: 'undecided', exact: true }).click();
  await page.keyboard.press('Control+v');
  await expect(button(page, 'Remove filter: 8 pasted identifiers')).toBeVisible();
  await nameSet(page, /^What is filtered/, 'Pasted');
  await throughJobs(desk, 'Pasted', job);
}

async function nameSet(page: Page, choice: RegExp, name: string): Promise<void> {
  await button(page, 'Make set').click();
  const dialog = page.getByRole('dialog', { name: 'Make a set' });
  await dialog.getByRole('radio', { name: choice }).check();
  await dialog.getByLabel('Set name').fill(name);
  await button(dialog, 'Make set of 8 users').click();
  await expect(dialog).toHaveCount(0);
}

async function importedList(desk: Desk, job: JobOfSet): Promise<void> {
  const ids = [...ALL_KINDS, 'approved'].map((id) => [id]);
  await addText(desk, 'To purge.csv', [['USERNAME'], ...ids], 'identifiers');
  await throughSet(desk, 'To purge', job);
}

async function combinedSets(desk: Desk, job: JobOfSet): Promise<void> {
  const { page } = desk;
  const first = await makeSet(page, 'Nobody', { op: 'search', value: 'nobody at all' });
  const second = (await ask(page, 'sets.list')).find(
    (set: { name: string }) => set.name === 'Everybody',
  );
  const pair = { first: first.setId, operator: 'Or', second: second.setId };
  await ask(page, 'sets.combine', { name: 'Combined', ...pair });
  await throughJobs(desk, 'Combined', job);
}

async function logicalSet(desk: Desk, job: JobOfSet): Promise<void> {
  await makeSet(desk.page, 'By a question', CANDIDATES, true);
  await throughSet(desk, 'By a question', job);
}

/** Each kind with its number, and nothing else. */
async function expectLacks(place: Page | Locator, kinds: readonly Kind[]): Promise<void> {
  const expected = SHOWN.flatMap(([lack, words]) => {
    const count = kinds.filter((kind) => KINDS[kind].lack === lack).length;
    return count === 0 ? [] : [new RegExp(`${words.source}${count}`)];
  });
  const items = place.getByRole('list', { name: 'Not approved' }).getByRole('listitem');
  await expect(items).toHaveText(expected);
}

/** Submits as a page would that let it through. */
async function refusedPast(page: Page, job: object): Promise<void> {
  const { token } = await page.evaluate(() => window.purgeDesk.request('capture'));
  const { status, body } = await callEngine(page, 'jobs.submit', { job, capture: token });
  expect({ status, body }).toMatchObject({ status: 422 });
}

const moveOf = (setId: number) => ({
  kind: 'update-notify-users',
  name: 'Past the page',
  parameters: { setId, userGroup: 'OK to Purge', condition: 'Unconditionally' },
});

test('no kind of users who weren’t approved is moved to OK to Purge, by any way', async ({
  desk,
}) => {
  test.setTimeout(240_000);
  const { page } = desk;
  await oneOfEach(desk);
  const before = await reviewStates(page);
  const unmoved = async () => {
    expect(await ask(page, 'jobs.list')).toEqual([]);
    expect(await reviewStates(page)).toEqual(before);
  };

  for (const { way, lead } of WAYS_OF_A_SET)
    await test.step(way, async () => {
      await lead(desk, UPDATE);
      await expectLacks(page, ALL_KINDS);
      await expect(button(page, 'Next')).toBeDisabled();
      const [{ setId }] = await ask(page, 'sets.list');
      await refusedPast(page, moveOf(setId));
      await unmoved();
    });

  await test.step('another group that is taken back on the way', async () => {
    await button(page, 'Choose another user group or other fields').click();
    await chooseGroup(page, 'I-Share');
    await button(page, 'Next').click();
    await expect(button(page, 'Submit')).toBeEnabled();
    const pages = page.getByRole('list', { name: 'Pages of this job' });
    await pages.getByRole('button').nth(2).click();
    await chooseGroup(page, 'OK to Purge');
    await expect(button(page, 'Next')).toBeDisabled();
    await unmoved();
  });

  await test.step('alone, past the page', async () => {
    const found = await users(page);
    for (const kind of ALL_KINDS) {
      const criteria = { op: 'users', userNos: [found.get(kind)!.userNo] };
      const { setId } = await makeSet(page, `Alone: ${kind}`, criteria);
      const { unapproved } = await ask(page, 'jobs.check', { job: moveOf(setId) });
      expect(unapproved).toEqual([{ kind: KINDS[kind].lack, users: 1 }]);
      await refusedPast(page, moveOf(setId));
    }
    await unmoved();
  });
});

async function chooseGroup(page: Page, group: string): Promise<void> {
  await page.getByRole('combobox', { name: 'New user group' }).click();
  await page.getByRole('option', { name: group, exact: true }).click();
}

test('nor purged; left out they go to a group that is chosen where no former one is known', async ({
  desk,
}) => {
  test.setTimeout(180_000);
  const { page } = desk;
  await oneOfEach(desk);
  const before = await reviewStates(page);
  const preview = page.getByRole('region', { name: 'Preview' });
  const unpurged = async () => {
    expect(await ask(page, 'jobs.list')).toEqual([]);
    expect(await reviewStates(page)).toEqual(before);
  };

  await test.step('past the page', async () => {
    for (const { way, settings, without } of WAYS_TO_PURGE) {
      const parameters = { ...PLAN, ...settings };
      const job = { kind: 'purge-user-records', name: 'Past the page', parameters };
      const { unapproved } = await ask(page, 'jobs.check', { job });
      const numbers = new Map<Unapproved, number>();
      for (const kind of triedBut(without)) {
        const { lack } = KINDS[kind];
        numbers.set(lack, (numbers.get(lack) ?? 0) + 1);
      }
      const found = unapproved.map((each: { kind: Unapproved; users: number }) => [
        each.kind,
        each.users,
      ]);
      expect(Object.fromEntries(found), way).toEqual(Object.fromEntries(numbers));
      await refusedPast(page, job);
      await unpurged();
    }
  });

  await test.step('every record type, from Jobs', async () => {
    await go(page, 'Jobs');
    await button(page, 'Add Job: Purge User Records').click();
    await page.getByRole('combobox', { name: 'User record type' }).click();
    await page.getByRole('option', { name: 'All', exact: true }).click();
    await expectLacks(preview, triedBut(WAYS_TO_PURGE[2]!.without));
    await button(page, 'Next').click();
    await expect(page.getByText('The register can’t be passed.')).toBeVisible();
    await expect(button(page, 'Add and Close')).toBeDisabled();
    await unpurged();
  });

  await test.step('the group of reviewed users, from the steps of the cycle', async () => {
    await go(page, 'Overview');
    const steps = page.getByRole('list', { name: 'Steps of the purge cycle' });
    await button(steps, /^Purge User Records/).click();
    await button(page, 'Add Job: Purge User Records').click();
    // What was filled in last is still there.
    await expect(page.getByRole('combobox', { name: 'User record type' })).toHaveValue('All');
    await button(page, 'Start over').click();
    await expectLacks(preview, triedBut(WAYS_TO_PURGE[0]!.without));
    await button(page, 'Next').click();
    await expect(button(page, 'Add and Close')).toBeDisabled();
    await unpurged();
  });

  await test.step('nobody tells their former group, so one is chosen', async () => {
    await button(page, 'Leave them out').click();
    const dialog = page.getByRole('dialog', { name: 'Leave them out of the purge' });
    const leave = button(dialog, 'Leave 5 users out');
    await leave.click();
    await expect(dialog.getByRole('alert')).toContainText(
      'No job here knows which group 5 users were in',
    );
    await expect(dialog.getByRole('radio', { name: 'All of them to one group' })).toBeChecked();
    await expect(leave).toBeDisabled();
    await unpurged();
    await dialog.getByRole('combobox', { name: 'User group' }).click();
    await expect(page.getByRole('option', { name: 'OK to Purge', exact: true })).toHaveCount(0);
    await page.getByRole('option', { name: 'I-Share', exact: true }).click();
    await desk.screenshot('leave-out');
    await leave.click();
    await expect(
      page.getByRole('alert').filter({ hasText: '5 users leave OK to Purge' }),
    ).toContainText('to I-Share');
  });

  await test.step('then whoever is approved can go, alone', async () => {
    await expect(page.getByRole('region', { name: 'What it will do' })).toContainText('In scope1');
    await button(page, 'Add and Close').click();
    const question = page.getByRole('dialog', { name: 'Purge these users?' });
    await question.getByLabel(/^To confirm/).pressSequentially('1');
    await button(question, 'Purge 1 user').click();
    await expect(button(page, 'Read the report').first()).toBeVisible();
    await expect.poll(async () => (await users(page)).get('approved')?.deleted).toBe(true);
    const found = await users(page);
    for (const kind of ALL_KINDS) expect(found.get(kind)).toMatchObject({ deleted: false });
    expect(found.get('excluded')?.user_group).toBe('I-Share');
  });
});

test('nor purged with the set that they are in, by any way; a set of the approved goes, alone', async ({
  desk,
}) => {
  test.setTimeout(240_000);
  const { page } = desk;
  await oneOfEach(desk);
  const planned = { purgeRoute: 'set', recordType: 'All', waiveThreshold: PLAN.waiveThreshold };
  await ask(page, 'settings.save', { ...(await ask(page, 'settings.get')), ...planned });
  const before = await reviewStates(page);
  const unpurged = async () => {
    expect(await ask(page, 'jobs.list')).toEqual([]);
    expect(await reviewStates(page)).toEqual(before);
  };
  const purgeOf = (setId: number) => ({
    kind: 'purge-users',
    name: 'Past the page',
    parameters: { ...PLAN, recordType: 'All', userGroup: null, setId },
    withoutApproval: null,
  });

  for (const { way, lead } of WAYS_OF_A_SET)
    await test.step(way, async () => {
      await lead(desk, PURGE_SET);
      await expectLacks(page, ALL_KINDS);
      await button(page, 'Next').click();
      await button(page, 'Next').click();
      await expect(page.getByRole('heading', { name: 'Review and submit' })).toBeVisible();
      await expectLacks(page, ALL_KINDS);
      await expect(page.getByText('The register can’t be passed.')).toBeVisible();
      await expect(button(page, 'Submit')).toBeDisabled();
      const [{ setId }] = await ask(page, 'sets.list');
      await refusedPast(page, purgeOf(setId));
      await unpurged();
    });

  await test.step('alone, past the page, and with a reason but without two signatures', async () => {
    const found = await users(page);
    for (const kind of ALL_KINDS) {
      const criteria = { op: 'users', userNos: [found.get(kind)!.userNo] };
      const { setId } = await makeSet(page, `Alone: ${kind}`, criteria);
      const { unapproved } = await ask(page, 'jobs.check', { job: purgeOf(setId) });
      expect(unapproved).toEqual([{ kind: KINDS[kind].lack, users: 1 }]);
      await refusedPast(page, purgeOf(setId));
      const withoutApproval = { reason: 'Because', users: 1 };
      await refusedPast(page, { ...purgeOf(setId), withoutApproval });
    }
    await unpurged();
  });

  await test.step('somebody whom a list alone names', async () => {
    await addText(desk, 'Stranger.csv', [['USERNAME'], ['stranger']], 'identifiers');
    const [{ setId }] = await ask(page, 'sets.list');
    const { unapproved } = await ask(page, 'jobs.check', { job: purgeOf(setId) });
    expect(unapproved).toEqual([{ kind: 'not-in-review', users: 1 }]);
    await refusedPast(page, purgeOf(setId));
    expect(await ask(page, 'jobs.list')).toEqual([]);
  });

  await test.step('left out, the others go', async () => {
    await throughSet(desk, 'Everybody', PURGE_SET);
    await button(page, 'Leave them out').click();
    await expect(page.getByText('Everybody is approved.')).toBeVisible();
    await button(page, 'Next').click();
    await button(page, 'Next').click();
    await button(page, 'Submit').click();
    const question = page.getByRole('dialog', { name: 'Purge these users?' });
    await question.getByLabel(/^To confirm/).pressSequentially('1');
    await button(question, 'Purge 1 user').click();
    await expect.poll(async () => (await users(page)).get('approved')?.deleted).toBe(true);
    const found = await users(page);
    for (const kind of ALL_KINDS) expect(found.get(kind)).toMatchObject({ deleted: false });
  });
});

test('nor by the command line, whether left in the group or not', async ({ desk }) => {
  const kinds = ALL_KINDS.filter((kind) => kind !== 'undecided' && kind !== 'returned');
  const path = (name: string) => join(desk.folder, name);
  const write = (name: string, rows: readonly (readonly string[])[]) =>
    writeFileSync(path(name), rows.map((cells) => cells.join(',')).join('\n'));
  const rehearse = (candidates: string, ...args: string[]) =>
    ended(
      startNode([
        ...[builtFile('cli.js'), 'rehearse', '--candidates', path(candidates)],
        ...['--exclusions', path('Keep.csv'), '--run-date', PLAN.runDate],
        ...['--out', path('results'), ...args],
      ]),
    );
  write('Keep.csv', [['Primary Identifier'], ['excluded']]);
  write('Left.csv', [
    HEADINGS,
    row('approved'),
    ...kinds.map((kind) => row(kind, KINDS[kind].cells)),
  ]);
  for (const { way, args, says } of WAYS_OF_THE_COMMAND_LINE)
    await test.step(way, async () => {
      const { code, stderr } = await rehearse('Left.csv', ...args);
      expect({ way, code }).toEqual({ way, code: 2 });
      expect(stderr).toMatch(says);
    });
  await test.step('the set of the reviewed users: it has nobody else in it', async () => {
    const args = ['--route', 'set', '--record-type', 'All'];
    for (const more of [[], ['--as-alma']]) {
      const { code } = await rehearse('Left.csv', ...args, ...more);
      expect(code).toBe(0);
      const report = JSON.parse(readFileSync(join(path('results'), 'report.json'), 'utf8'));
      expect(report).toMatchObject({ purged: ['approved'], purgedWithoutApproval: [] });
    }
  });
});
