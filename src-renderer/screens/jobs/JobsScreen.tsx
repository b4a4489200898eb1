/**
 * The Jobs screen: the list of jobs, or the pages of a new one, which its kind has. Other screens reach it by navigate().
 */
import { usePlace } from '../../place/navigation.ts';
import { JobList } from './JobList.tsx';
import { pagesOf } from './kinds/pagesOf.ts';
import { draftKey } from './useDraft.ts';

export function JobsScreen() {
  const { dialog, setId } = usePlace('jobs');
  if (!dialog) return <JobList />;
  // The place stays in the history while the pages are open: Back from the users behind a number
  // returns to them, with what was filled in.
  const key = draftKey(dialog, setId);
  const { Wizard } = pagesOf(dialog);
  return <Wizard key={key} draftKey={key} setId={setId} />;
}
