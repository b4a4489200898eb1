/**
 * Changes one setting of the planned run from a check, says what it changed and offers Undo. Jobs that were
 * submitted keep their own settings.
 */
import type { Settings } from '#shared/contract/shapes/settings.ts';
import { engine } from '../../../client/engineClient.ts';
import { notifyDone, notifyFailure } from '../../../ui/notify.tsx';
import { planWords } from '../words/checks.ts';

type Planned = Partial<Pick<Settings, 'days' | 'waiveThreshold'>>;

const TOPIC = 'planned-run';

/** @param text what was changed, as a sentence */
export async function planWith(part: Planned, text: string): Promise<void> {
  try {
    const settings = await engine.settings.get();
    const former: Planned = {};
    if (part.days !== undefined) former.days = settings.days;
    if (part.waiveThreshold !== undefined) former.waiveThreshold = settings.waiveThreshold;
    await engine.settings.save({ ...settings, ...part });
    notifyDone(text, { topic: TOPIC, undo: () => planAgain(former) });
  } catch (error) {
    notifyFailure(error);
  }
}

/** Only the one setting goes back: others may have been changed since. */
async function planAgain(former: Planned): Promise<void> {
  try {
    await engine.settings.save({ ...(await engine.settings.get()), ...former });
    notifyDone(planWords.asBefore, { topic: TOPIC });
  } catch (error) {
    notifyFailure(error);
  }
}
