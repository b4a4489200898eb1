/**
 * Words of taking a file that was added back out of the workspace.
 */
import type { ReactNode } from 'react';
import { countOf } from '../../../ui/format.ts';

export const undoWords = {
  offered: 'Added by mistake? It can be taken back out as long as no job has used it.',
  blocked: (why: string) => `It can’t be taken back out. ${why}`,
  title: 'Take this file back out?',
  takeBack: (files: number) =>
    files === 1 ? 'Take the file back out' : `Take ${countOf(files, 'file')} back out`,
  takenBack: (files: number) =>
    files === 1
      ? `${countOf(files, 'file')} taken back out. It waits here to be added again.`
      : `${countOf(files, 'file')} taken back out. They wait here to be added again.`,
  usersBecome: (file: ReactNode) => <>Users become what they were before {file} was added.</>,
  usersLeave: (users: number, files: number) =>
    `${countOf(users, 'user')} known only from ${files === 1 ? 'this file' : 'these files'} ${users === 1 ? 'leaves' : 'leave'} the workspace, with the decisions about them.`,
  /** Undefined where there are none. */
  recordsGo: (notes: number, letters: number) => {
    const records = [
      notes > 0 && countOf(notes, 'own note'),
      letters > 0 && countOf(letters, 'letter'),
    ].filter((each) => each !== false);
    if (records.length === 0) return undefined;
    const one = notes + letters === 1;
    return `${records.join(' and ')} written here ${one ? 'goes' : 'go'} with them.`;
  },
  otherDecisions: 'Other decisions stay.',
  filesWait: (files: number) =>
    files === 1
      ? 'The file waits here to be added again, read as before.'
      : 'The files wait here to be added again, read as before.',
  laterFiles: (files: number) =>
    files === 1
      ? `${countOf(files, 'file')} that was added after it is taken back out, too:`
      : `${countOf(files, 'file')} that were added after it are taken back out, too:`,
  sets: (sets: number) => `${countOf(sets, 'set')} will be deleted or lose members:`,
} as const;
