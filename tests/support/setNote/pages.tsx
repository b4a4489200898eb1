/** What that kind has on screen: its folder of pages. */
import { IconNote } from '@tabler/icons-react';
import type { JobPages } from '../../../src-renderer/screens/jobs/kinds/jobPages.ts';

export const setNotePages: JobPages = {
  icon: IconNote,
  Wizard: ({ setId }) => <p>Write a note about set {setId}</p>,
  description: 'Writes a note about the members of a set.',
  searchWords: 'job remark',
};
