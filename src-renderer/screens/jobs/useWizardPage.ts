/**
 * Which page of a new job is open. Each page is a place in the history, so that Back goes one page back, then out of the
 * pages; a later page is reached only from the one before it.
 */
import { goBackBy, goBackTo, navigate, type Place, useNavigation } from '../../place/navigation.ts';

/** 0: the first. */
export function useWizardPage(): number {
  return useNavigation((state) => pageOf(state.place));
}

export function goToPage(page: number): void {
  const { place } = useNavigation.getState();
  if (place.screen !== 'jobs') return;
  const now = pageOf(place);
  if (page < now) goBackBy(now - page);
  else if (page > now) navigate({ ...place, page: now + 1 });
}

/** Shows another place instead of all pages: Back doesn't return to them. */
export function leavePages(place: Place): void {
  goBackTo(placesBehind(useNavigation.getState().place), place);
}

/** Back to the page Run a Job, where another one can be chosen. */
export function chooseAnotherJob(): void {
  const { place } = useNavigation.getState();
  if (place.screen !== 'jobs') return;
  if (place.viaChoice) goBackBy(placesBehind(place));
  else navigate({ screen: 'jobs', choosing: place.dialog ?? true });
}

/** How many places back the pages begin. */
function placesBehind(place: Place): number {
  return pageOf(place) + (place.screen === 'jobs' && place.viaChoice ? 1 : 0);
}

function pageOf(place: Place): number {
  return place.screen === 'jobs' && place.dialog ? (place.page ?? 0) : 0;
}
