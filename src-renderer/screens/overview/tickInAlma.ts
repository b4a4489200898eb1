/** Ticks a step that was done in Alma, or takes the tick back; each offers the other as Undo. */
import type { AlmaStep } from '#shared/domain/almaSteps.ts';
import { engine, queries, queryClient } from '../../client/engineClient.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.tsx';
import { almaWords } from './words.tsx';

/** @param title what the step is called */
export async function tickInAlma(step: AlmaStep, done: boolean, title: string): Promise<void> {
  try {
    const steps = await engine.alma.tick({ step, done });
    // The tick is there at once; the list is asked again anyway.
    queryClient.setQueryData(queries.alma.steps.queryKey(), steps);
    notifyDone(done ? almaWords.ticked(title) : almaWords.untick(title), {
      undo: () => tickInAlma(step, !done, title),
      topic: 'in-alma',
    });
  } catch (error) {
    notifyFailure(error);
  }
}
