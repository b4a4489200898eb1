/**
 * A workspace with everything in it, open for reading only: whatever stands on any screen is pressed, typed into and
 * chosen, and no request that the contract calls changing leaves the page. A control that was forgotten would leave the
 * librarian with a refusal where they thought to have decided something.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isContractProcedure } from '@orpc/contract';
import { engineContract } from '#shared/contract/engineContract.ts';
import { CANDIDATES, EVERYBODY } from '#shared/domain/criteria.ts';
import { builtFile, ended, startNode } from '../support/builtEngine.ts';
import { LONG } from '../support/long.ts';
import { askEngine, openEnginePort } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { checkText } from './support/reviewing.ts';
import {
  type Place,
  prepareWalk,
  type Step,
  type Walk,
  walkControls,
} from './support/walkControls.ts';

const REASON = 'This workspace is open for reading only.';

const ROLE = 'Has Role other than Patron and Instructor';
const HEADINGS = [
  'Primary Identifier',
  'Last Name',
  'User Group',
  'Expiry Date',
  'Purge Date',
  ROLE,
];
const row = (id: string, role = 'No') => [
  id,
  `Of ${id}`,
  'Alumni',
  '2018-05-31',
  '2020-05-31',
  role,
];

/** Requests that the contract calls changing. */
const CHANGING = new Set(
  Object.entries(engineContract).flatMap(([feature, named]) =>
    Object.entries(named).flatMap(([name, procedure]) =>
      isContractProcedure(procedure) && procedure['~orpc'].meta.changes
        ? [`${feature}.${name}`]
        : [],
    ),
  ),
);

/** A whole rehearsal, and beside it one of each thing that a librarian can change. */
async function everything(desk: Desk): Promise<string> {
  const { page, folder } = desk;
  const path = join(folder, 'Spring.purgedesk');
  const write = (name: string, rows: readonly (readonly string[])[]) =>
    writeFileSync(join(folder, name), rows.map((each) => each.join(',')).join('\n'));
  write('Candidates.csv', [HEADINGS, ...['a', 'b', 'c', 'd', 'e'].map((id) => row(id))]);
  write('Keep.csv', [['Primary Identifier'], ['e']]);
  const rehearsed = await ended(
    startNode([
      ...[builtFile('cli.js'), 'rehearse', '--candidates', join(folder, 'Candidates.csv')],
      ...['--exclusions', join(folder, 'Keep.csv'), '--run-date', '2026-11-21'],
      ...['--out', join(folder, 'results'), '--workspace', path],
    ]),
  );
  expect(rehearsed.stderr).toBe('');
  await desk.answerOpen([path]);
  await desk.menu('workspace.open');
  await expect(page.getByRole('button', { name: 'Workspace Spring' })).toBeVisible();
  await openEnginePort(page);
  const importId = await checkText(desk, 'Later.csv', [HEADINGS, row('f'), row('g', 'Yes')]);
  await askEngine(page, 'imports.saveProfile', { importId, name: 'Monthly report' });
  await askEngine(page, 'imports.commit', { importId });
  await checkText(desk, 'Waits.csv', [HEADINGS, row('h')]);
  await checkText(desk, 'Dates.csv', [
    HEADINGS,
    ['i', 'Of i', 'Alumni', '03/04/2018', '05/04/2020', 'No'],
  ]);
  await checkText(desk, 'Which.csv', [['Primary Identifier'], ['a'], ['b']]);
  const { rows } = await askEngine(page, 'users.page', {
    ...{ criteria: EVERYBODY, sort: [], offset: 0, limit: 10 },
  });
  const userNo = rows.at(-1).userNo;
  await askEngine(page, 'users.addNote', { userNo, text: 'Seen' });
  const selection = { criteria: { op: 'users', userNos: [userNo] } };
  await askEngine(page, 'review.decide', { selection, decision: 'excluded', reason: 'Other' });
  await askEngine(page, 'register.add', { kind: 'group', value: 'Emeriti' });
  await askEngine(page, 'views.save', { grid: 'review', name: 'Narrow', state: '[]' });
  await askEngine(page, 'samples.draw', { among: 'not-excluded', perGroup: 1 });
  const set = { criteria: CANDIDATES, origin: { from: 'review', users: 'all' } };
  await askEngine(page, 'sets.create', { name: 'All', ...set });
  await askEngine(page, 'sets.create', { name: 'Filter', ...set, logical: true });
  await desk.menu('workspace.close');
  await expect(page.getByRole('heading', { name: 'Purge Desk' })).toBeVisible();
  return path;
}

const firstUser: Step = async (page, timeout) => {
  await page.locator('.ag-row[row-index="0"] [col-id="primary_identifier"]').click({ timeout });
  await page.keyboard.press('Enter');
};
const onePerson: Step = async (page, timeout) => {
  await page.getByText('One person', { exact: true }).click({ timeout });
  await page.getByRole('textbox', { name: 'What is known of the person' }).fill('b');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Everything held…' }).waitFor({ timeout });
};
const importedFile: Step = (page, timeout) =>
  page.getByRole('row').filter({ hasText: 'Candidates.csv' }).click({ timeout });
const userMenu: Step = (page, timeout) =>
  page
    .locator('.ag-row[row-index="0"] [col-id="primary_identifier"]')
    .click({ button: 'right', timeout });
const signOff: Step = (page, timeout) =>
  page.getByRole('button', { name: 'Sign-off', exact: true }).click({ timeout });
const workspaceMenu: Step = (page, timeout) =>
  page.getByRole('button', { name: 'Workspace Spring' }).click({ timeout });

const retention: Step = (page, timeout) =>
  page.getByRole('button', { name: 'What goes and what stays…' }).click({ timeout });

interface Round {
  readonly through: string;
  /** Near each other: what was pressed on one isn't pressed on the next. */
  readonly places: readonly Place[];
  /** Which requests that change something are made from here, and the words of a control that makes them. */
  readonly made: Readonly<Record<string, string>>;
}

const ROUNDS: readonly Round[] = [
  {
    through: 'Overview and Import',
    places: [
      { name: 'Overview', screen: 'Overview' },
      { name: 'Import', screen: 'Import' },
      { name: 'an imported file', screen: 'Import', step: importedFile },
      { name: 'the menu of the workspace', screen: 'Overview', step: workspaceMenu },
    ],
    made: {
      'alma.tick': 'Upload the set in Alma',
      'imports.read': 'Choose files',
      'imports.readAgain': 'Month first: Mar 0, 0',
      'imports.useProfile': 'Use the profile',
      'imports.setDataDate': 'Change the data date of Candidates.csv',
      'imports.setListKind': 'Users to keep: an exclusion list',
      'imports.commit': 'Add 0 candidate',
      'imports.discard': 'Discard Waits.csv',
      'imports.undo': 'Undo',
      'imports.saveProfile': 'Save as profile',
      'workspace.erase': 'Erase workspace',
    },
  },
  {
    through: 'the review',
    places: [
      { name: 'Review', screen: 'Review' },
      { name: 'the panel of a candidate', screen: 'Review', step: firstUser },
      { name: 'the menu of a candidate', screen: 'Review', step: userMenu },
      { name: 'Sign-off', screen: 'Review', step: signOff },
    ],
    made: {
      'review.decide': 'Exclude 0 users',
      'review.applyRules': 'Apply rules',
      'review.undo': 'Undo: Exclude 0 user (Ctrl+Z)',
      'review.redo': 'Nothing to redo',
      'samples.draw': 'Draw sample',
      'samples.record': 'As reported',
      'samples.remove': 'Remove sample',
      'sets.create': 'Make set',
      'signOff.sign': 'Sign as Command line',
      'users.addNote': 'New note',
      'users.removeNote': 'Delete',
      'views.save': 'Save these columns as a view',
      'views.remove': 'Delete a view',
    },
  },
  {
    through: 'users, sets, jobs, reports, the inbox and settings',
    places: [
      { name: 'Users', screen: 'Users' },
      { name: 'the panel of a user', screen: 'Users', step: firstUser },
      { name: 'User cleanup', screen: 'User cleanup' },
      { name: 'one person', screen: 'User cleanup', step: onePerson },
      { name: 'Sets', screen: 'Sets' },
      { name: 'Jobs', screen: 'Jobs' },
      { name: 'Reports', screen: 'Reports' },
      { name: 'Inbox', screen: 'Inbox' },
      { name: 'Settings', screen: 'Settings' },
      { name: 'what goes and what stays', screen: 'Settings', step: retention },
    ],
    made: {
      'imports.deleteProfile': 'Delete the profile Monthly report',
      'jobs.markMessages': 'Mark all as read',
      'jobs.submit': 'Add Job: Purge User Records',
      'register.add': 'Add a rule',
      'register.edit': 'Change user group Emeriti',
      'register.remove': 'Remove user group Emeriti',
      'sets.combine': 'Combine sets',
      'sets.edit': 'Save details',
      'sets.delete': 'Delete the set',
      'retention.postpone': 'Postpone…',
      'retention.erase': 'Erase personal data…',
      'settings.save': 'Period',
      'settings.saveLogo': 'Choose a logo',
    },
  },
];

/** Why no control makes them here. */
const NOT_MADE: Readonly<Record<string, string>> = {
  'erasures.tick': 'nobody was erased',
  'imports.decideReturn': 'nobody was erased',
  'imports.withdrawReturn': 'nobody was erased',
  'imports.settleOldOriginals': 'no original is old',
  'jobs.cancel': 'no job waits',
  'jobs.takeUp': 'no job has stopped half way',
  'jobs.forget': 'no job is a year old',
  'jobs.leaveOut': 'the pages of a job aren’t reached',
  'jobs.keepDraft': 'nor do they keep anything by themselves',
  'jobs.markRead': 'a report that is read says so by itself',
  'settings.answerPolicy': 'it was answered before the first job',
  'settings.takeOver': 'files were added',
  'signOff.withdraw': 'nobody has signed',
  'snapshots.restore': 'none is kept',
  'snapshots.remove': 'none is kept',
  'users.answerTwin': 'nobody has one',
  'users.writeLetter': 'it follows a deletion',
  'workspace.confirmCopied': 'it was closed',
};

/** Words of a control that only leads to the one that is meant. */
const LEADS_ON: readonly string[] = [];

test.describe.configure({ mode: 'parallel' });

test('each request that changes something is known by the control that makes it', () => {
  const known = [...ROUNDS.map(({ made }) => made), NOT_MADE].flatMap(Object.keys);
  expect(known.toSorted()).toEqual([...CHANGING].toSorted());
});

/** Opened for reading only, with everything in it, ready to be walked. */
async function barredWalk(desk: Desk): Promise<Walk> {
  const { page, app } = desk;
  const path = await everything(desk);
  // Nothing that moves is pressed half shown.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await prepareWalk(page, REASON);
  await desk.answerOpen([path]);
  await desk.menu('workspace.openReadOnly');
  await expect(page.getByText('Read only', { exact: true })).toBeVisible();
  await app.evaluate(({ dialog }) => {
    Object.assign(dialog, {
      showOpenDialog: async () => ({ canceled: true, filePaths: [] }),
      showSaveDialog: async () => ({ canceled: true, filePath: '' }),
    });
  });
  return {
    page,
    reload: async () => {
      await page.reload();
      await expect(page.getByText('Read only', { exact: true })).toBeVisible();
    },
    showAll: async () => {
      const all = page.getByRole('button', { name: /^7 Candidates$|^Everybody$/ });
      if ((await all.count()) > 0) await all.first().click();
    },
  };
}

test('what changes something is out of use wherever one comes first', async ({ desk }) => {
  const walk = await barredWalk(desk);
  const places = ROUNDS.flatMap((round) => round.places);
  const { barred, inUse, requests } = await walkControls(walk, places, 'look');
  const makers = ROUNDS.flatMap(({ made }) => Object.values(made));
  expect(makers.filter((words) => inUse.has(words) && !LEADS_ON.includes(words))).toEqual([]);
  expect(makers.filter((words) => barred.has(words)).length).toBeGreaterThan(makers.length / 2);
  expect([...requests].filter((each) => CHANGING.has(each))).toEqual([]);
});

for (const { through, places, made } of ROUNDS)
  test(`nothing that can be pressed changes anything: ${through}`, async ({ desk }) => {
    test.skip(!LONG, 'npm run soak presses everything');
    test.setTimeout(1_800_000);
    const { barred, requests } = await walkControls(await barredWalk(desk), places, 'press');
    expect([...requests]).toContain('review.counts');
    expect([...requests].filter((each) => CHANGING.has(each))).toEqual([]);
    expect(Object.values(made).filter((words) => !barred.has(words))).toEqual([]);
  });
