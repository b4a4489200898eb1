/**
 * One number, one source, on screen: after every step of random stories all screens show the same numbers, those that
 * follow from the users themselves, and Overview ticks just what was done. A screen that lags behind tells a librarian
 * that a step is done which isn't. PURGE_DESK_SEED repeats what was drawn.
 */
import type { Locator, Page } from '@playwright/test';
import type { ImportSummary } from '#shared/contract/shapes/imports.ts';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { allOf, CANDIDATES, type Criteria, EVERYBODY } from '#shared/domain/criteria.ts';
import { LONG } from '../support/long.ts';
import { type Draw, oneOf, randomNumbers, SEED } from '../support/seed.ts';
import { callEngine } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { addText, answerPolicy, go, newWorkspace } from './support/reviewing.ts';

test.use({ program: 'shared' });

const STORIES = LONG ? 10 : 1;
const RANDOM_STEPS = 3;

/** Nothing ever holds this user back. */
const PLAIN = 'z9';
const GROUP = 'OK to Purge';
const ORIGIN = { from: 'review', users: 'all' } as const;
const approvedOnes = allOf(CANDIDATES, { op: 'decision', values: ['approved'] });

// biome-ignore lint/suspicious/noExplicitAny: the contract's shapes differ by request
async function ask(page: Page, request: string, input?: unknown): Promise<any> {
  const { status, body } = await callEngine(page, request, input);
  // A refusal is an answer; anything else would be a mistake of the story.
  expect([200, 422], `${request}: ${JSON.stringify(body)}`).toContain(status);
  return status === 200 ? body : undefined;
}

type Step = readonly [what: string, act: () => Promise<unknown>];

class Story {
  readonly #desk: Desk;
  readonly #draw: Draw;
  readonly #name: string;
  #made = 0;

  constructor(desk: Desk, draw: Draw, name: string) {
    this.#desk = desk;
    this.#draw = draw;
    this.#name = name;
  }

  get #page() {
    return this.#desk.page;
  }

  async candidates(): Promise<void> {
    const draw = this.#draw;
    const ids = ['a1', 'b2', 'c3', 'd4', 'e5', 'f6', 'g7'].filter(() => draw(4) > 0);
    const plain = [PLAIN, 'Doe', 'Alumni', '2019-01-31', '2020-01-31', 'No', 0];
    const rows = ids.map((id) => [
      id,
      'Doe',
      oneOf(['Alumni', 'Alumni', 'I-Share', GROUP], draw),
      oneOf(['2019-01-31', '2019-01-31', '2099-01-31'], draw),
      '2020-01-31',
      oneOf(['No', 'No', 'No', 'Yes'], draw),
      oneOf([0, 0, 1], draw),
    ]);
    const head = ['Primary Identifier', 'Last Name', 'User Group', 'Expiry Date', 'Purge Date'];
    await this.#add('Candidates', [[...head, 'Has Staff Role', 'Loans'], plain, ...rows]);
  }

  list = () =>
    this.#add('Keep', [['Primary Identifier'], [oneOf(['a1', 'b2', 'other'], this.#draw)]]);

  #add(name: string, rows: (string | number)[][]): Promise<void> {
    return addText(this.#desk, `${name} ${this.#name} ${++this.#made}.csv`, rows);
  }

  async takeBack(): Promise<void> {
    const imports: ImportSummary[] = await ask(this.#page, 'imports.list');
    const added = imports.filter(({ state }) => state === 'committed');
    if (added.length > 1)
      await ask(this.#page, 'imports.undo', { importId: oneOf(added, this.#draw).importId });
  }

  decide = (criteria: Criteria, decision: string) =>
    ask(this.#page, 'review.decide', {
      selection: { criteria },
      decision,
      reason: decision === 'excluded' ? 'Other' : null,
      named: ['exclusion-list', 'possible-pair', 'returned', 'expiry-in-future'].slice(0, 1),
    });

  decideSome = () =>
    this.decide(
      oneOf<Criteria>(
        [
          CANDIDATES,
          { op: 'search', value: 'a1' },
          { op: 'decision', values: ['undecided'] },
          { op: 'decision', values: ['excluded'] },
        ],
        this.#draw,
      ),
      oneOf(['approved', 'approved', 'excluded', 'undecided'], this.#draw),
    );

  rules = () => ask(this.#page, 'review.applyRules');
  undo = () => ask(this.#page, oneOf(['review.undo', 'review.undo', 'review.redo'], this.#draw));

  async sample(): Promise<void> {
    const drawn = await ask(this.#page, 'samples.draw', { among: 'approved', perGroup: 1 });
    if (!drawn) return;
    const { sampleId } = drawn;
    for (const { userNo } of await ask(this.#page, 'samples.users', { sampleId }))
      if (this.#draw(3) > 0)
        await ask(this.#page, 'samples.record', { sampleId, userNo, finding: 'as-reported' });
  }

  set = (criteria: Criteria = oneOf([CANDIDATES, EVERYBODY, approvedOnes], this.#draw)) =>
    ask(this.#page, 'sets.create', {
      name: `Set ${++this.#made}`,
      criteria,
      origin: ORIGIN,
      logical: this.#draw(4) === 0,
    });

  async move(): Promise<void> {
    const sets: SetSummary[] = await ask(this.#page, 'sets.list');
    const mine = sets.find(({ origin }) => origin.from === ORIGIN.from);
    // The pages let nobody move an empty set.
    if (!mine || mine.members === 0) return;
    const parameters = { setId: mine.setId, userGroup: GROUP, condition: 'Unconditionally' };
    await this.#submit({ kind: 'update-notify-users', parameters });
  }

  purge = () =>
    this.#submit({
      kind: 'purge-user-records',
      parameters: {
        runDate: '2026-11-21',
        days: 30,
        recordType: 'Public',
        userGroup: GROUP,
        waiveThreshold: 100,
        reading: 'carli',
      },
    });

  async #submit(job: object): Promise<void> {
    const page = this.#page;
    const { token } = await page.evaluate(() => window.purgeDesk.request('capture'));
    const named = { ...job, name: `Job ${++this.#made}` };
    await ask(page, 'jobs.submit', { job: named, capture: token });
    const running = async () => (await ask(page, 'workspace.status')).runningJobs;
    await expect.poll(running, { timeout: 30_000 }).toBe(0);
  }

  random(): Step {
    const steps: readonly Step[] = [
      ['candidates', () => this.candidates()],
      ['list', this.list],
      ['file taken back', () => this.takeBack()],
      ['decision', this.decideSome],
      ['decision', this.decideSome],
      ['rules', this.rules],
      ['undo', this.undo],
      ['sample', () => this.sample()],
      ['set', () => this.set()],
      ['move', () => this.move()],
      ['purge', this.purge],
    ];
    return oneOf(steps, this.#draw);
  }

  /** So that every story has jobs, too. */
  get end(): readonly Step[] {
    return [
      ['candidates, rules and the rest approved', () => this.#approveRest()],
      ['set of the approved, moved', () => this.#moveApproved()],
      ['purge at the end', this.purge],
    ];
  }

  async #approveRest(): Promise<void> {
    await this.candidates();
    await this.rules();
    await this.decide({ op: 'decision', values: ['undecided'] }, 'approved');
    await this.decide({ op: 'search', value: PLAIN }, 'approved');
  }

  async #moveApproved(): Promise<void> {
    await this.set(approvedOnes);
    await this.move();
  }
}

interface Counts {
  readonly candidates: number;
  readonly undecided: number;
  readonly excluded: number;
  readonly approved: number;
  readonly deleted: number;
}

/** Whom a purge here has deleted is called purged on every screen. */
const asShown = ({ deleted, ...counts }: Counts) => ({ ...counts, purged: deleted });

/** What every screen must show, from the users themselves. */
async function truth(page: Page) {
  const everybody = { criteria: EVERYBODY, sort: [], offset: 0, limit: 100 };
  const rows: UserRow[] = (await ask(page, 'users.page', everybody)).rows;
  const present = rows.filter(({ candidate, deleted }) => candidate && !deleted);
  const decided = (decision: string) => present.filter((user) => user.decision === decision).length;
  const deleted = rows.filter((user) => user.deleted).length;
  const counts: Counts = {
    candidates: present.length + deleted,
    undecided: decided('undecided'),
    excluded: decided('excluded'),
    approved: decided('approved'),
    deleted,
  };
  const imports: ImportSummary[] = await ask(page, 'imports.list');
  const sets: SetSummary[] = await ask(page, 'sets.list');
  const jobs: JobSummary[] = await ask(page, 'jobs.list');
  const members: Record<string, number> = {};
  for (const { name, setId } of sets) {
    const input = { criteria: { op: 'inSet', setId } };
    members[name] = (await ask(page, 'users.count', input)).users;
  }
  return {
    rows,
    counts,
    files: imports.filter(({ state }) => state === 'committed').length,
    members,
    jobs: await outcomes(page, jobs),
    done: await doneSteps(page, counts, imports, sets, jobs),
  };
}

type Truth = Awaited<ReturnType<typeof truth>>;

/** By job: how many finished and failed, counted by their users. */
async function outcomes(page: Page, jobs: readonly JobSummary[]) {
  const found: Record<number, readonly number[]> = {};
  for (const { jobId, kind } of jobs) {
    const total = async (outcome: string) =>
      (await ask(page, 'jobs.users', { jobId, outcome, offset: 0, limit: 1 })).total;
    const [finished, failed] =
      kind === 'purge-user-records' ? ['purged', 'retained'] : ['changed', 'unchanged'];
    found[jobId] = [await total(finished!), await total(failed!)];
  }
  return found;
}

/** Steps of the cycle that were done; signatures have stories of their own. */
async function doneSteps(
  page: Page,
  counts: Counts,
  imports: readonly ImportSummary[],
  sets: readonly SetSummary[],
  jobs: readonly JobSummary[],
): Promise<string[]> {
  const files = imports.filter(({ kind }) => kind === 'candidates');
  const began = Math.max(0, ...files.map(({ importedAt }) => importedAt ?? 0));
  const ofCycle = jobs.filter(({ submittedAt }) => submittedAt >= began);
  const update = ofCycle.find(
    ({ kind, userGroup }) => kind !== 'purge-user-records' && userGroup === GROUP,
  );
  const purge = ofCycle.find(({ kind }) => kind === 'purge-user-records');
  const samples: { at: number; users: number; findings: { open: number } }[] = await ask(
    page,
    'samples.list',
  );
  const sample = samples.find(({ at }) => at >= began);
  const imported = counts.candidates > 0;
  const steps: readonly (readonly [string, boolean])[] = [
    ['Import the reports', imported],
    ['Review the candidates', imported && counts.undecided === 0],
    ['Look up a sample', sample !== undefined && sample.users > 0 && sample.findings.open === 0],
    ['Make the set to purge', update !== undefined || (await someSetMayGo(page, sets))],
    ['Update/Notify Users', update !== undefined],
    ['Purge User Records', purge !== undefined],
    ['Read the report', purge?.read === true],
  ];
  return steps.filter(([, done]) => done).map(([title]) => title);
}

async function someSetMayGo(page: Page, sets: readonly SetSummary[]): Promise<boolean> {
  const mine = sets.filter(
    ({ origin, criteria, members }) => origin.from === ORIGIN.from && !criteria && members > 0,
  );
  for (const { setId, name } of mine.slice(0, 4)) {
    const parameters = { setId, userGroup: GROUP, condition: 'Unconditionally' };
    const job = { kind: 'update-notify-users', name, parameters };
    const { unapproved, approved } = await ask(page, 'jobs.check', { job });
    if (unapproved.length === 0 && approved > 0) return true;
  }
  return false;
}

const number = (text: string | undefined) => Number((text ?? '').replaceAll(',', ''));

/** Texts of all that a locator finds, as they stand in the page. */
const textsOf = (found: Locator) =>
  found.evaluateAll((all) => all.map((each) => each.textContent ?? ''));

/** Numbers beside words: `4 jobs`, `4Undecided`. */
async function numbersIn(found: Locator, pattern: RegExp): Promise<Record<string, number>> {
  const numbers: Record<string, number> = {};
  for (const text of await textsOf(found)) {
    const match = pattern.exec(text);
    if (match) numbers[match[2]!.toLowerCase()] = number(match[1]);
  }
  return numbers;
}

/** Waits until the screen shows it: a screen may still be asking. */
async function shows(
  where: string,
  read: () => Promise<unknown>,
  expected: unknown,
): Promise<void> {
  await expect(async () => expect(await read(), where).toEqual(expected)).toPass({
    timeout: 20_000,
  });
}

/** Of a part of a bar: its word, and its number apart from its share. */
const wordAndNumber = (parts: Element[]) =>
  parts.map((part) => {
    const figure = part.querySelector('strong');
    const word = figure?.previousElementSibling?.textContent?.toLowerCase() ?? '';
    return [word, Number((figure?.textContent ?? '').replaceAll(',', ''))] as const;
  });

const withoutZeros = (numbers: Record<string, number>) =>
  Object.fromEntries(Object.entries(numbers).filter(([, value]) => value > 0));

async function overviewAgrees(page: Page, all: Truth): Promise<void> {
  const { rows, files, counts, done } = all;
  await go(page, 'Overview');
  const steps = page.getByRole('list', { name: 'Steps of the purge cycle' }).getByRole('listitem');
  const ticked = async () =>
    (await textsOf(steps))
      .flatMap((text) => /^(.*), done/.exec(text)?.[1] ?? [])
      .filter((title) => title !== 'Sign off the review');
  // Without files and users Overview says how to begin.
  await shows('steps of the cycle', ticked, rows.length + files === 0 ? [] : done);
  if (rows.length + files === 0) return;
  const main = page.getByRole('main');
  const bar = main.getByRole('region', { name: 'Candidates by decision' }).getByRole('listitem');
  const { candidates, ...parts } = asShown(counts);
  if (candidates === 0) return;
  await shows(
    'decisions of Overview',
    async () => Object.fromEntries(await bar.evaluateAll(wordAndNumber)),
    parts,
  );
  await expect(steps.filter({ hasText: 'Review the candidates' })).toContainText(
    `${candidates - counts.undecided} of ${candidates}`,
  );
  // Nobody whom a purge has taken is in a chart.
  for (const what of ['years since purge date', 'user group']) {
    const name = counts.deleted > 0 ? `Candidates not purged, by ${what}` : `Candidates by ${what}`;
    const bars = main.getByRole('region', { name, exact: true }).getByRole('listitem');
    const sum = async () =>
      (await textsOf(bars)).reduce((all, text) => all + number(/([\d,]+)$/.exec(text)?.[1]), 0);
    await shows(name, sum, candidates - counts.deleted);
  }
}

async function navigationAgrees(
  page: Page,
  { rows, counts, files, members, jobs }: Truth,
): Promise<void> {
  const entries = page.getByRole('navigation', { name: 'Screens' }).getByRole('listitem');
  const pattern = /, ([\d,]+) (file|candidate|set|job|user)s?( imported| undecided)?$/;
  await shows(
    'left navigation',
    () => numbersIn(entries, pattern),
    withoutZeros({
      file: files,
      candidate: counts.undecided,
      set: Object.keys(members).length,
      job: Object.keys(jobs).length,
      user: rows.length,
    }),
  );
  await shows(
    'status bar',
    () => numbersIn(page.getByRole('contentinfo').locator('span'), /^([\d,]+) (user)s? in all$/),
    { user: rows.length },
  );
}

async function reviewAgrees(page: Page, { counts }: Truth): Promise<void> {
  await go(page, 'Review');
  if (counts.candidates === 0)
    return expect(page.getByRole('group', { name: 'Candidates by decision' })).toHaveCount(0);
  const parts = page
    .getByRole('group', { name: 'Candidates by decision' })
    .getByRole('button', { includeHidden: true });
  const pattern = /^([\d,]+)(Candidates|Undecided|Excluded|Approved|Purged)/;
  await shows('counts of the review', () => numbersIn(parts, pattern), asShown(counts));
}

async function listsAgree(page: Page, { members, jobs }: Truth): Promise<void> {
  await go(page, 'Sets');
  const cells = async (table: string) =>
    page
      .getByRole('table', { name: table })
      .locator('tbody tr')
      .evaluateAll((all) =>
        all.map((row) =>
          [...row.querySelectorAll('th, td')].map((cell) => (cell as HTMLElement).innerText),
        ),
      );
  // Reversal sets are folded away under their job.
  const folds = page.getByRole('table', { name: 'Sets' }).locator('tr[aria-expanded="false"]');
  for (let left = await folds.count(); left > 0; left = await folds.count())
    await folds.first().click();
  const sets = async () =>
    Object.fromEntries(
      (await cells('Sets'))
        .filter(([name]) => !/^Reversal sets of job/.test(name!))
        .map(([name, users]) => [name!.split('\n')[0], number(users)]),
    );
  if (Object.keys(members).length > 0) await shows('sets', sets, members);
  if (Object.keys(jobs).length === 0) return;
  await go(page, 'Jobs');
  const runs = async () =>
    Object.fromEntries(
      (await cells('Jobs')).map((row) => [
        row[0],
        // Behind them stand the row's actions.
        row.slice(-3, -1).map((text) => number(/[\d,]+/.exec(text)?.[0])),
      ]),
    );
  await shows('jobs', runs, jobs);
  await go(page, 'Reports');
  const reports = async () => {
    const texts = await textsOf(
      page.getByRole('navigation', { name: 'Completed jobs' }).getByRole('button'),
    );
    const parsed = texts.map((text) =>
      /Job (\d+) · .*?([\d,]+) (?:changed|purged), ([\d,]+) (?:left alone|retained)$/.exec(text),
    );
    return Object.fromEntries(
      parsed.map((match) => [match?.[1], [number(match?.[2]), number(match?.[3])]]),
    );
  };
  await shows('reports', reports, jobs);
}

async function searchAgrees(page: Page, { rows, members }: Truth): Promise<void> {
  await page.keyboard.press('Control+k');
  const box = page.getByRole('textbox', { name: 'Quick search' });
  const found = page.getByRole('dialog').getByRole('button');
  await box.fill('Doe');
  const named = rows.filter((user) => user.last_name === 'Doe');
  const marks = Object.fromEntries(
    named.map((user) => [
      user.primary_identifier,
      user.deleted ? 'purged' : user.candidate ? user.decision : '',
    ]),
  );
  const users = async () =>
    Object.fromEntries(
      (await textsOf(found)).flatMap((text) => {
        const match = /^([a-z]\d)Doe(.*)$/.exec(text);
        return match ? [[match[1], match[2]!.toLowerCase()]] : [];
      }),
    );
  await shows('users in the quick search', users, marks);
  await box.fill('Set ');
  const sets = Object.entries(members)
    .filter(([name]) => /^Set \d+$/.test(name))
    .slice(0, 5);
  const setsFound = async () =>
    Object.fromEntries(
      (await textsOf(found)).flatMap((text) => {
        const match = /^(Set \d+?)([\d,]+) members?$/.exec(text);
        return match ? [[match[1], number(match[2])]] : [];
      }),
    );
  await shows('sets in the quick search', setsFound, Object.fromEntries(sets));
  await page.keyboard.press('Escape');
  await expect(box).toHaveCount(0);
}

test('all screens agree after every step of any story', async ({ desk }) => {
  test.setTimeout(150_000 * STORIES);
  const { page } = desk;
  const draw = randomNumbers(SEED);
  const told: string[] = [];
  try {
    for (let n = 1; n <= STORIES; n++) {
      if (n === 1) await newWorkspace(desk);
      else await anotherWorkspace(desk, `Story ${n}`);
      const story = new Story(desk, draw, `${n}`);
      const steps: readonly Step[] = [
        ['candidates', () => story.candidates()],
        ...Array.from({ length: RANDOM_STEPS }, () => story.random()),
        ...story.end,
      ];
      for (const [what, act] of steps) {
        told.push(`${n}: ${what}`);
        // A report that is on screen when it comes counts as read.
        await go(page, 'Overview');
        await act();
        const all = await truth(page);
        await overviewAgrees(page, all);
        await navigationAgrees(page, all);
        await reviewAgrees(page, all);
        await searchAgrees(page, all);
        await listsAgree(page, all);
      }
      // A story in which nobody ever goes would prove little.
      const { jobs } = await truth(page);
      expect(Object.values(jobs).some(([finished]) => finished! > 0)).toBe(true);
    }
  } catch (error) {
    console.error(`To repeat what was drawn: PURGE_DESK_SEED=${SEED}\n${told.join('\n')}`);
    throw error;
  }
});

async function anotherWorkspace(desk: Desk, name: string): Promise<void> {
  await desk.answerSave(`${desk.folder}/${name}.purgedesk`);
  await desk.menu('workspace.new');
  const opened = async () => (await callEngine(desk.page, 'workspace.status')).body.name;
  await expect.poll(opened).toBe(name);
  await answerPolicy(desk.page);
}
