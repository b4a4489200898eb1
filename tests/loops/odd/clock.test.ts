/**
 * A clock that is set back or forward by months while a workspace is in use: what was done last is what is undone
 * first, lists are in the order in which things were done, and nothing goes because of its age.
 */
import { afterEach, expect, vi } from 'vitest';
import { CANDIDATES } from '#shared/domain/criteria.ts';
import { TestEngine } from '../../support/engine.ts';
import { loop, type Round, tally } from '../../support/loop.ts';
import { oneOf } from '../../support/seed.ts';

const DAY_MS = 86_400_000;

afterEach(() => vi.useRealTimers());

const kept = (engine: TestEngine) =>
  engine.count('(SELECT DISTINCT import_id FROM import_original)');

/** What the librarian sees of all decisions. */
async function decided(engine: TestEngine) {
  const { undecided, excluded, approved } = await engine.ask.review.counts();
  return { undecided, excluded, approved };
}

/** Goes far away, or a little, or nowhere. */
function set({ draw }: Round): void {
  const days = oneOf([0, 1, -1, 200 + draw(700), -200 - draw(700)], draw);
  vi.setSystemTime(Date.now() + days * DAY_MS + draw(DAY_MS));
}

async function clock(round: Round): Promise<void> {
  const { folder, draw, size } = round;
  vi.useFakeTimers({ now: Date.parse('2026-03-09T15:30:00Z'), toFake: ['Date'] });
  const engine = new TestEngine(folder);
  try {
    await engine.create();
    await engine.neverDue();
    const { path } = engine;
    await engine.candidates(['a', 'b', 'c', 'd', 'e', 'f']);
    const states = [await decided(engine)];
    let imports = 1;
    for (let n = 0; n < size(6, 25); n++) {
      // One jump, so that no two of them look like days on which it was used.
      if (n % 5 === 2) set(round);
      if (draw(4) === 0) {
        await engine.close();
        await engine.open(path);
      }
      if (draw(5) === 0) {
        await engine.exclusions(`nobody ${n}`);
        imports++;
      }
      const decision = oneOf(['excluded', 'approved', 'undecided'] as const, draw);
      const { changed } = await engine.ask.review.decide({
        selection: { criteria: CANDIDATES, except: except(draw) },
        decision,
        reason: decision === 'excluded' ? 'Other' : null,
      });
      if (changed > 0) states.push(await decided(engine));
      tally(round, 'steps');
      const found = kept(engine);
      if (found < imports) tally(round, 'lost', imports - found);
      expect(found, 'kept originals').toBe(imports);
      const listed = (await engine.ask.imports.list()).map(({ importId }) => importId);
      expect(listed).toEqual(listed.toSorted((one, other) => one - other));
    }
    for (let step = states.length - 1; step > 0; step--) {
      if (draw(4) === 0) set(round);
      expect(await decided(engine)).toEqual(states[step]);
      await engine.ask.review.undo();
    }
    expect(await decided(engine)).toEqual(states[0]);
  } finally {
    await engine.close();
    vi.useRealTimers();
  }
}

/** Some of the six. */
const except = (draw: Round['draw']) => [1, 2, 3, 4, 5, 6].filter(() => draw(2) === 0);

loop('odd: a clock that is set back and forward changes no order and deletes nothing', clock, {
  steps: 500,
});
