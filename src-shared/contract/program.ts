/**
 * What the program keeps outside a workspace, as main tells the engine: the one list of places, of which an erasure is
 * proved. Paths are told to the engine alone, never to a page.
 */

/**
 * - `settings`: recent workspaces, place and size of the window, what the pages remember on this computer.
 * - `logs`: names of operations and counts.
 * - `browser`: what Chromium keeps beside the pages, whose own storage is in memory.
 * - `crashes`: where dumps would be written, if any were.
 * - `pieces`: which files are being written.
 * - `temporary`: what Chromium puts on the way to a printer, and copies of workspaces that can't be read in their place.
 */
const PROGRAM_PLACES = ['settings', 'logs', 'browser', 'crashes', 'pieces', 'temporary'] as const;
export type ProgramPlaceName = (typeof PROGRAM_PLACES)[number];

export interface ProgramPlace {
  readonly place: ProgramPlaceName;
  /** A file, or a folder with all that is in it. It may not be there. */
  readonly path: string;
  /** Of a folder that others use, too: what begins so alone. */
  readonly startsWith?: string;
}

/** What main has outside the workspace that is open. */
export interface ProgramKnown {
  readonly places: readonly ProgramPlace[];
  /** Texts that it goes on to keep and that may name somebody: paths of workspaces, what pages remember. */
  readonly texts: readonly string[];
}
