/**
 * Any sequence of imports, decisions, undos, rules, sets, settings and jobs of every kind, whatever fields they give and by
 * whichever route they purge: nobody is ever moved to OK to Purge, purged or deleted who isn't approved at that moment,
 * unless the job says that it goes on without approval, and then each of them is recorded. A way around the guard that nobody has thought of would be found here.
 */
import fc from 'fast-check';
import { expect } from 'vitest';
import { CANDIDATES } from '#shared/domain/criteria.ts';
import { TestEngine } from '../support/engine.ts';
import { loop } from '../support/loop.ts';
import { Story, storyRows, storyStep } from '../support/reviewStory.ts';

loop('nobody goes who isn’t approved, whatever was done before', async ({ seed, folder, size }) => {
  let runs = 0;
  let went = 0;
  await fc.assert(
    fc.asyncProperty(
      storyRows,
      fc.array(storyStep, { minLength: 6, maxLength: 16 }),
      async (first, steps) => {
        const engine = new TestEngine(folder);
        await engine.create(`Run ${++runs}`);
        try {
          const story = new Story(engine);
          await story.act({ do: 'candidates', rows: first, replace: false });
          await story.act({ do: 'set', whom: CANDIDATES, logical: true });
          for (const each of steps) {
            await story.actWatched(each);
            await story.check();
          }
          // Somebody may always go: a guard that refused everybody would prove nothing.
          await story.lastOne();
          went += story.went;
        } finally {
          await engine.close();
        }
      },
    ),
    { numRuns: size(5, 20), seed },
  );
  expect(went).toBeGreaterThanOrEqual(runs);
});
