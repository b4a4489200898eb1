/**
 * Folders of the program itself, in the system's application data: nobody but the librarian looks into them. Windows
 * has no modes and keeps these folders apart by itself. Must never stop the program.
 */
import { chmodSync, mkdirSync } from 'node:fs';

export const FOLDER_OF_OWNER = 0o700;
export const FILE_OF_OWNER = 0o600;

/** Makes the folder, or takes it back for its owner alone where an earlier version had made it. */
export function ownFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: FOLDER_OF_OWNER });
    chmodSync(path, FOLDER_OF_OWNER);
  } catch {}
}
