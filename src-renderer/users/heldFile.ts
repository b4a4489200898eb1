/** Writes everything that is held about one person where the librarian wants it, or prints it. */
import type { Person } from '#shared/domain/person.ts';
import { currentDay } from '../client/workspace.ts';
import { exportFile, printPages } from '../ui/exportFile.ts';
import { heldWords } from './words.tsx';

/** @returns when the place has been chosen */
export async function exportHeld(person: Person, format: 'pdf' | 'json'): Promise<void> {
  await exportFile({
    what: { of: 'person', person },
    format,
    title: heldWords.title,
    // Whoever sees the folder needn't learn who has asked.
    suggestedName: heldWords.fileName(currentDay()),
    written: heldWords.written,
  });
}

export function printHeld(person: Person): void {
  printPages({ what: { of: 'person', person }, title: heldWords.title });
}
