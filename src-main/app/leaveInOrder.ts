/**
 * Closing the window and quitting: asked about first while files are being read or exported. Then the engine comes
 * first, which makes one file of the workspace; where that takes its time the page stays and says what is waited for.
 * A librarian who won't wait is asked once more. Must never let the program end before the engine.
 */
import { app, type BrowserWindow } from 'electron';
import type { EngineSupervisor } from './engineProcess.ts';
import type { WorkUnderWay } from './workUnderWay.ts';

// One closure: how far the leaving has come is one state.
export function leaveInOrder(
  window: () => BrowserWindow | null,
  engine: Pick<EngineSupervisor, 'stop' | 'breakOff'>,
  underWay: WorkUnderWay,
) {
  let stopped = false;
  let stopping = false;
  let agreed = false;
  /** The page shows what is waited for, as long as that takes its time. */
  let pageStays = true;
  /** Whether it has to be asked first; goes on when the librarian agrees. */
  function asks(event: { preventDefault(): void }, goOn: () => void): boolean {
    if (agreed || stopping || !underWay.any()) return false;
    event.preventDefault();
    void underWay.mayGiveUp(window()).then((yes) => {
      agreed = yes;
      if (yes) goOn();
    });
    return true;
  }
  function leavePage(): void {
    pageStays = false;
    // A page without an engine would only report errors.
    window()?.close();
  }
  async function breakOff(): Promise<void> {
    if (await underWay.mayBreakOff(window())) engine.breakOff();
  }
  app.on('before-quit', (event) => {
    if (stopped || asks(event, () => app.quit())) return;
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    void engine.stop(leavePage).finally(() => {
      stopped = true;
      leavePage();
      app.quit();
    });
  });
  return {
    guard(guarded: BrowserWindow): void {
      guarded.on('close', (event) => {
        if (asks(event, () => guarded.close()) || !pageStays) return;
        event.preventDefault();
        if (stopping) void breakOff();
        // It is the only window: the engine ends first.
        else app.quit();
      });
    },
  };
}
