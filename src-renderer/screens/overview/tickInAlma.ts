/** Ticks a step that was done in Alma, or takes the tick back; each offers the other as Undo. */
import type { AlmaStep } from '#shared/domain/almaSteps.ts';
import { engine, queries, queryClient } from '../../client/engineClient.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.tsx';
import { almaWords } from './words.tsx';

export async function tickInAlma(step: AlmaStep, done: boolean): Promise<void> {
  const title = almaWords.titles[step];
  try {
    const steps = await engine.alma.tick({ step, done });
    // The tick is there at once; the list is asked again anyway.
    queryClient.setQueryData(queries.alma.steps.queryKey(), steps);
    notifyDone(done ? almaWords.ticked(title) : almaWords.untick(title), {
      undo: () => tickInAlma(step, !done),
      topic: 'in-alma',
    });
  } catch (error) {
    notifyFailure(error);
  }
}
