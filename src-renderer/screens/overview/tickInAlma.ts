/** Ticks a step that was done in Alma, or takes the tick back; each offers the other as Undo. */
import type { AlmaStep } from '#shared/domain/almaSteps.ts';
import { engine } from '../../client/engineClient.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.tsx';
import { almaWords } from './words.tsx';

export async function tickInAlma(step: AlmaStep, done: boolean): Promise<void> {
  const title = almaWords.titles[step];
  try {
    await engine.alma.tick({ step, done });
    notifyDone(done ? almaWords.ticked(title) : almaWords.untick(title), {
      undo: () => tickInAlma(step, !done),
      topic: 'in-alma',
    });
  } catch (error) {
    notifyFailure(error);
  }
}
