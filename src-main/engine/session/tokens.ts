/**
 * What the page knows by token only: files that the librarian chose, and pictures that were taken of a job's settings.
 * The page must never learn a path.
 */
import type { Capture } from '../jobs/captures/captures.ts';
import { Refusal } from '../refusal.ts';

export type FileUse = 'open' | 'save';

/** Files that the librarian chose: to be read, or as the place for something new. */
export class FileTokens {
  readonly #files = new Map<string, { readonly path: string; readonly use: FileUse }>();

  grant(token: string, path: string, use: FileUse): void {
    this.#files.set(token, { path, use });
  }

  /** The path behind a token that the desktop gave, to be read. */
  source(token: string): string {
    return this.#granted(token).path;
  }

  /** The same, to be written: a workbook that was chosen for import can't be overwritten. */
  target(token: string): string {
    const { path, use } = this.#granted(token);
    if (use === 'save') return path;
    throw new Refusal('file.notTarget');
  }

  #granted(token: string) {
    const granted = this.#files.get(token);
    if (granted) return granted;
    throw new Refusal('file.unknown');
  }
}

/** Pictures of the settings of jobs, each for one submission. */
export class Captures {
  readonly #captures = new Map<string, Capture>();

  keep(token: string, capture: Capture): void {
    this.#captures.set(token, capture);
  }

  /** @throws Refusal when it is missing: nobody can see the settings later */
  of(token: string): Capture {
    const capture = this.#captures.get(token);
    if (capture) return capture;
    throw missing();
  }

  /** Nothing to show where nobody sees the settings, on the command line. */
  none(hasPages: boolean): null {
    if (hasPages) throw missing();
    return null;
  }

  /** It has served its submission; one that was refused hasn't used it up. */
  drop(token: string | null): void {
    if (token !== null) this.#captures.delete(token);
  }
}

function missing(): Refusal {
  return new Refusal('capture.unknown');
}
