/**
 * Tells who works in another program meanwhile what has ended here, where this computer wants it. What is told stands
 * on a screen that others may see: never anything of a user.
 */
import { desktop } from '../client/desktop.ts';
import { useRevisionStore } from '../client/revision.ts';
import { usePreferences } from './preferences.ts';

/** Whether the librarian works in another program, and wants to be told. */
export function isToldAway(): boolean {
  return !document.hasFocus() && usePreferences.getState().notifications;
}

/** @param open what a click leads to; nothing any more when another workspace is open by then */
export async function tellAway(title: string, text: string, open?: () => void): Promise<void> {
  if (!isToldAway()) return;
  const { workspaceTurn } = useRevisionStore.getState();
  const { clicked } = await desktop.notify(title.slice(0, MOST.title), text.slice(0, MOST.text));
  if (clicked && useRevisionStore.getState().workspaceTurn === workspaceTurn) open?.();
}

/** The desktop takes no more. */
const MOST = { title: 200, text: 500 } as const;
