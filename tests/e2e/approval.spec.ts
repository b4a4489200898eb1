/**
 * Nobody goes who wasn't approved, by any way that the pages offer: the two sets that CARLI's steps need first are
 * never taken for the one to purge, a wizard says who may not go and leads on, and an approval of many names every
 * flag. A page that let one of them through would cost somebody their account.
 */
import type { Locator, Page } from '@playwright/test';
import { callEngine } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { addText, countsOf, go, newWorkspace, showOnly } from './support/reviewing.ts';

test.use({ program: 'shared' });

const HEADINGS = [
  'Primary Identifier',
  'Last Name',
  'User Group',
  'Expiry Date',
  'Purge Date',
  'Has Role other than Patron and Instructor',
  'Record Type',
];

/** Burns is staff, Clarke a linked user, Gray a Contact; Hale's account hasn't expired. */
const CANDIDATES = [
  HEADINGS,
  ['u01', 'Abbott', 'Alumni', '2018-05-31', '2019-05-31', 'No', 'Public'],
  ['u02', 'Burns', 'Staff', '2018-05-31', '2019-06-30', 'Yes', 'Public'],
  ['u03', 'Clarke', 'I-Share', '2018-05-31', '2019-07-31', 'No', 'Public'],
  ['u04', 'Dunn', 'Graduate', '2018-05-31', '2019-08-31', 'No', 'Public'],
  ['u05', 'Ellis', 'Graduate', '2018-05-31', '2019-09-30', 'No', 'Public'],
  ['u06', 'Frost', 'Alumni', '2018-05-31', '2019-10-31', 'No', 'Public'],
  ['u07', 'Gray', 'Alumni', '2018-05-31', '2019-11-30', 'No', 'Contact'],
  ['u08', 'Hale', 'Alumni', '2099-05-31', '2019-12-31', 'No', 'Public'],
] as const;

const button = (place: Page | Locator, name: string | RegExp): Locator =>
  place.getByRole('button', { name, exact: true });

const message = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('alert').filter({ hasText: text });

const decision = (value: string) => ({ op: 'decision', values: [value] });

// biome-ignore lint/suspicious/noExplicitAny: the contract's shapes differ by request
async function ask(page: Page, request: string, input?: unknown): Promise<any> {
  const { status, body } = await callEngine(page, request, input);
  expect(status, `${request}: ${JSON.stringify(body)}`).toBe(200);
  return body;
}

const decide = (page: Page, criteria: unknown, made: string, reason: string | null = null) =>
  ask(page, 'review.decide', { selection: { criteria }, decision: made, reason });

const named = (value: string) => ({ op: 'contains', field: 'last_name', value });

async function start(desk: Desk): Promise<void> {
  const { page } = desk;
  await newWorkspace(desk);
  await addText(desk, 'Purge dates.csv', CANDIDATES);
  const settings = await ask(page, 'settings.get');
  const planned = { runDate: '2026-11-21', days: 30, userName: 'A. Librarian' };
  await ask(page, 'settings.save', { ...settings, ...planned });
}

/** Burns, Clarke, Gray and Hale excluded by rule, the four others approved. */
async function review(page: Page): Promise<void> {
  await ask(page, 'review.applyRules');
  await decide(page, decision('undecided'), 'approved');
  expect(await countsOf(page)).toEqual([0, 4, 4]);
}

const makeSet = (page: Page, name: string, criteria: unknown) =>
  ask(page, 'sets.create', { name, criteria, origin: { from: 'review', users: 'all' } });

test('neither the excluded nor all candidates are the set to purge', async ({ desk }) => {
  const { page } = desk;
  await start(desk);
  await review(page);

  await test.step('the review says that everybody is decided, and the step that Overview names', async () => {
    await go(page, 'Review');
    const decisions = page.getByRole('group', { name: 'Candidates by decision' });
    await decisions.getByRole('button', { name: /Undecided/ }).click();
    await expect(page.getByRole('heading', { name: 'All 8 candidates are decided' })).toBeVisible();
    await expect(page.getByText('Nobody matches')).toHaveCount(0);
    await desk.screenshot('all-decided');
    await button(page, 'Make the set to purge').click();
    const dialog = page.getByRole('dialog', { name: 'Make a set' });
    await expect(dialog.getByRole('radio', { name: /^Approved/ })).toBeChecked();
    await expect(dialog.getByLabel('Set name')).toHaveValue(/^To purge, /);
    await button(dialog, 'Cancel').click();
    await button(page, '4 approved').click();
    await expect(page.getByText('Abbott', { exact: true })).toBeVisible();
    await go(page, 'Overview');
    const overview = page.getByRole('region', { name: 'Next step' });
    await expect(overview).toContainText('Look up a sample');
    await expect(button(overview, 'Make the set to purge')).toBeVisible();
  });

  const { sampleId } = await ask(page, 'samples.draw', { among: 'approved', perGroup: 1 });
  await makeSet(page, 'Excluded', decision('excluded'));
  await go(page, 'Overview');
  const steps = page.getByRole('list', { name: 'Steps of the purge cycle' });
  const next = page.getByRole('region', { name: 'Next step' });

  await test.step('a sample that nobody looked up has no tick', async () => {
    await expect(button(steps, /^Look up a sample/)).toContainText(', next');
    for (const { userNo } of await ask(page, 'samples.users', { sampleId }))
      await ask(page, 'samples.record', { sampleId, userNo, finding: 'as-reported' });
    await expect(button(steps, /^Look up a sample/)).toContainText(', done');
  });

  await test.step('the excluded are named as such', async () => {
    await expect(next).toContainText('Make the set of the approved users');
    await expect(next).toContainText('“Excluded” is not the set to purge');
    await expect(button(steps, /^Make the set to purge/)).toContainText(', next');
    await makeSet(page, 'All candidates', { op: 'membership', value: 'candidate' });
    await expect(next).toContainText('“All candidates” is not the set to purge');
    await expect(next).toContainText('4 users are approved, 4 excluded');
    await desk.screenshot('next-step');
  });

  await test.step('the approved are one click away, and then the next step', async () => {
    await button(next, 'Make the set').click();
    const dialog = page.getByRole('dialog', { name: 'Make a set' });
    await expect(dialog.getByRole('radio', { name: /^Approved/ })).toBeChecked();
    await dialog.getByLabel('Set name').fill('To purge');
    await button(dialog, 'Make set of 4 users').click();
    await go(page, 'Overview');
    await expect(next).toContainText('Move the set to OK to Purge');
    await expect(next).toContainText('To purge');
    await expect(next).not.toContainText('Excluded');
  });

  await test.step('what was done in Alma is ticked with who and when, and unticked', async () => {
    const alma = page.getByRole('region', { name: 'In Alma' });
    const upload = alma.getByRole('checkbox', { name: 'Upload the set in Alma' });
    await upload.click();
    await expect(upload).toBeChecked();
    await expect(alma).toContainText('A. Librarian');
    expect(await ask(page, 'alma.steps')).toMatchObject([{ step: 'set', by: 'A. Librarian' }]);
    // A note, no more: the rehearsal goes on where it was.
    await expect(next).toContainText('Move the set to OK to Purge');
    await upload.click();
    await expect(upload).not.toBeChecked();
    await expect(alma).not.toContainText('A. Librarian');
    expect(await ask(page, 'alma.steps')).toEqual([]);
  });
});

test('whoever isn’t approved is held by both wizards, which lead on', async ({ desk }) => {
  const { page } = desk;
  await start(desk);
  await review(page);
  const { setId } = await makeSet(page, 'All candidates', { op: 'membership', value: 'candidate' });

  await test.step('the page of the set says who, and Next waits', async () => {
    await go(page, 'Sets');
    await page
      .getByRole('table', { name: 'Sets' })
      .getByText('All candidates', { exact: true })
      .click();
    await button(page, 'Update/Notify Users').first().click();
    const lacks = page.getByRole('list', { name: 'Not approved' });
    await expect(lacks).toContainText(/Protected\s*1/);
    await expect(lacks).toContainText(/Excluded\s*3/);
    await expect(button(page, 'Next')).toBeDisabled();
    await desk.screenshot('set-refused');
    await button(lacks.getByRole('listitem').filter({ hasText: 'Excluded' }), '3').click();
    await expect(page.getByText('Burns', { exact: true })).toBeVisible();
    await button(page, 'Back').click();
    await button(page, 'Decide about them').click();
    await expect(page.getByText('Only: Not approved')).toBeVisible();
    await button(page, 'Back').click();
  });

  await test.step('nor does the engine take it from a page', async () => {
    const parameters = { setId, userGroup: 'OK to Purge', condition: 'Unconditionally' };
    const job = { kind: 'update-notify-users', name: 'Past the page', parameters };
    const { token } = await page.evaluate(() => window.purgeDesk.request('capture'));
    expect((await callEngine(page, 'jobs.submit', { job, capture: token })).status).toBe(422);
  });

  await test.step('without them it goes on', async () => {
    await button(page, 'Leave them out').click();
    await expect(message(page, 'was made with 4 members')).toBeVisible();
    await expect(page.getByRole('list', { name: 'Not approved' })).toHaveCount(0);
    await button(page, 'Next').click();
    await button(page, 'Next').click();
    await button(page, 'Submit').click();
    await button(page.getByRole('dialog', { name: 'Submit this job?' }), 'Move 4 users').click();
    await expect(button(page, 'Read the report').first()).toBeVisible();
  });

  await test.step('the preview of the purge names who isn’t approved any more', async () => {
    await decide(page, named('Dunn'), 'excluded', 'Other');
    await decide(page, named('Ellis'), 'undecided');
    await button(page, 'Add Job: Purge User Records').click();
    const preview = page.getByRole('region', { name: 'Preview' });
    await expect(preview).toContainText('2 users whom this purge may take are not approved');
    const lacks = preview.getByRole('list', { name: 'Not approved' });
    await expect(lacks).toContainText(/Excluded\s*1/);
    await expect(lacks).toContainText(/Undecided\s*1/);
    await desk.screenshot('preview-unapproved');
    await button(page, 'Next').click();
    await expect(button(page, 'Add and Close')).toBeDisabled();
  });

  await test.step('going on without approval takes a reason, their number and two people', async () => {
    await button(page, 'Go on without approval').click();
    const dialog = page.getByRole('dialog', { name: 'Go on without approval?' });
    await dialog.getByLabel('Reason').fill('To see what Alma would do');
    await dialog.getByLabel(/^To confirm/).pressSequentially('3');
    await expect(button(dialog, 'Go on without approval')).toBeDisabled();
    await dialog.getByLabel(/^To confirm/).fill('');
    await dialog.getByLabel(/^To confirm/).pressSequentially('2');
    await button(dialog, 'Go on without approval').click();
    await expect(page.getByText('Purging 2 users without approval takes two')).toBeVisible();
    await expect(button(page, 'Add and Close')).toBeDisabled();
    await desk.screenshot('without-approval');
    await button(page, 'Take back').click();
  });

  await test.step('they are left out, each back to the group they had', async () => {
    await button(page, 'Leave them out').click();
    const dialog = page.getByRole('dialog', { name: 'Leave them out of the purge' });
    await desk.screenshot('leave-out');
    await button(dialog, 'Leave 2 users out').click();
    await expect(message(page, '2 users leave OK to Purge')).toContainText('to Graduate');
    // The preview follows behind the jobs that take them out.
    const outcome = page.getByRole('region', { name: 'What it will do' });
    await expect(outcome).toContainText('Will be purged2Will be retained');
    await button(page, 'Add and Close').click();
    const question = page.getByRole('dialog', { name: 'Purge these users?' });
    await question.getByLabel(/^To confirm/).pressSequentially('2');
    await button(question, 'Purge 2 users').click();
    await expect(button(page, 'Read the report').first()).toBeVisible();
    await expect
      .poll(async () => (await ask(page, 'users.page', pageOf(named('Ellis')))).rows[0].user_group)
      .toBe('Graduate');
  });

  await test.step('Overview, review and search agree about the purged', async () => {
    await go(page, 'Overview');
    const steps = page.getByRole('list', { name: 'Steps of the purge cycle' });
    // Ellis is undecided again: 7 of 8 are reviewed, two of them purged.
    await expect(button(steps, /^Review the candidates/)).toContainText('7 of 8');
    await expect(button(page, /^Purged\s*2\s*25 %/)).toBeVisible();
    await expect(button(steps, /^Look up a sample/)).toContainText('skipped');
    await desk.screenshot('overview-after');
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Quick search' }).fill('Abbott');
    const found = page.getByRole('button', { name: /Abbott/ });
    await expect(found).toContainText('Purged');
    await page.keyboard.press('Escape');
  });
});

const pageOf = (criteria: unknown) => ({ criteria, sort: [], offset: 0, limit: 1 });

test('an approval of many takes the held back only by the name of their class', async ({
  desk,
}) => {
  const { page } = desk;
  await start(desk);
  await addText(desk, 'Keep.csv', [['Primary Identifier'], ['u04']]);
  await go(page, 'Review');
  await showOnly(page, 'Undecided');
  await button(page, 'Approve all 8 users').click();
  const dialog = page.getByRole('dialog', { name: 'Approve all 8 users' });
  const contact = dialog.getByRole('checkbox', { name: /whose record type is Contact/ });
  const listed = dialog.getByRole('checkbox', { name: /on an exclusion list/ });
  await expect(contact).not.toBeChecked();
  await expect(listed).not.toBeChecked();
  const flags = dialog.getByRole('region', { name: 'Flags' });
  await expect(flags).toContainText(/Expiry in the future\s*1/);
  await expect(button(dialog, 'Approve 4 users')).toBeVisible();
  await listed.check();
  await button(flags, /^Leave this one out: Expiry in the future/).click();
  await dialog.getByLabel('Note').fill('Looked at the list');
  await desk.screenshot('approve-all');

  await test.step('what was filled in is there after a look at the users', async () => {
    await button(flags, '1').first().click();
    await expect(page.getByText('Dunn', { exact: true })).toBeVisible();
    await button(page, 'Back').click();
    await button(page, 'Approve all 8 users').click();
    await expect(dialog.getByLabel('Note')).toHaveValue('Looked at the list');
    await expect(listed).toBeChecked();
  });

  await button(dialog, 'Approve 4 users').click();
  await expect(message(page, '4 users approved')).toContainText('1 held-back user was left out');
  expect(await countsOf(page)).toEqual([4, 0, 4]);
  const { rows } = await ask(page, 'users.page', { ...pageOf(named('Gray')) });
  expect(rows[0].decision).toBe('undecided');
});

test('flags are named wherever users are excluded, made a set of, moved, left out and purged', async ({
  desk,
}) => {
  const { page } = desk;
  await start(desk);
  await review(page);
  await decide(page, named('Hale'), 'approved');
  const flagsIn = (place: Page | Locator) => place.getByRole('region', { name: 'Flags' });
  const HALE = /Expiry in the future\s*1/;

  await test.step('before one user is excluded', async () => {
    await go(page, 'Review');
    await page.locator('.ag-row [col-id="last_name"]', { hasText: 'Hale' }).click();
    await page.keyboard.press('x');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('Flags of this user:');
    await expect(dialog).toContainText('Expiry in the future');
    await button(dialog, 'Cancel').click();
  });

  await test.step('where a set is made, with a way to leave them out', async () => {
    await button(page, /^Make set/).click();
    const dialog = page.getByRole('dialog', { name: 'Make a set' });
    await expect(flagsIn(dialog)).toContainText(HALE);
    await button(dialog, /^Leave this one out: Expiry in the future/).click();
    await expect(button(dialog, 'Make set of 4 users')).toBeVisible();
    await button(dialog, /^Include again: Expiry in the future/).click();
    await dialog.getByLabel('Set name').fill('To purge');
    await button(dialog, 'Make set of 5 users').click();
    await expect(message(page, 'has 5 members')).toBeVisible();
  });

  await test.step('on the page of the set, and before it is moved', async () => {
    await go(page, 'Sets');
    await page.getByRole('table', { name: 'Sets' }).getByText('To purge').click();
    await button(page, 'Update/Notify Users').first().click();
    await expect(flagsIn(page)).toContainText(HALE);
    await expect(button(flagsIn(page), /^Leave this one out: Expiry/)).toBeEnabled();
    await button(page, 'Next').click();
    await button(page, 'Next').click();
    await button(page, 'Submit').click();
    const question = page.getByRole('dialog', { name: 'Submit this job?' });
    await expect(flagsIn(question)).toContainText(HALE);
    await button(question, 'Move 5 users').click();
    await expect(button(page, 'Read the report').first()).toBeVisible();
  });

  await test.step('in the preview of the purge, and in its confirmation, which leads to them', async () => {
    await button(page, 'Add Job: Purge User Records').click();
    await expect(flagsIn(page.getByRole('region', { name: 'Preview' }))).toContainText(HALE);
    await button(page, 'Next').click();
    await button(page, 'Add and Close').click();
    const question = page.getByRole('dialog', { name: 'Purge these users?' });
    await expect(flagsIn(question)).toContainText(HALE);
    await button(flagsIn(question), '1').click();
    await expect(page.getByText('Hale', { exact: true })).toBeVisible();
    await expect(question).toHaveCount(0);
  });

  await test.step('where they are left out of the group, or go without approval', async () => {
    await decide(page, named('Hale'), 'excluded', 'Other');
    await go(page, 'Jobs');
    await button(page, 'Add Job: Purge User Records').click();
    await button(page, 'Next').click();
    for (const [opens, name] of [
      ['Leave them out', 'Leave them out of the purge'],
      ['Go on without approval', 'Go on without approval?'],
    ] as const) {
      await button(page, opens).click();
      const dialog = page.getByRole('dialog', { name });
      await expect(flagsIn(dialog)).toContainText(HALE);
      await button(dialog, 'Cancel').click();
    }
  });
});

test('loan counts at other libraries alone keep users, until a librarian says why not', async ({
  desk,
}) => {
  const { page } = desk;
  await start(desk);
  await addText(desk, 'User loan counts at other i-share libraries.csv', [
    ['Primary Identifier', 'Loan Count', 'Institution'],
    ['u01', 2, 'Elsewhere'],
    ['u06', 1, 'Elsewhere'],
  ]);
  await go(page, 'Review');
  await button(page, /^Apply rules/).click();
  const dialog = page.getByRole('dialog', { name: 'Suggestions by rule' });
  const rule = dialog.getByRole('row', { name: /^Activity elsewhere/ });
  await expect(rule.getByRole('checkbox')).toBeChecked();
  await expect(rule).toContainText('2');
  await desk.screenshot('rules');

  await test.step('a rule goes only with a reason, and Settings show it', async () => {
    await button(dialog, /^Show \d+ rules that find nobody/).click();
    await button(dialog, 'Switch off: Conflict').click();
    await expect(button(dialog, 'Switch off')).toBeDisabled();
    await dialog.getByLabel(/^Why/).fill('Our groups change at midnight');
    await button(dialog, 'Switch off').click();
    const off = dialog.getByRole('region', { name: 'Rules switched off' });
    await expect(off).toContainText('Our groups change at midnight');
    const { rulesOff } = await ask(page, 'settings.get');
    expect(rulesOff).toEqual([{ rule: 'conflict', reason: 'Our groups change at midnight' }]);
  });

  await button(dialog, /^Exclude 6 users/).click();
  await expect(message(page, '6 users excluded by rule')).toBeVisible();
  expect(await countsOf(page)).toEqual([2, 6, 0]);
  await go(page, 'Settings');
  await expect(page.getByRole('region', { name: 'Rules switched off' })).toContainText('midnight');
  await page.getByRole('region', { name: 'Rules switched off' }).scrollIntoViewIfNeeded();
  await desk.screenshot('settings');
});

test('past the pages nobody goes either, and a signed plan is the one that runs', async ({
  desk,
}) => {
  const { page } = desk;
  await start(desk);
  await review(page);
  await decide(page, named('Frost'), 'undecided');
  const capture = async () =>
    (await page.evaluate(() => window.purgeDesk.request('capture'))).token;
  const refused = async (job: unknown) => {
    const { status, body } = await callEngine(page, 'jobs.submit', {
      job,
      capture: await capture(),
    });
    return { status, code: body?.json?.data?.code ?? body?.data?.code };
  };
  const move = (setId: number) => ({
    kind: 'update-notify-users',
    name: 'Past the page',
    parameters: { setId, userGroup: 'OK to Purge', condition: 'Unconditionally' },
  });
  const plan = {
    runDate: '2026-11-21',
    days: 30,
    recordType: 'Public',
    userGroup: 'OK to Purge',
    waiveThreshold: 100,
    reading: 'carli',
  };
  const purge = (changed: object) => ({
    kind: 'purge-user-records',
    name: 'Past the page',
    parameters: { ...plan, ...changed },
  });

  await test.step('staff, linked users, Contacts, the excluded and the undecided, one by one', async () => {
    for (const name of ['Burns', 'Clarke', 'Gray', 'Hale', 'Frost']) {
      const { setId } = await makeSet(page, name, named(name));
      expect(await refused(move(setId))).toMatchObject({ status: 422 });
    }
    for (const changed of [
      { userGroup: 'Alumni' },
      { userGroup: null },
      { recordType: 'All', userGroup: null },
    ])
      expect(await refused(purge(changed))).toMatchObject({ status: 422 });
  });

  await test.step('signed, the purge is refused with any other setting', async () => {
    const { setId } = await makeSet(page, 'Approved', decision('approved'));
    await ask(page, 'jobs.submit', { job: move(setId), capture: await capture() });
    await expect
      .poll(async () => (await ask(page, 'jobs.list'))[0].state, { timeout: 30_000 })
      .toBe('completed');
    await ask(page, 'signOff.sign', { name: 'Ada' });
    await ask(page, 'signOff.sign', { name: 'Grace' });
    for (const changed of [
      { runDate: '2026-11-22' },
      { days: 31 },
      { waiveThreshold: 99_999 },
      { reading: 'strict' },
    ]) {
      const check = await ask(page, 'jobs.check', { job: purge(changed) });
      expect(check.refusal).toMatchObject({ code: 'job.notAsSigned' });
      expect(await refused(purge(changed))).toMatchObject({ status: 422 });
    }
    expect((await ask(page, 'jobs.check', { job: purge({}) })).refusal).toBeNull();
  });

  await test.step('and the page says so', async () => {
    await go(page, 'Jobs');
    await button(page, 'Add Job: Purge User Records').click();
    await page.getByLabel('Number of days after purge date').fill('31');
    await button(page, 'Next').click();
    await expect(
      page.getByText('Two people have signed another purge than this one.').first(),
    ).toBeVisible();
    await expect(button(page, 'Add and Close')).toBeDisabled();
    await desk.screenshot('not-as-signed');
  });
});
