/**
 * Any sequence of imports, decisions and undos leaves the replica as if what was undone had never been:
 * compared, with every column and every number, with a workspace in which only the rest has happened.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { reviewRequests } from '#engine/requests/review.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ImportKind } from '#shared/importKinds/importKinds.ts';
import { TestEngine } from '../support/engine.ts';
import { type Adding, decide, readPath, replicaOf } from '../support/importFiles.ts';
import { loop } from '../support/loop.ts';
import { must } from '../support/must.ts';
import { type Cell, writeWorkbook } from '../support/workbookFile.ts';

type Step =
  | { do: 'import'; kind: ImportKind; rows: readonly Cell[][]; adding: Adding }
  /** Who may be approved depends on what files have told; what was excluded stays so. */
  | { do: 'decide'; id: string; decision: 'excluded' }
  | { do: 'undo'; which: number };

const id = fc.constantFrom<Cell[]>('a', 'A ', 'b', 'c', '7', '007', 7, 'd', 'purged');
const say = (...values: Cell[]) => fc.constantFrom<Cell[]>(...values, null);
const tableOf = (headings: string[], ...columns: fc.Arbitrary<Cell>[]) =>
  fc
    .array(fc.tuple(id, ...columns), { minLength: 1, maxLength: 6 })
    .map((rows): Cell[][] => [headings, ...rows]);

const PID = 'Primary Identifier';
const facts = [
  say('Doe', 'Roe'),
  say('Alumni', 'ALUMNI', 'Staff', 'I-Share'),
  say('2020-05-31', '2999-12-31'),
  say('2021-05-31', 'never'),
  say('Yes', 'No'),
];
const HEAD = [PID, 'Last Name', 'User Group', 'Expiry Date', 'Purge Date', 'Has Staff Role'];
const adding = fc.record({
  mode: fc.constantFrom('add', 'replace'),
  absent: fc.constantFrom('unknown', 'none'),
});
const importing = (kind: ImportKind, rows: fc.Arbitrary<Cell[][]>) =>
  fc.record({
    do: fc.constant('import' as const),
    kind: fc.constant(kind),
    rows,
    adding: adding as fc.Arbitrary<Adding>,
  });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: importing('candidates', tableOf(HEAD, ...facts)) },
  importing('users', tableOf([...HEAD, 'Account Type'], ...facts, say('External'))),
  importing('exclusions', tableOf([PID])),
  importing('loans', tableOf([PID, 'Loans'], say(0, 1, 2, '?'))),
  importing(
    'requests',
    tableOf([PID, 'Request Type', 'Request Status'], say('Purchase', 'Hold'), say('New', 'Failed')),
  ),
  fc.record({
    do: fc.constant('decide' as const),
    id: fc.constantFrom('a', 'b', 'c', '7', 'purged'),
    decision: fc.constant('excluded' as const),
  }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const), which: fc.nat(4) }) },
);

/** Does the steps; undoing is done in one workspace and left out together with what it undoes in the other. */
class Workspace {
  readonly engine: TestEngine;
  readonly #imports: { importId: number; step: number }[] = [];

  constructor(engine: TestEngine) {
    this.engine = engine;
  }

  async begin(): Promise<void> {
    await this.engine.candidates(['purged', 'a']);
    await decide(this.engine, 'purged', 'approved');
    await this.engine.purgeAsAlma({ runDate: '2026-01-01' });
  }

  /** @returns the numbers of the steps that it undid */
  async act(n: number, step: Step): Promise<number[]> {
    const { ask, folder } = this.engine;
    if (step.do === 'import') {
      const path = await writeWorkbook(join(folder, `${n}.xlsx`), { rows: step.rows });
      const { importId, identifiers } = await readPath(this.engine, path, { kind: step.kind });
      expect(identifiers).toBeGreaterThan(0);
      await ask.imports.commit({ importId, ...step.adding });
      this.#imports.push({ importId, step: n });
    } else if (step.do === 'decide') {
      const known = await this.engine.users();
      const user = [...known.values()].find(
        (user) => user.primary_identifier.trim().toLowerCase() === step.id,
      );
      const users = UserBitmap.of(user ? [user.userNo] : []).toBytes();
      // A decision that changes nothing is none, so each has a reason of its own.
      const request = { decision: step.decision, reason: String(n), note: '' };
      // Not by the contract, which decides about candidates only: whether somebody is one may be undone.
      await this.engine.write(reviewRequests.decide, { users, request });
    } else if (this.#imports.length > 0) {
      const from = step.which % this.#imports.length;
      const undone = this.#imports.splice(from);
      await ask.imports.undo({ importId: must(undone[0]).importId });
      return undone.map((each) => each.step);
    }
    return [];
  }
}

async function inWorkspace<T>(
  folder: string,
  name: string,
  work: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  const engine = new TestEngine(folder);
  const workspace = new Workspace(engine);
  try {
    await engine.create(name);
    await workspace.begin();
    return await work(workspace);
  } finally {
    await engine.close();
  }
}

/** Numbers of steps have gaps where all users of one are gone. */
function stateOf({ engine }: Workspace) {
  const { before: _, steps, ...state } = replicaOf(engine);
  return { ...state, steps: steps.map(({ step_id: _id, ...each }) => each) };
}

loop('what was undone has never been', async ({ seed, folder, size }) => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 9 }), async (steps) => {
      const undone = new Set<number>();
      const run = ++runs;
      const found = await inWorkspace(folder, `Found ${run}`, async (workspace) => {
        for (const [n, each] of steps.entries())
          for (const gone of await workspace.act(n, each)) undone.add(gone);
        return stateOf(workspace);
      });
      const expected = await inWorkspace(folder, `Expected ${run}`, async (workspace) => {
        for (const [n, each] of steps.entries())
          if (each.do !== 'undo' && !undone.has(n)) await workspace.act(n, each);
        return stateOf(workspace);
      });
      expect(found).toEqual(expected);
    }),
    { numRuns: size(4, 25), seed },
  );
});
