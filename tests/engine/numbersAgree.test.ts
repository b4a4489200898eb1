/**
 * One number, one source: after each step of any story the counts of the review, facets, sets, jobs, the status and
 * what the grid finds behind each of them are the same. A number that lags behind tells a librarian that a step is
 * done which isn't.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allOf, CANDIDATES, type Criteria, EVERYBODY } from '#shared/domain/criteria.ts';
import { DECISIONS } from '#shared/domain/review.ts';
import { REVIEW_FLAGS } from '#shared/domain/reviewFlags.ts';
import { TestEngine, temporaryFolder } from '../support/engine.ts';
import { Story, storyRows, storyStep } from '../support/reviewStory.ts';

const DELETED: Criteria = { op: 'membership', value: 'deleted' };

async function numbersAgree({ ask }: TestEngine): Promise<void> {
  const users = async (criteria: Criteria) => (await ask.users.count({ criteria })).users;
  const counts = await ask.review.counts();
  const { rows } = await ask.users.page({
    criteria: EVERYBODY,
    sort: [],
    offset: 0,
    limit: 1000,
  });
  const present = rows.filter((row) => row.candidate && !row.deleted);
  const status = await ask.workspace.status();
  expect(counts.candidates).toBe(
    counts.undecided + counts.excluded + counts.approved + counts.deleted,
  );
  expect(status.candidates).toBe(counts.candidates - counts.deleted);
  expect(status.users).toBe(rows.length);
  const facets = await ask.users.facets({ criteria: CANDIDATES });
  expect(facets.users).toBe(present.length);
  for (const decision of DECISIONS) {
    expect(counts[decision]).toBe(present.filter((row) => row.decision === decision).length);
    expect(facets.decisions[decision]).toBe(counts[decision]);
    expect(await users(allOf(CANDIDATES, { op: 'decision', values: [decision] }))).toBe(
      counts[decision],
    );
  }
  for (const flag of REVIEW_FLAGS) {
    const flagged = present.filter((row) => row.flags.includes(flag));
    expect([flag, counts.flags[flag]]).toEqual([flag, flagged.length]);
    expect([flag, facets.flags[flag]]).toEqual([flag, flagged.length]);
    expect(counts.undecidedFlags[flag]).toBe(
      flagged.filter((row) => row.decision === 'undecided').length,
    );
  }
  const { approved, staffConfirmed } = await ask.signOff.status();
  expect({ approved, staffConfirmed }).toEqual({
    approved: counts.approved,
    staffConfirmed: present.filter((row) => row.staffConfirmed).length,
  });
  for (const set of await ask.sets.list())
    expect([set.name, set.members]).toEqual([
      set.name,
      await users({ op: 'inSet', setId: set.setId }),
    ]);
  let taken = 0;
  for (const job of await ask.jobs.list()) {
    const { jobId } = job;
    const report = await ask.jobs.report({ jobId });
    expect(report).toMatchObject({ total: job.total, finished: job.finished, failed: job.failed });
    expect(report.finished + report.failed).toBe(report.total);
    const told = (event: string) => report.events.find(({ code }) => code === event)?.users ?? 0;
    // Members of a set whom lists alone name are no users to Alma: told, but not among those it processed.
    const behind = await users({ op: 'inJob', jobId });
    expect(behind).toBe(
      report.total + report.boundaryNotTaken + report.excluded + told('list-only'),
    );
    const usersWith = async (outcome: 'purged' | 'deleted') =>
      (await ask.jobs.users({ jobId, outcome, offset: 0, limit: 1000 })).total;
    const purged = await usersWith('purged');
    if (job.kind === 'purge-user-records') expect(purged).toBe(report.finished);
    expect(told('purged')).toBe(purged);
    // Singly, by hand.
    taken += purged + (await usersWith('deleted'));
  }
  // Whom a later file brings back is deleted no longer.
  expect(await users(DELETED)).toBeLessThanOrEqual(taken);
  expect(await users(DELETED)).toBe(rows.filter((row) => row.deleted).length);
}

test('every number agrees with every other after each step', async () => {
  const folder = temporaryFolder();
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(
      storyRows,
      fc.array(storyStep, { minLength: 4, maxLength: 10 }),
      async (first, steps) => {
        const engine = new TestEngine(folder);
        await engine.create(`Run ${++runs}`);
        try {
          const story = new Story(engine);
          await story.act({ do: 'candidates', rows: first, replace: false });
          await story.lastOne();
          for (const each of steps) {
            await story.act(each);
            await numbersAgree(engine);
          }
        } finally {
          await engine.close();
        }
      },
    ),
    { numRuns: 15 },
  );
}, 120_000);
