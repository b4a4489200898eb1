/**
 * The lists of report.json, which are written as they are read, against what the engine answers when the kept workspace
 * is opened afterwards: more users than are read at once, drawn at random.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import { activeRules } from '#shared/domain/reviewFlags.ts';
import type { JobOutcome } from '#shared/jobKinds/jobKinds.ts';
import { builtFile, ended, startNode } from '../support/builtEngine.ts';
import { TestEngine, temporaryFolder } from '../support/engine.ts';
import { oneOf, randomNumbers, SEED } from '../support/seed.ts';
import { candidatesSheet, listSheet, writeWorkbook } from '../support/workbookFile.ts';

const USERS = 12_500;
const PAGE = 1000;

interface Report {
  readonly counts: Record<string, number>;
  readonly purgedWithoutApproval: string[];
  readonly purged: string[];
  readonly retained: { id: string; reasons: string[] }[];
  readonly excluded: { id: string; reasons: string[] }[];
  readonly boundary: string[];
}

/** Of a run on 2026-11-21 with 30 days 2026-10-22 is the last one. */
const DATES = ['2021-05-31', '2025-01-02', '2026-10-21', '2026-10-22', '2026-10-23'];

function drawCandidates() {
  const draw = randomNumbers(SEED);
  const name = (n: number) => `${oneOf(['x', 'Ü', 'reed-'], draw)}${n}`;
  return Array.from({ length: USERS }, (_, n) => ({
    id: name(n),
    purge: oneOf(DATES, draw),
    // Somebody has the group already: a purge as Alma's takes them without approval, when a rule excludes them.
    group: oneOf(['Graduate', 'Faculty', 'I-Share', 'OK to Purge'], draw),
    role: draw(50) === 0 ? 'Yes' : 'No',
    loans: draw(10) === 0 ? 2 : 0,
    balance: draw(10) === 0 ? draw(3000) / 100 : 0,
  }));
}

async function everyPage<T>(
  ask: (offset: number) => Promise<{ readonly rows: readonly T[] }>,
): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const { rows } = await ask(all.length);
    all.push(...rows);
    if (rows.length < PAGE) return all;
  }
}

test('are those of the engine, in its order', async () => {
  const folder = temporaryFolder();
  const candidates = drawCandidates();
  const listed = candidates.filter((_, n) => n % 7 === 3).map(({ id }) => id);
  const kept = join(folder, 'Kept.purgedesk');
  const { code, stderr } = await ended(
    startNode([
      ...[builtFile('cli.js'), 'rehearse', '--as-alma', '--run-date', '2026-11-21'],
      ...[
        '--candidates',
        await writeWorkbook(join(folder, 'C.xlsx'), candidatesSheet(...candidates)),
      ],
      ...['--exclusions', await writeWorkbook(join(folder, 'K.xlsx'), listSheet(...listed))],
      ...['--waive-threshold', '9.99', '--workspace', kept, '--out', join(folder, 'results')],
    ]),
  );
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const report = JSON.parse(readFileSync(join(folder, 'results/report.json'), 'utf8')) as Report;

  const engine = new TestEngine(folder);
  await engine.open(kept);
  const { ask } = engine;
  const purge = (await ask.jobs.list()).find(({ kind }) => kind === 'purge-user-records')!;
  const outcome = (wanted: JobOutcome) =>
    everyPage((offset) =>
      ask.jobs.users({ jobId: purge.jobId, outcome: wanted, offset, limit: PAGE }),
    );
  const purged = await outcome('purged');
  const retained = await outcome('retained');
  const rules = activeRules(await ask.settings.get()) as readonly string[];
  const criteria = allOf(CANDIDATES, { op: 'decision', values: ['excluded'] });
  // Whom the purge took without approval are no candidates any more.
  const gone = new Set(report.purgedWithoutApproval);
  const excluded = await everyPage((offset) =>
    ask.users.page({ criteria, sort: [], offset, limit: PAGE }),
  );
  // Whom it took is told by the job, all others by the review.
  const flagged = allOf(CANDIDATES, { op: 'hasFlag', flags: ['boundary'] });
  const boundary = new Map(
    [
      ...(await everyPage((offset) =>
        ask.users.page({ criteria: flagged, sort: [], offset, limit: PAGE }),
      )),
      ...(await everyPage((offset) =>
        ask.jobs.users({ jobId: purge.jobId, reason: 'boundary', offset, limit: PAGE }),
      )),
    ].map((user) => [user.userNo, user.primary_identifier]),
  );
  await engine.close();

  expect(purged.length).toBeGreaterThan(5000);
  expect(gone.size).toBeGreaterThan(100);
  expect(report.purged).toEqual(purged.map((user) => user.primary_identifier));
  expect(report.purgedWithoutApproval).toEqual(
    purged.filter((user) => user.unapproved !== null).map((user) => user.primary_identifier),
  );
  expect(report.retained).toEqual(
    retained.map((user) => ({ id: user.primary_identifier, reasons: user.reasons })),
  );
  expect(report.excluded.filter(({ id }) => !gone.has(id))).toEqual(
    excluded.map((user) => ({
      id: user.primary_identifier,
      reasons: user.flags
        .filter((flag) => rules.includes(flag))
        .map((flag) => (flag === 'protected' ? 'protected-group' : flag)),
    })),
  );
  expect(report.boundary).toEqual(
    [...boundary].sort(([a], [b]) => a - b).map(([, identifier]) => identifier),
  );
  expect(report.counts).toMatchObject({
    candidates: USERS,
    excluded: report.excluded.length,
    purged: purged.length,
    retained: retained.length,
    inScope: purged.length + retained.length,
    boundary: report.boundary.length,
  });
});
