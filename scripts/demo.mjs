/*
 * `npm run demo`: shows the whole job on the sample workbooks. Starts the built application and
 * does in it what a librarian does, click by click; run.mjs prepares the runtime, the build and a
 * display before. It must never go past the interface (the only thing it answers for the librarian
 * are the system's file dialogs) and never leave anything behind but the folder demo-output.
 * In one file, because it is read like the job itself: from top to bottom.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright';
import { inTemporaryFolder } from './lib/processes.mjs';
import { electronPath, root } from './lib/runtime.mjs';
import { Stop, script } from './lib/talk.mjs';

const OUTPUT = join(root, 'demo-output');
const SAMPLES = join(root, 'resources', 'samples');
/** The day after that of the samples' data, so that the numbers are the same on any day. */
const RUN = { date: '2026-11-21', days: '30', threshold: '9.99' };
const WAIT = 20_000;

const seconds = () => ((performance.now() - started) / 1000).toFixed(1).padStart(5);
const started = performance.now();
let current = '';
/** Of each step. */
const clicks = new Map();
const countOf = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** One thing a librarian does; `work` gives what came of it in a line or several, or nothing. */
async function step(page, title, work) {
  current = title;
  const before = await clicksOf(page);
  const result = (await work()) ?? [];
  clicks.set(title, (await clicksOf(page)) - before);
  print(`${seconds()} s  ${title} (${countOf(clicks.get(title), 'click')})`);
  for (const line of [result].flat()) print(`            ${line}`);
  return result;
}

function print(line) {
  process.stdout.write(`${line}\n`);
}

/** Answers of the file dialogs, in the order in which they open. */
async function answerDialogs(app) {
  await app.evaluate(({ dialog }) => {
    const answers = [];
    globalThis.demoAnswers = answers;
    const next = () => {
      if (answers.length === 0)
        throw new Error('A file dialog opened that the demo has no answer to');
      return answers.shift();
    };
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: next() });
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: next() });
  });
  return (answer) => app.evaluate((_, given) => globalThis.demoAnswers.push(given), answer);
}

/** What the steps share: the page, ways to find things on it, and the answers to dialogs. */
function deskOf(page, answer) {
  const button = (name, place = page) => place.getByRole('button', { name });
  return {
    page,
    answer,
    button,
    async go(screen) {
      await page.getByRole('navigation').first().getByText(screen, { exact: true }).click();
      await page.getByRole('heading', { name: screen, exact: true }).waitFor();
    },
    /** Does something that opens a dialog of the page, works in it, and waits until it has closed. */
    async inDialog(name, open, work) {
      await open();
      const dialog = page.getByRole('dialog', { name });
      await dialog.waitFor();
      const result = await work(dialog);
      await dialog.waitFor({ state: 'hidden' });
      return result;
    },
    /** The passing message with this text; gives the text. */
    async told(text) {
      const message = page.getByRole('alert').filter({ hasText: text }).last();
      await message.waitFor();
      const [words] = await linesOf(message);
      await dismiss(page);
      return words;
    },
  };
}

/** How often the page was clicked until now; those that dismiss() makes are none of the librarian's. */
const clicksOf = (page) => page.evaluate(() => globalThis.demoClicks ?? 0);
const countClicks = (page) =>
  page.evaluate(() => {
    globalThis.demoClicks = 0;
    const count = ({ isTrusted }) => isTrusted && globalThis.demoClicks++;
    addEventListener('pointerdown', count, true);
  });

/** A passing message of before must not be taken for the next one. */
async function dismiss(page) {
  const clicks = await clicksOf(page);
  const closers = page.getByRole('button', { name: 'Close message' });
  for (let left = await closers.count(); left > 0; left--) {
    await closers
      .first()
      .click({ timeout: 1000 })
      .catch(() => undefined);
  }
  await page.evaluate((before) => {
    globalThis.demoClicks = before;
  }, clicks);
}

const digits = (text) => Number(text.replace(/\D/g, ''));
async function linesOf(locator) {
  await locator.waitFor();
  return (await locator.allInnerTexts())[0].split('\n');
}

const numberIn = async (locator) => digits((await linesOf(locator)).join(' '));

/** What the daily reports of a library say of some users of the samples; made up, as they are. */
const DAILY_REPORTS = {
  'Users with fines at other i-share libraries LNC.csv': [
    'Primary Identifier,Fine Amount,Institution',
    'naldermoor923,12.50,Lakeside College',
    'amarlowick496,4.00,Lakeside College',
  ],
  'User loan counts at other i-share libraries LNC.csv': [
    'Primary Identifier,Loan Count,Institution',
    'TCresswick89,2,Hillview University',
    '00614412,1,Hillview University',
  ],
  'Fines and fees.csv': [
    'Primary Identifier,Fine Fee Amount,Fine Fee Status,Fine Fee Type',
    '00379180,25.00,Active,Lost item process fee',
    '00537825,3.00,Active,Overdue fine',
  ],
  'Users to keep.txt': ['USERNAME', '00148126', '00952257'],
};

async function importFiles({ page, answer, button, go }, folder) {
  await go('Import');
  const reports = Object.entries(DAILY_REPORTS).map(([name, lines]) => {
    const path = join(folder, name);
    writeFileSync(path, lines.join('\r\n'));
    return path;
  });
  const samples = readdirSync(SAMPLES).filter((name) => name.endsWith('.xlsx'));
  await answer([...samples.map((name) => join(SAMPLES, name)), ...reports]);
  await button('Choose files').click();
  await button(/^Add all \S+ files$/).click();
  const note = page.getByRole('region', { name: 'What was added' });
  await note.getByText(`${samples.length + reports.length} files added`).waitFor();
  await note.getByText(/may be on a list/).waitFor();
  const files = await note.getByRole('listitem').allInnerTexts();
  return files.map((text) => text.replace(/\s*\n\s*/g, ': '));
}

const decided = async ({ page }, word) =>
  numberIn(
    page
      .getByRole('group', { name: 'Candidates by decision' })
      .getByRole('button', { name: word })
      .locator('span')
      .first(),
  );

async function applyRules(desk) {
  const { page, button, go, inDialog, told } = desk;
  await go('Review');
  await inDialog(
    'Suggestions by rule',
    () => button(/^Apply rules/).click(),
    (dialog) => button(/^Exclude/, dialog).click(),
  );
  const text = await told('excluded by rule');
  await page.getByRole('button', { name: /^Undo:/ }).waitFor();
  return text;
}

async function excludeOneByHand({ page, button, inDialog, told }) {
  await page
    .getByRole('group', { name: 'Candidates by decision' })
    .getByRole('button', { name: 'Undecided' })
    .click();
  const rows = page.getByRole('row').filter({ hasText: 'Undecided' });
  await rows.nth(1).getByRole('gridcell').nth(2).click();
  await inDialog(
    /^Exclude/,
    () => page.keyboard.press('x'),
    async (dialog) => {
      await dialog.getByLabel('Reason in your own words').fill('Teaches again in the spring');
      await button(/^Exclude/, dialog).click();
    },
  );
  return told('excluded');
}

async function approveTheRest({ button, inDialog, told }) {
  // Still filtered to the undecided.
  await inDialog(
    /^Approve all/,
    () => button(/^Approve all/).click(),
    (dialog) => button(/^Approve [\d,.]+ users?$/, dialog).click(),
  );
  return told('approved');
}

async function makeSet({ button, inDialog, told }, users) {
  await inDialog(
    'Make a set',
    () => button('Make set').click(),
    async (dialog) => {
      await dialog.getByRole('radio', { name: new RegExp(`^${users}`) }).check();
      await button(/^Make set of/, dialog).click();
    },
  );
  return told(/The set .* has/);
}

async function combine({ page, button, go, inDialog, told }) {
  await go('Sets');
  const choose = async (dialog, label, name) => {
    await dialog
      .getByRole('combobox', { name: label })
      .or(dialog.getByLabel(label))
      .first()
      .click();
    await page.getByRole('option', { name }).first().click();
  };
  await inDialog(
    'Combine sets',
    () => button('Combine sets').click(),
    async (dialog) => {
      await choose(dialog, 'First set', /^Candidates,/);
      await dialog.getByText('Not', { exact: true }).first().click();
      await choose(dialog, 'Second set', /^Excluded,/);
      await dialog.getByLabel('Name of the new set').fill('Reviewed for purge');
      await button(/^Make set of/, dialog).click();
    },
  );
  return told('was made');
}

async function exportSets({ page, answer, button, go, inDialog, told }) {
  const lines = [];
  for (const name of ['Reviewed for purge', 'Excluded']) {
    await go('Sets');
    await page
      .getByRole('row')
      .filter({ hasText: new RegExp(`^${name}`) })
      .last()
      .click();
    await answer(join(OUTPUT, `${name}.xlsx`));
    await inDialog(
      'Export set file',
      () => button('Export set file').click(),
      (dialog) => button(/^Export/, dialog).click(),
    );
    lines.push(await told('was written'));
  }
  return lines;
}

async function updateNotify({ page, button, go }) {
  await go('Jobs');
  await page.getByRole('button', { name: 'Run a Job', exact: true }).click();
  const next = button('Next');
  await page.getByRole('radio', { name: 'Update/Notify Users', exact: true }).check();
  await next.click();
  // Once for each workspace: what the institution has set in Alma.
  await button('Use these answers').click();
  await page.getByRole('row').filter({ hasText: 'Reviewed for purge' }).click();
  await next.click();
  await page.getByRole('checkbox', { name: 'User group' }).isChecked();
  await next.click();
  await page.getByLabel('Job name', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Submit', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Submit this job?' });
  await button(/^Move/, dialog).click();
  // The job's panel opens beside the list; its numbers are in both.
  const panel = page.getByRole('complementary');
  await button('Read the report', panel).waitFor({ timeout: 60_000 });
  await dismiss(page);
  const text = await panel.innerText();
  return ['changed', 'left alone'].map((word) => text.match(`\\S+ ${word}`)[0]).join(', ');
}

/** Waits for the job's end and opens its report. */
async function report(page, button) {
  await button('Read the report').first().click({ timeout: 60_000 });
  await page.getByRole('heading', { name: 'Reports', exact: true }).waitFor();
  await dismiss(page);
  const entry = page.getByRole('navigation', { name: 'Completed jobs' }).locator('[aria-current]');
  return (await linesOf(entry)).pop();
}

async function fillPurge({ page, button }) {
  await button('Add Job: Purge User Records').click();
  await page.getByRole('textbox', { name: 'Number of days after purge date' }).fill(RUN.days);
  await page.getByRole('textbox', { name: 'Waive threshold' }).fill(RUN.threshold);
  await page.getByLabel('Run date', { exact: true }).fill(RUN.date);
  const preview = page.locator('section[aria-label="Preview"][aria-busy="false"]');
  await preview.waitFor();
  // The preview follows the fields after a moment.
  await page.waitForTimeout(500);
  await preview.waitFor();
  const approved = await preview.getByRole('region', { name: 'Approved users' }).innerText();
  const [scope] = await linesOf(preview.getByText(/in scope/).first());
  return [approved.split(/\s+/).join(' '), scope];
}

async function purge({ page, button }) {
  // The message about the job before leads to its report.
  await dismiss(page);
  await button('Next').click();
  await page.getByLabel('Job name', { exact: true }).waitFor();
  await button('Add and Close').click();
  const dialog = page.getByRole('dialog', { name: 'Purge these users?' });
  const confirm = button(/^Purge/, dialog);
  const users = await numberIn(confirm);
  await dialog.getByRole('textbox').fill(String(users));
  await confirm.click();
  return report(page, button);
}

async function exportReport({ answer, button, told }) {
  await answer(join(OUTPUT, 'Purge User Records - report.pdf'));
  await button('Save as PDF').click();
  return told('was written');
}

async function exportWorkbook({ page, answer, button, told }) {
  await answer(join(OUTPUT, 'Purge User Records - report.xlsx'));
  await button('Export').click();
  await page.getByRole('menuitem', { name: 'Report as workbook (XLSX)…' }).click();
  return told('was written');
}

async function saveCaptures({ page, answer, button, go, told }) {
  await go('Reports');
  const jobs = page.getByRole('navigation', { name: 'Completed jobs' }).getByRole('button');
  for (const title of ['Purge User Records', 'Update-Notify Users']) {
    await jobs.filter({ hasText: title.replace('-', '/') }).click();
    await answer(join(OUTPUT, `${title} - settings.png`));
    await button('Save picture').click();
    await told('was written');
  }
  return 'both jobs';
}

async function cycle(desk, folder) {
  const { page, answer, button } = desk;
  await step(page, 'New workspace', async () => {
    await answer(join(OUTPUT, 'Sample cycle.purgedesk'));
    await button('New workspace').click();
    await page.getByRole('heading', { name: 'Overview', exact: true }).waitFor();
  });
  await step(page, 'Import three sample workbooks and four reports', () =>
    importFiles(desk, folder),
  );
  await step(page, 'Review by rule', () => applyRules(desk));
  await step(page, 'Exclude one user by hand', () => excludeOneByHand(desk));
  await step(page, 'Approve the others', () => approveTheRest(desk));
  const counts = {
    'Candidates reviewed': await decided(desk, 'Candidates'),
    'Excluded from the purge': await decided(desk, 'Excluded'),
  };
  await step(page, 'Make a set of all candidates', () => makeSet(desk, 'All candidates'));
  await step(page, 'Make a set of the excluded', () => makeSet(desk, 'Excluded'));
  await step(page, 'Combine: candidates Not excluded', () => combine(desk));
  await step(page, 'Export both as set files for Alma', () => exportSets(desk));
  const moved = await step(page, 'Update/Notify Users', () => updateNotify(desk));
  await step(page, 'Preview the purge', () => fillPurge(desk));
  const purged = await step(page, 'Purge User Records', () => purge(desk));
  await step(page, 'Export the report', () => exportReport(desk));
  await step(page, 'Export it as a workbook, too', () => exportWorkbook(desk));
  await step(page, 'Save the pictures of the settings', () => saveCaptures(desk));
  const [changed, leftAlone] = moved.split(', ').map(digits);
  const [gone, retained] = purged.split(', ').map(digits);
  return {
    ...counts,
    'Moved to OK to Purge': changed,
    'Left alone by the move': leftAlone,
    Purged: gone,
    'Retained by the rules': retained,
    'Clicks from seven files to the report, the straight way': straightClicks(),
  };
}

/** What every cycle has, without the user excluded by hand, the way by combined sets, their files, the workbook
 * and the pictures. */
const STRAIGHT = [
  'Import three sample workbooks and four reports',
  'Review by rule',
  'Approve the others',
  'Make a set of all candidates',
  'Update/Notify Users',
  'Preview the purge',
  'Purge User Records',
  'Export the report',
];

function straightClicks() {
  // The set to purge is the one offered first: it need not be chosen, as that of all candidates is here.
  return STRAIGHT.reduce((sum, title) => sum + clicks.get(title), 0) - 1;
}

/** Runs the application with settings of its own, which are gone afterwards. */
async function withApplication(userData, work) {
  const { ELECTRON_RUN_AS_NODE: _, ELECTRON_RENDERER_URL: __, ...env } = process.env;
  const asRoot = process.platform === 'linux' && process.getuid() === 0;
  const app = await _electron.launch({
    executablePath: electronPath(),
    args: [...(asRoot ? ['--no-sandbox'] : []), '--disable-gpu', root],
    env: { ...env, PURGE_DESK_USER_DATA: userData },
  });
  try {
    const answer = await answerDialogs(app);
    const page = await app.firstWindow();
    page.setDefaultTimeout(WAIT);
    await countClicks(page);
    return await work(deskOf(page, answer));
  } finally {
    await app.close();
  }
}

async function failed(page, error) {
  const picture = join(OUTPUT, 'failed.png');
  const taken = await page.screenshot({ path: picture }).then(
    () => true,
    () => false,
  );
  const reason = String(error.message).split('\n')[0].replace(/\.$/, '');
  const see = taken ? `; see ${picture}` : '';
  return new Stop(`The step “${current}” failed (${reason})${see}.`);
}

function summary(counts) {
  print('');
  for (const [label, count] of Object.entries(counts)) {
    print(`${count.toLocaleString('en-US').padStart(8)}  ${label}`);
  }
  print(`\nLeft in ${OUTPUT}:`);
  for (const name of readdirSync(OUTPUT).sort()) {
    const size = Math.ceil(statSync(join(OUTPUT, name)).size / 1000);
    print(`  ${name} (${size.toLocaleString('en-US')} kB)`);
  }
}

script(async () => {
  rmSync(OUTPUT, { recursive: true, force: true });
  mkdirSync(OUTPUT);
  const userData = mkdtempSync(join(tmpdir(), 'purge-desk-demo-'));
  const counts = await inTemporaryFolder(userData, () => {
    current = 'Start the application';
    return withApplication(userData, (desk) =>
      cycle(desk, userData).catch(async (error) => {
        throw await failed(desk.page, error);
      }),
    ).catch((error) => {
      if (error instanceof Stop) throw error;
      throw new Stop(`The step “${current}” failed (${String(error.message).split('\n')[0]}).`);
    });
  });
  summary(counts);
});
