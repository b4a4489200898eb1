/**
 * A thousand invented people are planted in every place that a workspace has for anybody: reports of every kind and
 * whatever librarians write. Half of them are erased, interrupted on the way, and every file of the workspace is searched
 * for all: nobody of the one half may be found by anything, and everybody of the other by all that they were. A place
 * that this test doesn't know is one in which people stay for good.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { all } from '#engine/db/db.ts';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { runJob } from '#engine/jobs/runJob.ts';
import { submitJob } from '#engine/jobs/submitJob.ts';
import { type Criteria, EVERYBODY } from '#shared/domain/criteria.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { findUserField } from '#shared/fields/userFields.ts';
import { IMPORT_KINDS, type ImportKind, importKind } from '#shared/importKinds/importKinds.ts';
import { newEngine, type TestEngine } from '../support/engine.ts';
import { addRows, readRows } from '../support/importFiles.ts';
import { FoundPeople, PLANTED_TEXTS, type Planted, planted } from '../support/planted.ts';
import { randomNumbers, SEED } from '../support/seed.ts';

const PID = 'Primary Identifier';
const ALL = { from: 'review', users: 'all' } as const;
const DELETED: Criteria = { op: 'membership', value: 'deleted' };

/** In an order that the seed draws. Every second one is erased: whoever stays quotes one of them, and is quoted by one. */
const PEOPLE = shuffled(Array.from({ length: 1000 }, (_, n) => planted(n)));
const GONE = PEOPLE.filter((_, at) => at % 2 === 0);
const STAYING = PEOPLE.filter((_, at) => at % 2 === 1);

function shuffled(people: Planted[]): Planted[] {
  const draw = randomNumbers(SEED);
  for (let at = people.length - 1; at > 0; at--) {
    const other = draw(at + 1);
    [people[at], people[other]] = [people[other]!, people[at]!];
  }
  return people;
}

/** In which column of reports a person's own texts stand. */
const OWN_TEXTS: Readonly<Record<string, keyof Omit<Planted, 'n'>>> = {
  ...{ last_name: 'last', first_name: 'first', middle_name: 'middle' },
  ...{ preferred_first_name: 'preferred', email: 'email', email_address: 'email' },
  ...{ identifier_value: 'barcode', phone_number: 'phone', address_line_1: 'street' },
};

/** What keeps nobody from being purged. */
const PLAIN: Readonly<Record<string, string>> = {
  ...{ user_group: 'Graduate', staff_role: 'No', record_type: 'Public' },
  ...{ account_type: 'Internal', status: 'Active', roles: 'Patron', job_category: 'Student' },
  ...{ campus: 'Main', expiry_date: '2019-01-31', purge_date: '2019-05-31' },
  ...{ birth_date: '1990-02-01', return_date: '2018-05-31', loan_status: 'Complete' },
  ...{ fee_status: 'Closed', request_status: 'Complete', borrowing_status: 'Complete' },
  ...{ purchase_status: 'Rejected', role_type: 'Patron', block_status: 'Inactive' },
  ...{ role_status: 'Inactive', identifier_status: 'Active' },
};
const BY_TYPE: Readonly<Record<string, string>> = {
  ...{ date: '2018-01-31', number: '0', money: '0', yesNo: 'No', choice: 'Plain' },
};

/** Reckoned from another column. */
const NOT_TOLD = new Set(['days_past_purge']);

/** A report with all columns of its kind, and one that no kind knows, in which somebody else is named. */
function reportOf(kind: ImportKind): string[][] {
  const { tells, columns } = importKind(kind);
  const all = [...tells.map((name) => findUserField(name)!), ...columns];
  const told = all.filter(({ name }) => !NOT_TOLD.has(name));
  const rows = PEOPLE.map((person, at) => {
    const other = PEOPLE[(at + 1) % PEOPLE.length]!;
    const cell = ({ name, kind: type }: (typeof told)[number]) => {
      const own = OWN_TEXTS[name];
      if (own) return person[own];
      // Another identifier of theirs, and whom they act for.
      if (name === 'alma_user_id') return `${person.id}7`;
      if (name === 'proxy_for') return other.id;
      return PLAIN[name] ?? BY_TYPE[type] ?? `of ${person.first}, not of ${other.id}`;
    };
    const text = PLANTED_TEXTS[at % PLANTED_TEXTS.length]!;
    return [person.id, ...told.map(cell), `ask ${other[text]} first`];
  });
  return [[PID, ...told.map(({ label }) => label), 'Remark'], ...rows];
}

/** Whoever stands on one of these is held back: they come once everybody is deleted. */
const LISTS: ReadonlySet<ImportKind> = new Set(['exclusions', 'identifiers', 'staff']);

async function addReports(engine: TestEngine, kinds: readonly ImportKind[]): Promise<void> {
  for (const kind of kinds)
    await addRows(engine, kind, reportOf(kind)).catch((error: unknown) => {
      throw new Error(`${kind}: ${JSON.stringify((error as { data?: unknown }).data)}`, {
        cause: error,
      });
    });
}

/** A user who stays: what is said of them names somebody else. */
const HOST = STAYING[0]!;

/**
 * What is written of somebody in one place, or several at once.
 * @param nth of those who are planted there: 0, 1
 */
type Place = (engine: TestEngine, person: Planted, nth: number) => Promise<unknown>;

const nameOf = ({ first, last }: Planted) => `${first} ${last}`;
const hostNo = async (engine: TestEngine) => userNoOf(engine, HOST);
const save = (engine: TestEngine, name: string) => engine.grant(join(engine.folder, name));

/** Asked by number of page, which a thousand users are too many for. */
async function userNoOf({ ask }: TestEngine, { id }: Planted): Promise<number> {
  const criteria: Criteria = { op: 'exactly', value: id };
  const { rows } = await ask.users.page({ criteria, sort: [], offset: 0, limit: 1 });
  return rows[0]!.userNo;
}

/** Before anybody is purged, in this order. */
const PLACES: Readonly<Record<string, Place>> = {
  'who works here, and so whoever did anything': async (engine, person, nth) => {
    const settings = await engine.ask.settings.get();
    await engine.ask.settings.save({ ...settings, userName: nameOf(person) });
    await engine.ask.alma.tick({ step: 'set', done: true });
    await engine.ask.users.addNote({ userNo: await hostNo(engine), text: 'called' });
    await engine.ask.register.add({ kind: 'prefix', value: `zzz${nth}`, note: '' });
    await engine.ask.settings.save(settings);
  },
  'settings in words': async ({ ask }, { first, last, email, middle, id }, nth) => {
    const settings = await ask.settings.get();
    const { institution } = settings;
    await ask.settings.save({
      ...settings,
      institution: { ...institution, ...(nth === 0 ? { preparedBy: last } : { period: first }) },
      keepWords: [...settings.keepWords, `${last} stays`],
      updateConditions: [...settings.updateConditions, `not ${middle}`],
      excludeReasons: [...settings.excludeReasons, `As ${first} said`],
      approveReasons: [...settings.approveReasons, `Asked ${email}`],
      setPurgeParameters: [...settings.setPurgeParameters, { label: last, value: id }],
    });
  },
  'a note': async (engine, { preferred }) =>
    engine.ask.users.addNote({ userNo: await hostNo(engine), text: `${preferred} is a friend` }),
  'a note that was removed': async (engine, { email }) => {
    const userNo = await hostNo(engine);
    await engine.ask.users.addNote({ userNo, text: email });
    const { notes } = await engine.ask.users.get({ userNo });
    await engine.ask.users.removeNote({ noteId: notes.find(({ text }) => text === email)!.noteId });
  },
  'a letter, its note and its file': async (engine, person) =>
    engine.ask.users.writeLetter({
      ...{ userNo: await hostNo(engine), file: save(engine, `${person.last}.txt`), locales: [] },
      ...{ text: `Dear ${nameOf(person)}`, note: `To ${person.street}` },
    }),
  'rules of the register, kept, changed and removed': async ({ ask }, person) => {
    // Protects nobody: they are to be purged.
    const value = `Estate of ${nameOf(person)}`;
    await ask.register.add({ kind: 'name', value, note: person.phone });
    await ask.register.add({ kind: 'prefix', value: `${person.id}x`, note: '' });
    const added = (await ask.register.list()).find(({ value }) => value === `${person.id}x`)!;
    await ask.register.edit({ ruleId: added.ruleId, kind: 'prefix', value: `${person.barcode}x` });
    await ask.register.remove({ ruleId: added.ruleId });
  },
  'sets: name, description, note, criteria, and what they were made of': async (
    { ask },
    { last, first, email, phone },
  ) => {
    const text = { description: `of ${email}`, note: phone };
    const made = await ask.sets.create({ name: last, criteria: EVERYBODY, origin: ALL, ...text });
    const criteria: Criteria = { op: 'search', value: first };
    const logical = { name: `As ${first}`, criteria, origin: ALL, logical: true };
    const asked = await ask.sets.create(logical);
    const pair = { operator: 'Or' as const, first: made.setId, second: asked.setId };
    const both = await ask.sets.combine({ name: `${last} and others`, ...pair });
    await ask.sets.edit({ setId: both.setId, name: `Both of ${last}` });
    const gone = await ask.sets.combine({ name: `Once ${last}`, ...pair });
    await ask.sets.delete({ setId: gone.setId });
  },
  'a saved view': ({ ask }, { last, id }) => {
    const state = JSON.stringify([{ colId: `extra:${id}` }]);
    return ask.views.save({ grid: 'review', name: `For ${last}`, state });
  },
  'what is filled in for a job': ({ ask }, { last }, nth) => {
    const kind = nth === 0 ? 'purge-user-records' : 'update-notify-users';
    return ask.jobs.keepDraft({ kind, draft: { name: `For ${last}` } });
  },
  'decisions, undone and made anew': async (engine, { first, email }) => {
    const userNos = [await hostNo(engine)];
    const selection = { criteria: { op: 'users' as const, userNos } };
    const made = { selection, decision: 'excluded' as const, reason: 'Other' };
    await engine.ask.review.decide({ ...made, note: `${first} asked` });
    await engine.ask.review.undo();
    await engine.ask.review.decide({ ...made, note: `${email} asked` });
    await engine.ask.review.undo();
    await engine.ask.review.redo();
  },
  'findings of a sample': async ({ ask }, { phone }) => {
    const { sampleId } = await ask.samples.draw({ among: 'not-excluded', perGroup: 20 });
    const stays = new Set(STAYING.map(({ id }) => id));
    const drawn = await ask.samples.users({ sampleId });
    const { userNo } = drawn.find((user) => stays.has(user.primary_identifier))!;
    const found = { finding: 'differs' as const, note: `call ${phone}` };
    await ask.samples.record({ sampleId, userNo, ...found });
  },
  'a profile, and files that wait, failed, were taken back and were discarded': async (
    engine,
    { last, first, barcode, email },
  ) => {
    const heads = [PID, `Loans of ${last}`, 'Account Type', 'Last Name'];
    const rows = [heads, [HOST.id, first, 'Internal', HOST.last]];
    const kind = { kind: 'users' as const };
    const { importId } = await readRows(engine, rows, kind, `Waits ${barcode}.xlsx`);
    await engine.ask.imports.saveProfile({ importId, name: `Monthly ${last}` });
    const back = await readRows(engine, rows, kind, `Back ${email}.xlsx`);
    await engine.ask.imports.commit({ importId: back.importId });
    await engine.ask.imports.undo({ importId: back.importId });
    const discarded = await readRows(engine, rows, kind, `Gone ${email}.xlsx`);
    await engine.ask.imports.discard({ importId: discarded.importId });
    const path = join(engine.folder, `Fails ${first}.xlsx`);
    writeFileSync(path, 'PK\u0003\u0004 and no more');
    const failed = await engine.ask.imports.read({ file: engine.grant(path), options: {} });
    await engine.checked(failed.importId);
  },
  'a job: its name, its picture, and the file of its report': async (engine, person) => {
    const { setId } = await engine.ask.sets.create({
      ...{ name: `x${person.n}`, criteria: EVERYBODY, origin: ALL },
    });
    const token = engine.grant(join(engine.folder, 'unused'));
    const png = Buffer.from(`a picture of ${person.last}`);
    engine.session.captures.keep(token, { png, takenAt: 1, width: 1, height: 1 } as never);
    const parameters = { setId, userGroup: `Like ${person.middle}`, condition: 'Unconditionally' };
    const { jobId } = await engine.run(
      { kind: 'update-notify-users', name: `Move of ${person.last}`, parameters } as never,
      token,
    );
    await engine.exportReport(jobId, join(engine.folder, `Report on ${person.first}.xlsx`));
  },
  'fines/fees changed by hand': async (engine, { first }) => {
    const userNo = await hostNo(engine);
    const asked = { userNo, action: 'add', lines: [], amount: 1, reason: '', comment: first };
    await engine.run({ kind: 'change-fees', name: 'Fee', parameters: asked } as never);
  },
  'a signature': async ({ ask }, person) => {
    await ask.signOff.sign({ name: nameOf(person) });
  },
};

function foundIn(folder: string): FoundPeople {
  const found = new FoundPeople();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (/\.purgedesk|\.purge-desk/.test(name) && existsSync(path)) found.search(readFileSync(path));
  }
  return found;
}

/** For whoever has to mend it: in which columns they stand. */
function columnsThatHold(path: string, people: readonly Planted[]): string[] {
  const { db, close } = openWritable(path);
  const columns = all<{ name: string; column: string }>(
    db,
    `SELECT t.name, c.name AS column FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'`,
  );
  const holding = columns.flatMap(({ name, column }) => {
    const values = all<{ value: unknown }>(db, `SELECT "${column}" AS value FROM "${name}"`);
    const found = new FoundPeople();
    for (const { value } of values)
      if (typeof value === 'string' || value instanceof Uint8Array)
        found.search(Buffer.from(value));
    return Object.entries(found.of(people)).map((each) => `${name}.${column}: ${each.join(' ')}`);
  });
  close();
  return holding;
}

test('of a thousand people in every place half are erased: none of them is found, and all others are', async () => {
  const engine = await newEngine({ keepsSnapshots: true });
  await engine.neverDue();
  await addReports(
    engine,
    IMPORT_KINDS.filter((kind) => !LISTS.has(kind)),
  );
  const places = Object.entries(PLACES);
  // Nobody stands in two places, so that who is found says in which; strangers stand in no file.
  const strangers = places.map((_, n) => planted(5000 + n));
  const planters = places.flatMap(([name, plant], n) =>
    [GONE[n]!, strangers[n]!].map((person, nth) => ({ name, plant, person, nth })),
  );
  for (const { name, plant, person, nth } of planters)
    await Promise.resolve(plant(engine, person, nth)).catch((error: unknown) => {
      const { data } = error as { data?: unknown };
      throw new Error(`${name}: ${JSON.stringify(data)} ${error}`, { cause: error });
    });
  await engine.ask.signOff.withdraw().catch(() => {});
  const everybody = { selection: { criteria: EVERYBODY }, decision: 'undecided', reason: null };
  await engine.ask.review.decide(everybody as never);
  await engine.approve();
  await engine.purge();
  await addReports(
    engine,
    IMPORT_KINDS.filter((kind) => LISTS.has(kind)),
  );
  const deleted = await engine.ask.users.count({ criteria: DELETED });
  expect(deleted.users).toBe(PEOPLE.length);

  const numbers: number[] = [];
  for (const person of GONE) numbers.push(await userNoOf(engine, person));
  const { path, folder } = engine;
  await engine.close();
  const before = foundIn(folder);
  expect(before.missing(PEOPLE, PLANTED_TEXTS)).toEqual([]);
  const seen = Object.keys(before.of(strangers)).length;
  expect(seen).toBeGreaterThan(places.length - 2);

  // As if the program were ended on its way, after more and more of its steps.
  const criteria: Criteria = { op: 'all', of: [DELETED, { op: 'users', userNos: numbers }] };
  const request = {
    ...{ kind: 'erase-users' as const, name: 'User Cleanup' },
    ...{ parameters: { requestId: 'PR-2345-6789' }, users: { criteria, except: [] } },
    typedUsers: numbers.length,
  };
  const opened = openWritable(path);
  const jobId = submitJob(opened.db, request, [], 'x', null, null, UserBitmap.of(numbers));
  opened.close();
  for (const steps of [2, 9, 40]) {
    const { db, close } = openWritable(path);
    const closing = new AbortController();
    let left = steps;
    const breathe = async () => {
      if (--left === 0) closing.abort();
    };
    expect(await runJob(db, jobId, () => {}, breathe, closing.signal)).toBe(false);
    close();
  }
  await engine.open(path);
  expect(await engine.completed(jobId)).toMatchObject({ finished: GONE.length, failed: 0 });
  await engine.idle();
  const whileOpen = foundIn(folder);
  await engine.close();
  const after = foundIn(folder);
  const placeOf = Object.fromEntries(places.map(([name], n) => [`person ${GONE[n]!.n}`, name]));
  const left = (found: FoundPeople) => [
    ...Object.entries(found.of(GONE)).map(
      ([who, by]) => `${placeOf[who] ?? who}: ${by.join(', ')}`,
    ),
    ...(Object.keys(found.of(GONE)).length > 0 ? columnsThatHold(path, GONE) : []),
  ];
  expect(left(after)).toEqual([]);
  expect(left(whileOpen)).toEqual([]);
  expect(after.missing(STAYING, PLANTED_TEXTS)).toEqual([]);
  expect(Object.keys(after.of(strangers))).toEqual(Object.keys(before.of(strangers)));
});

test('of a workspace that is erased as a whole nothing is left beside it', async () => {
  const engine = await newEngine({ keepsSnapshots: true });
  await engine.candidates(['ana', 'ben']);
  await engine.approve();
  await engine.purge();
  await engine.ask.workspace.saveCopy({ file: save(engine, 'Copy.purgedesk') });
  const { path, folder } = engine;
  const others = readdirSync(folder).filter((name) => !name.startsWith('Library'));
  // As an earlier version left it before its update.
  writeFileSync(path.replace('.purgedesk', '.before-update-3.purgedesk'), readFileSync(path));
  const beside = readdirSync(folder).filter((name) => !others.includes(name));
  expect(beside.some((name) => name.includes('snapshot'))).toBe(true);
  await engine.ask.workspace.erase({ typedName: 'Library' });
  // A copy that somebody saved is theirs.
  expect(others).toContain('Copy.purgedesk');
  expect(readdirSync(folder).sort()).toEqual(others.sort());
});
