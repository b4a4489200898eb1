/** Words of the Import screen itself: its frame, what it says before the first file, the button for all files. */
import type { ReactNode } from 'react';
import { countOf } from '../../../ui/format.ts';

export const importWords = {
  title: 'Import',
  chooseFiles: 'Choose files',
  addFiles: (files: number) => `Add ${countOf(files, 'file')}`,
  addAllFiles: (files: number) => `Add all ${countOf(files, 'file')}`,
  importedFiles: 'Imported files',
  dropMore: 'Drop more files anywhere on this window.',
} as const;

/** Before the first file. */
export const startWords = {
  drop: 'Drop reports on this window',
  formats:
    'Excel workbooks, CSV and tab-separated text, and Alma’s XML. Each file is read and checked first: what it is, how its columns are understood, what it changes. The files themselves are never changed.',
  loadSamples: 'Load the sample cycle',
  samples: 'The sample cycle consists of made-up files of an invented library.',
  report: (name: ReactNode) => <>CARLI’s report: {name}</>,
  others: 'Reports that say more about these users',
} as const;
