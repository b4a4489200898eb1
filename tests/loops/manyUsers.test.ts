/**
 * A whole cycle with many users (over a million in a soak), held against a plain count of the same draws: whatever is
 * done in batches, chunks and bits must come out as if it were done one by one.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { allOf, CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import { TestEngine } from '../support/engine.ts';
import { loop } from '../support/loop.ts';
import type { Draw } from '../support/seed.ts';

interface Drawn {
  readonly id: string;
  readonly isDue: boolean;
  readonly isStaff: boolean;
  readonly isListed: boolean;
  readonly loans: number;
  /** In cents. */
  readonly owes: number;
}

function drawUser(n: number, draw: Draw): Drawn {
  return {
    id: `${n}${'x'.repeat(draw(6))}`,
    isDue: draw(10) !== 0,
    isStaff: draw(50) === 0,
    isListed: draw(20) === 0,
    loans: draw(7) === 0 ? 1 : 0,
    owes: draw(5) === 0 ? 500 : 0,
  };
}

const HEADINGS = 'Primary Identifier,User Group,Purge Date,Has Staff Role,Last Name,Loans,Balance';
const lineOf = ({ id, isDue, isStaff, loans, owes }: Drawn): string =>
  [
    ...[id, 'Graduate', isDue ? '2020-01-31' : '2099-01-31', isStaff ? 'Yes' : 'No'],
    ...[`"Doe, ${id}"`, loans, (owes / 100).toFixed(2)],
  ].join(',');

function* lines(heading: string, users: Iterable<string>): Generator<string> {
  yield heading;
  yield* users;
}

/** Writes as fast as the disk takes it: a million lines don't stand in memory. */
async function writeLines(path: string, texts: Iterable<string>): Promise<string> {
  const out = createWriteStream(path);
  let piece = '';
  for (const line of texts) {
    piece += `${line}\r\n`;
    if (piece.length < 1 << 20) continue;
    if (!out.write(piece)) await once(out, 'drain');
    piece = '';
  }
  out.end(piece);
  await once(out, 'close');
  return path;
}

const flagged = (flag: 'exclusion-list' | 'staff-role'): Criteria =>
  allOf(CANDIDATES, { op: 'hasFlag', flags: [flag] });

loop('many users: every number of a cycle is the plain count', async ({ draw, folder, size }) => {
  const users = Array.from({ length: size(5_000, 1_000_000) + draw(size(500, 500_000)) }, (_, n) =>
    drawUser(n + 1, draw),
  );
  const countOf = (which: (user: Drawn) => boolean) =>
    users.reduce((sum, user) => sum + (which(user) ? 1 : 0), 0);
  const approved = (user: Drawn) => !user.isListed && !user.isStaff;
  const engine = new TestEngine(folder);
  try {
    await engine.create();
    const rows = lines(HEADINGS, users.values().map(lineOf));
    const candidates = await writeLines(join(folder, 'Candidates.csv'), rows);
    const listed = users.values().filter(({ isListed }) => isListed);
    const list = lines(
      'Primary Identifier',
      listed.map(({ id }) => id),
    );
    const exclusions = await writeLines(join(folder, 'List.csv'), list);
    await engine.importFile(exclusions, 'exclusions');
    const read = await engine.importFile(candidates, 'candidates');
    expect(read).toMatchObject({ rows: users.length, identifiers: users.length, errors: 0 });
    expect((await engine.ask.review.counts()).flags).toMatchObject({
      'exclusion-list': countOf(({ isListed }) => isListed),
      'staff-role': countOf(({ isStaff }) => isStaff),
    });

    const selection = { criteria: flagged('exclusion-list') };
    await engine.ask.review.decide({ selection, decision: 'excluded', reason: 'Other' });
    await engine.approve({ op: 'decision', values: ['undecided'] });
    expect(await engine.ask.review.counts()).toMatchObject({
      candidates: users.length,
      approved: countOf(approved),
      excluded: countOf(({ isListed }) => isListed),
      undecided: countOf(({ isListed, isStaff }) => isStaff && !isListed),
    });

    const criteria: Criteria = { op: 'decision', values: ['approved'] };
    const origin = { from: 'review', users: 'approved' } as const;
    const { setId } = await engine.ask.sets.create({ name: 'Approved', criteria, origin });
    // So many would be signed by two people.
    engine.session.unsigned = true;
    expect(await engine.move(setId)).toMatchObject({ finished: countOf(approved), failed: 0 });
    const purge = await engine.purgeAsAlma({ userGroup: 'OK to Purge' });
    const goes = (user: Drawn) => approved(user) && user.isDue && !user.loans && !user.owes;
    const stays = (user: Drawn) => approved(user) && user.isDue && !goes(user);
    expect(purge).toMatchObject({ finished: countOf(goes), failed: countOf(stays) });
    expect(engine.count('user WHERE purged_by_job IS NOT NULL')).toBe(countOf(goes));
    expect(engine.session.workspace.db.pragma('integrity_check', { simple: true })).toBe('ok');
  } finally {
    await engine.close();
  }
});
