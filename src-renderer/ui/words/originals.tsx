/** Words about kept originals that have grown old. */
import type { ReactNode } from 'react';
import { countOf } from '../format.ts';

export const oldOriginalsWords = {
  label: 'Old original files',
  /** @param named some of the files, each with the day on which it was imported */
  older: (files: number, days: number, named: ReactNode) => (
    <>
      <strong>
        {countOf(files, 'original file')} {files === 1 ? 'is' : 'are'} older than{' '}
        {countOf(days, 'day')}
      </strong>{' '}
      by this computer’s clock ({named}). Settings say that originals are kept no longer. What was
      read from {files === 1 ? 'it' : 'them'} stays either way.
    </>
  ),
  of: (fileName: string, day: ReactNode) => (
    <>
      {fileName} of {day}
    </>
  ),
  more: (files: number) => `and ${countOf(files, 'other')}`,
  delete: (files: number) => `Delete ${countOf(files, 'original')}`,
  keep: 'Keep',
  deleted: (files: number) => `${countOf(files, 'original')} deleted.`,
  kept: (files: number) =>
    `${countOf(files, 'original')} kept. You are asked again when the number of days in Settings changes.`,
} as const;
