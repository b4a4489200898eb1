/**
 * What the program itself lets go of once people were erased: the page is loaded anew, and the engine is ended and
 * started anew below it, so that nothing that either had in memory is left of them. Nothing is given up for it: the page
 * says when nobody is typing, and files that are being read or exported come first. Must never be in the way of work.
 */
import type { DesktopEvent } from '#shared/contract/desktopContract.ts';

export interface LettingGo {
  /** The engine has erased people. */
  erased(): void;
  /** Something that was under way has ended, or begun. */
  underWayChanged(): void;
  /** A page has begun and wants to be connected: the engine before it may be left behind. */
  pageBegan(): void;
}

export interface LettingGoHost {
  /** False where there is no page. */
  readonly tellPage: (event: DesktopEvent) => boolean;
  readonly isUnderWay: () => boolean;
  /** The engine starts anew; nothing that it was told before is told again. */
  readonly renewEngine: () => void;
  readonly clearClipboard: () => void;
}

export function lettingGo(host: LettingGoHost): LettingGo {
  let waits = false;
  function ask(): void {
    if (!waits || host.isUnderWay()) return;
    if (!host.tellPage({ type: 'peopleErased' })) renew();
  }
  function renew(): void {
    waits = false;
    host.renewEngine();
  }
  return {
    erased() {
      waits = true;
      host.clearClipboard();
      ask();
    },
    underWayChanged: ask,
    pageBegan() {
      if (waits && !host.isUnderWay()) renew();
    },
  };
}
