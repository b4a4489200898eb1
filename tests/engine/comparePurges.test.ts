/**
 * Two purges side by side: for random users and settings the numbers, the reasons and the users behind them are those of
 * a plain definition, user by user; and a preview held against a purge that has run tells what became of its users.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JobUser } from '#shared/contract/shapes/jobs.ts';
import type { ComparedWith, PurgeComparison } from '#shared/contract/shapes/purgeComparison.ts';
import { passesDayBound } from '#shared/domain/dayBound.ts';
import { LEAVING_REASONS, type LeavingReason } from '#shared/domain/purgeComparison.ts';
import { type PurgeSettings, reasonsOf, retainingReasons } from '#shared/domain/purgeRules.ts';
import { purgeOf } from '#shared/jobKinds/purgeUserRecords.ts';
import { newEngine, PURGE, refusal, TestEngine, temporaryFolder } from '../support/engine.ts';
import {
  factsOf,
  HEADINGS,
  type Person,
  person,
  questionOf,
  rowOf,
  settings,
} from '../support/purgePeople.ts';
import { writeWorkbook } from '../support/workbookFile.ts';

/** Whom one side leaves alone, for all its reasons; nobody's: it takes them. */
type Left = ReadonlyMap<string, readonly LeavingReason[]>;

/** The plain definition. */
function leftBy(people: ReadonlyMap<string, Person>, asked: PurgeSettings): Left {
  const question = questionOf(asked);
  const left = new Map<string, LeavingReason[]>();
  for (const [id, each] of people) {
    const facts = factsOf(each);
    const why: LeavingReason[] = reasonsOf(retainingReasons(facts, question));
    if (each.purge_date === null) why.push('no-purge-date');
    if (each.purge_date !== null && !passesDayBound(each.purge_date, question.bounds))
      why.push('day-bound');
    if (asked.recordType !== 'All' && (each.record_type ?? 'Public') !== asked.recordType)
      why.push('record-type');
    const group = asked.userGroup?.trim().toLowerCase();
    if (group !== undefined && each.group?.toLowerCase() !== group) why.push('user-group');
    left.set(id, why);
  }
  return left;
}

/** As the report of the run has it. */
function leftThen({ outcome, reasons }: JobUser): readonly LeavingReason[] {
  if (outcome === 'purged') return [];
  return outcome === 'not-taken' ? ['day-bound'] : reasons;
}

const known = (people: readonly Person[]) =>
  new Map(people.map((each, n) => [String(rowOf(each, n)[0]), each]));

const users = (list: readonly { reason: string; users: number }[], reason: string) =>
  list.find((each) => each.reason === reason)?.users ?? 0;

/** Numbers, reasons and the users behind each. */
async function expectCompared(
  engine: TestEngine,
  found: PurgeComparison,
  first: Left,
  second: Left,
): Promise<void> {
  const takes = (left: Left, id: string) => left.get(id)!.length === 0;
  const those = (meant: (id: string) => boolean) => [...first.keys()].filter(meant).sort();
  const onlyFirst = those((id) => takes(first, id) && !takes(second, id));
  const onlySecond = those((id) => !takes(first, id) && takes(second, id));
  const expected = {
    both: those((id) => takes(first, id) && takes(second, id)),
    onlyFirst,
    onlySecond,
    neither: those((id) => !takes(first, id) && !takes(second, id)),
  };
  for (const part of ['both', 'onlyFirst', 'onlySecond', 'neither'] as const) {
    expect(found[part], part).toBe(expected[part].length);
    await expectBehind(engine, found, part, expected[part]);
  }
  for (const reason of LEAVING_REASONS) {
    const bySecond = onlyFirst.filter((id) => second.get(id)!.includes(reason));
    expect(users(found.leftBySecond, reason), reason).toBe(bySecond.length);
    await expectBehind(engine, found, `onlyFirst:${reason}`, bySecond);
    const byFirst = onlySecond.filter((id) => first.get(id)!.includes(reason));
    expect(users(found.leftByFirst, reason), reason).toBe(byFirst.length);
    await expectBehind(engine, found, `onlySecond:${reason}`, byFirst);
  }
}

async function expectBehind(
  engine: TestEngine,
  { comparisonId }: PurgeComparison,
  part: string,
  expected: readonly string[],
): Promise<void> {
  if (expected.length === 0) return;
  const found = await engine.identifiers({ op: 'inPreview', previewId: comparisonId, part });
  expect(found, part).toEqual(expected);
}

async function addPeople(
  engine: TestEngine,
  people: readonly Person[],
  how: 'add' | 'replace' = 'add',
): Promise<void> {
  const rows = people.map(rowOf);
  const path = await writeWorkbook(join(engine.folder, `People ${how}.xlsx`), {
    rows: [HEADINGS, ...rows],
  });
  await engine.importFile(path, 'candidates', how);
}

const crowd = fc.array(person, { minLength: 20, maxLength: 60 });
const withSettings = (other: PurgeSettings): ComparedWith => ({ of: 'settings', settings: other });

describe('two previews', () => {
  test('are told apart as user by user, for random users and settings', async () => {
    const folder = temporaryFolder();
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(crowd, settings, settings, async (people, first, second) => {
        const engine = new TestEngine(folder);
        await engine.create(`Run ${++runs}`);
        try {
          await addPeople(engine, people);
          const all = known(people);
          const before = await engine.users();
          const compare = (one: PurgeSettings, other: PurgeSettings) =>
            engine.ask.jobs.comparePurges({ first: one, second: withSettings(other) });
          const found = await compare(first, second);
          expect(found).toMatchObject({
            first: { settings: first },
            second: { settings: second },
            ranAt: null,
          });
          await expectCompared(engine, found, leftBy(all, first), leftBy(all, second));
          const turned = await compare(second, first);
          expect(turned).toMatchObject({
            both: found.both,
            onlyFirst: found.onlySecond,
            onlySecond: found.onlyFirst,
            leftBySecond: found.leftByFirst,
            leftByFirst: found.leftBySecond,
          });
          expect(await compare(first, first)).toMatchObject({ onlyFirst: 0, onlySecond: 0 });
          expect(await engine.users()).toEqual(before);
        } finally {
          await engine.close();
        }
      }),
      { numRuns: 10 },
    );
  });

  test('agree with the preview of each about who would be purged', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', { id: 'b', balance: 5 }, { id: 'c', loans: 1 }]);
    const lenient = { ...PURGE, waiveThreshold: 999 };
    const found = await engine.ask.jobs.comparePurges({
      first: PURGE,
      second: withSettings(lenient),
    });
    const [one, other] = [
      await engine.ask.jobs.previewPurge(PURGE),
      await engine.ask.jobs.previewPurge(lenient),
    ];
    expect(one.purged).toBe(found.both + found.onlyFirst);
    expect(other.purged).toBe(found.both + found.onlySecond);
    expect(found).toMatchObject({
      ...{ both: 1, onlyFirst: 0, onlySecond: 1, neither: 1 },
      leftByFirst: [{ reason: 'fines-fees', users: 1 }],
    });
  });

  test('a setting that the form would refuse is refused on either side', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    const contacts = { ...PURGE, recordType: 'Contact' as const, userGroup: 'Alumni' };
    for (const [first, second] of [
      [contacts, PURGE],
      [PURGE, contacts],
    ] as const)
      expect(
        await refusal(engine.ask.jobs.comparePurges({ first, second: withSettings(second) })),
      ).toMatchObject({ reason: 'purge.settings' });
  });
});

describe('a preview against the last run', () => {
  test('for random users, runs and newer files: who was retained and would go now, and the reverse', async () => {
    const folder = temporaryFolder();
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(crowd, crowd, settings, settings, async (then, now, ran, first) => {
        const engine = new TestEngine(folder);
        await engine.create(`Run ${++runs}`);
        try {
          await addPeople(engine, then);
          const { jobId } = await engine.purgeAsAlma(ran);
          const outcomes = await engine.ask.jobs.users({ jobId, offset: 0, limit: 1000 });
          await addPeople(engine, now, 'replace');
          const second = { of: 'run', jobId } as const;
          const found = await engine.ask.jobs.comparePurges({ first, second });
          expect(found).toMatchObject({ first: { settings: first }, second: { settings: ran } });

          const met = new Map<string, readonly LeavingReason[]>(
            outcomes.rows.map((row) => [row.primary_identifier, leftThen(row)]),
          );
          const left = leftBy(known(now), first);
          const deleted = await engine.identifiers({ op: 'membership', value: 'deleted' });
          const sideNow = new Map<string, readonly LeavingReason[]>(left);
          for (const id of met.keys())
            if (!left.has(id)) sideNow.set(id, [deleted.includes(id) ? 'gone' : 'left-review']);
          const sideThen = new Map<string, readonly LeavingReason[]>(
            [...sideNow.keys()].map((id) => [
              id,
              met.get(id) ?? [known(then).has(id) ? 'not-asked' : 'came-since'],
            ]),
          );
          await expectCompared(engine, found, sideNow, sideThen);
        } finally {
          await engine.close();
        }
      }),
      { numRuns: 8 },
    );
  });

  test('says who is gone, who came back, who is new, and who was excluded then', async () => {
    const engine = await newEngine();
    const group = 'OK to Purge';
    const ready = ['gone', 'back', 'absent'].map((id) => ({ id, group }));
    await engine.candidates([...ready, { id: 'lender', group, loans: 1 }, 'kept']);
    await engine.approve();
    await engine.exclusions('kept');
    await engine.ask.review.applyRules();
    const { jobId } = await engine.purgeAsAlma({ userGroup: group });
    await engine.candidates(['back', 'lender', 'kept', 'new'], 'replace');
    const second = { of: 'run', jobId } as const;
    const found = await engine.ask.jobs.comparePurges({ first: PURGE, second });
    expect(found).toMatchObject({
      ...{ both: 1, onlyFirst: 3, onlySecond: 2, neither: 0 },
      leftBySecond: [
        { reason: 'outstanding-loans', users: 1 },
        { reason: 'excluded', users: 1 },
        { reason: 'came-since', users: 1 },
      ],
      leftByFirst: [{ reason: 'gone', users: 2 }],
    });
    // Whom the purge took isn't missing from the newest file: they are no longer in Alma.
    expect(await engine.ask.jobs.previewPurge(PURGE)).toMatchObject({ left: 0 });
    await expectBehind(engine, found, 'both', ['back']);
    await expectBehind(engine, found, 'onlyFirst:outstanding-loans', ['lender']);
    await expectBehind(engine, found, 'onlyFirst:came-since', ['new']);
    await expectBehind(engine, found, 'onlySecond:gone', ['absent', 'gone']);
  });

  test('says who lost the approval while the run waited', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b']);
    await engine.approve();
    const { jobId } = await engine.beforeJobsRun(async () => {
      const job = await engine.ask.jobs.submit({ job: purgeOf(PURGE, 'Purge'), capture: null });
      await engine.ask.register.add({ kind: 'identifier', value: 'b' });
      return job;
    });
    await engine.completed(jobId);
    const second = { of: 'run', jobId } as const;
    const found = await engine.ask.jobs.comparePurges({ first: PURGE, second });
    expect(found.leftBySecond).toEqual([{ reason: 'unapproved', users: 1 }]);
    expect(found.leftByFirst).toEqual([{ reason: 'gone', users: 1 }]);
  });

  test('tells what was set in Alma when it ran, as its report does', async () => {
    const engine = await newEngine();
    await engine.answerPolicy({ esploro: true });
    await engine.candidates(['a']);
    await engine.approve();
    const { jobId } = await engine.purge();
    await engine.answerPolicy({ esploro: false });
    const second = { of: 'run', jobId } as const;
    const { policyThen } = await engine.ask.jobs.comparePurges({ first: PURGE, second });
    const { settings } = await engine.ask.jobs.report({ jobId });
    const told = new Map(policyThen.map(({ label, value }) => [label, value]));
    expect([...told.keys()]).toEqual([
      'Delete user policy',
      'Time zone of the institution',
      'Currency',
      'Esploro',
    ]);
    expect(told.get('Esploro')).toMatch(/^On:/);
    for (const [label, value] of told) expect(settings).toContainEqual({ label, value });
    const other = await engine.ask.jobs.comparePurges({
      first: PURGE,
      second: withSettings(PURGE),
    });
    expect(other.policyThen).toEqual([]);
  });

  test('a job that is no purge, or none at all, is refused', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    const compare = (jobId: number) =>
      engine.ask.jobs.comparePurges({ first: PURGE, second: { of: 'run', jobId } });
    const set = await engine.ask.sets.create({
      name: 'All',
      criteria: { op: 'membership', value: 'candidate' },
      origin: { from: 'review', users: 'all' },
    });
    await engine.approve();
    const { jobId } = await engine.move(set.setId);
    expect(await refusal(compare(jobId))).toMatchObject({ reason: 'job.gone' });
    expect(await refusal(compare(77))).toMatchObject({ reason: 'job.gone' });
  });
});
