/**
 * Undo and redo of review decisions, with a message that says what was undone.
 */
import { engine } from '../client/engineClient.ts';
import { isBarred, notifyDone, notifyFailure } from '../ui/notify.tsx';
import { undoWords } from './words/decisions.tsx';

/** Messages about decisions: only the last one's Undo or Redo is what it says. */
export const DECISIONS = 'decisions';

export async function undoLast(): Promise<void> {
  if (isBarred()) return;
  try {
    const { step } = await engine.review.undo();
    notifyDone(undoWords.undone(step), {
      action: { label: undoWords.redo, onClick: redoLast },
      topic: DECISIONS,
    });
  } catch (error) {
    notifyFailure(error);
  }
}

export async function redoLast(): Promise<void> {
  if (isBarred()) return;
  try {
    const { step } = await engine.review.redo();
    notifyDone(undoWords.doneAgain(step), { undo: undoLast, topic: DECISIONS });
  } catch (error) {
    notifyFailure(error);
  }
}
