/**
 * After any sequence of writes, every request that reads is answered as in a copy of the workspace that was opened just
 * now. What a write forgets to put right, a column in memory that isn't kept current, a comparison that is no longer
 * true: all of them would make the two differ.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { TestEngine } from '../support/engine.ts';
import { everyAnswer, knownIn } from '../support/everyRead.ts';
import { loop } from '../support/loop.ts';
import { look, type RecordStep, record, recordStep } from '../support/recordSteps.ts';
import { Story, storyRow, storyRows, storyStep } from '../support/reviewStory.ts';

const step = fc.oneof(storyStep, recordStep);

/** Another planned run date takes the flag away. */
const ON_THE_BOUND = storyRow('e', '2026-10-22');

loop('what is asked is answered as in a copy that was opened just now', async (round) => {
  const { seed, folder, size } = round;
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(
      storyRows,
      fc.array(step, { minLength: 8, maxLength: 20 }),
      async (first, steps) => {
        const engine = new TestEngine(folder);
        await engine.create(`Run ${++runs}`);
        try {
          const story = new Story(engine);
          await story.act({ do: 'candidates', rows: [...first, ON_THE_BOUND], replace: false });
          await story.act({ do: 'list', id: 7 });
          // Compared with all that follows.
          await record(engine, { record: 'wait', which: 0 }, 1000);
          await record(engine, { record: 'waitingList', which: 0 }, 2000);
          for (const [n, each] of steps.entries()) {
            await look(engine);
            if ('do' in each) await story.act(each);
            else await record(engine, each as RecordStep, n);
            if (n % 5 === 4 || n === steps.length - 1)
              await expectAsFresh(engine, `Copy ${runs}-${n}`);
          }
        } finally {
          await engine.close();
        }
      },
    ),
    // To shrink a story takes longer than a round may.
    { numRuns: size(4, 40), seed, includeErrorInReport: true, endOnFailure: true },
  );
});

async function expectAsFresh(engine: TestEngine, name: string): Promise<void> {
  await engine.idle();
  const known = await knownIn(engine);
  const here = await everyAnswer(engine, known);
  const path = join(engine.folder, `${name}.purgedesk`);
  await engine.ask.workspace.saveCopy({ file: engine.grant(path) });
  const fresh = new TestEngine(engine.folder);
  await fresh.open(path);
  try {
    await fresh.idle();
    const there = await everyAnswer(fresh, known);
    for (const [asked, answer] of here)
      expect({ asked, answer }).toEqual({ asked, answer: there.get(asked) });
  } finally {
    await fresh.close();
  }
}
