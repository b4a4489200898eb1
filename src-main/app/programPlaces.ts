/**
 * Where the program keeps anything outside a workspace: the one list, by which main makes its files and of which an
 * erasure is proved (docs/decisions/0049-places.md says of each why it names nobody). Whatever the program is to write
 * elsewhere has its place here first; a test walks the folders and finds what hasn't.
 */
import { join } from 'node:path';
import type { ProgramPlace } from '#shared/contract/program.ts';

/** @param folder of this librarian's settings */
export function ownPaths(folder: string) {
  return {
    recents: join(folder, 'recent.json'),
    window: join(folder, 'window.json'),
    remembered: join(folder, 'remembered.json'),
    logs: join(folder, 'logs'),
    /** Chromium's, with nothing of the pages in it: their session is in memory. */
    browser: join(folder, 'chromium'),
    crashes: join(folder, 'crashes'),
    /** Where the engine notes what it is writing, so that nothing half written outlives it. */
    pieces: join(folder, 'writing'),
    /** Of Chromium: documents on their way to a printer. */
    temporary: join(folder, 'temporary'),
    /** Where earlier versions had Chromium keep what the pages remember. */
    earlierBrowser: join(folder, 'browser'),
  } as const;
}
export type OwnPaths = ReturnType<typeof ownPaths>;

/** What the engine calls pieces: copies on their way, named by whoever writes them. */
const PIECES = '.purge-desk-';

/** @param systemTemporary the folder that all programs share */
export function programPlaces(own: OwnPaths, systemTemporary: string): readonly ProgramPlace[] {
  return [
    { place: 'settings', path: own.recents },
    { place: 'settings', path: own.window },
    { place: 'settings', path: own.remembered },
    { place: 'logs', path: own.logs },
    { place: 'browser', path: own.browser },
    { place: 'browser', path: own.earlierBrowser },
    { place: 'crashes', path: own.crashes },
    { place: 'pieces', path: own.pieces },
    { place: 'temporary', path: own.temporary },
    { place: 'temporary', path: systemTemporary, startsWith: PIECES },
  ];
}
