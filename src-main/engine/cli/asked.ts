/** What the command line needs to ask the engine as a page would: tokens for files, and waiting for events. */
import { randomUUID } from 'node:crypto';
import type { EngineEvent } from '#shared/contract/shapes/events.ts';
import { Refusal } from '../refusal.ts';
import type { Session } from '../session/session.ts';

/** @returns the token by which requests name the file */
export function grant(session: Session, path: string): string {
  const token = randomUUID();
  session.files.grant(token, path, 'save');
  return token;
}

/**
 * Waits for the event; `already` covers the case that it came before anybody listened.
 * @throws Refusal when a job waits for the disk: nobody is there to make room
 */
export function until(
  session: Session,
  wanted: (event: EngineEvent) => boolean,
  already: () => Promise<boolean>,
): Promise<void> {
  return new Promise((resolveWait, reject) => {
    const finish = () => {
      stop();
      resolveWait();
    };
    const giveUp = () => {
      const held = session.workspace.background.held.find(({ work }) => work === 'jobs');
      if (!held) return;
      stop();
      reject(new Refusal(held.by));
    };
    const stop = session.events.subscribe('event', (event) => {
      if (wanted(event)) finish();
      else if (event.type === 'workspace.held') giveUp();
    });
    already().then((done) => done && finish(), reject);
  });
}
