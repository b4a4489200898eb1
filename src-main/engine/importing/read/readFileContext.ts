/** What reading a file is given, and what it tells meanwhile. */
import type { ReadOptions } from '#shared/contract/shapes/reading.ts';
import type { WritableDb } from '../../db/db.ts';

export interface ReadFileRequest {
  readonly importId: number;
  readonly path: string;
  readonly options: ReadOptions;
  /** Who has it read. */
  readonly by: string;
}

export interface ReadProgress {
  readonly fraction: number;
  readonly rows: number;
}

export interface ReadFileContext {
  readonly db: WritableDb;
  readonly onProgress: (progress: ReadProgress) => void;
  readonly signal: AbortSignal;
  /** Lets other commands in. */
  readonly breathe: () => Promise<void>;
}
