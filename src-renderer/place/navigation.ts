/**
 * Where the librarian is: one place with typed parameters for each screen, kept in the browser's
 * history so that Back always goes back. `navigate` is called from anywhere; the shell shows the place.
 * Never holds what the engine answered, and no file tokens after a restart.
 */

import { create } from 'zustand';
import type { GrantedFile } from '#shared/contract/desktopContract.ts';
import type { SortTerm } from '#shared/contract/shapes/users.ts';
import { type Criteria, type CriteriaLeaf, leavesOf } from '#shared/domain/criteria.ts';
import type { JobKind } from '#shared/jobKinds/jobKinds.ts';
import { remembered } from '../client/remembered.ts';

export const REVIEW_VIEWS = ['candidates', 'checks', 'signOff'] as const;
export type ReviewView = (typeof REVIEW_VIEWS)[number];

/** The checks of the review, in the order in which they are shown. */
export const CHECKS = [
  'boundary',
  'threshold',
  'oddDates',
  'returned',
  'missing',
  'register',
  'sampling',
] as const;
export type CheckName = (typeof CHECKS)[number];

/** Parts of Settings, in their order. */
export type SettingsSection =
  | 'institution'
  | 'you'
  | 'review'
  | 'sets'
  | 'register'
  | 'keepWords'
  | 'reasons'
  | 'plannedRun'
  | 'conditions'
  | 'profiles'
  | 'snapshots'
  | 'retention'
  | 'computer'
  | 'privacy';

/** The whole record of one user. */
export interface DetailsPlace {
  readonly userNo: number;
  /** The tab that is open; the first without it. */
  readonly tab?: string | undefined;
  /** The list in which the user was opened, so that the one before and the next can be shown. */
  readonly among?: Among | undefined;
}

/** Where in a list of users one is. */
export interface Among {
  readonly criteria: Criteria;
  readonly sort: SortTerm[];
  readonly row: number;
}

export type Place =
  | { screen: 'overview' }
  | { screen: 'import'; files?: readonly GrantedFile[]; importId?: number }
  /** `criteria` narrows the candidates; `check` opens one of the checks. */
  | {
      screen: 'review';
      view?: ReviewView;
      check?: CheckName;
      criteria?: Criteria;
      title?: string;
      /** Opens at once: the set of the approved users, or the export of the list. */
      dialog?: 'makeSet' | 'export';
    }
  | { screen: 'sets'; setId?: number }
  /**
   * `dialog` opens the pages of a new job, with this set chosen; `page` is one of them, 0 the first; `comparing` holds
   * its preview against another. `choosing` is Alma's page Run a Job before them, with a kind that was chosen on it;
   * `viaChoice`: they were opened from there.
   */
  | {
      screen: 'jobs';
      jobId?: number;
      dialog?: JobKind;
      setId?: number;
      page?: number;
      comparing?: true;
      choosing?: JobKind | true;
      viaChoice?: true;
    }
  /** `trail` shows the audit trail instead of a job's report. */
  | { screen: 'reports'; jobId?: number; trail?: true }
  /** The users behind a number: what to show and what to call it. `details` shows all of one user instead. */
  | {
      screen: 'users';
      criteria?: Criteria;
      title?: string;
      userNo?: number;
      details?: DetailsPlace;
    }
  /**
   * `jobId`: those alone whom that job has deleted. `person`: one person instead, deleted or not, searched for by these
   * texts; none: nobody yet. `after`: what that erasure left to be done instead. `requests`: all purge
   * requests instead.
   */
  | {
      screen: 'cleanup';
      jobId?: number;
      userNo?: number;
      person?: readonly string[];
      after?: number;
      requests?: true;
    }
  | { screen: 'inbox' }
  /** `section` brings that part of the screen into view. */
  | { screen: 'settings'; section?: SettingsSection };

export type ScreenName = Place['screen'];
export type PlaceOf<S extends ScreenName> = Extract<Place, { screen: S }>;

export const SCREENS: readonly ScreenName[] = [
  'overview',
  'import',
  'review',
  'sets',
  'jobs',
  'reports',
  'users',
  'cleanup',
  'inbox',
  'settings',
];

interface Step {
  readonly place: Place;
  readonly index: number;
}

interface NavigationState extends Step {
  /** The highest index in the history; beyond it there is no Forward. */
  readonly newest: number;
  /** One has been here before, and came by Back or Forward. */
  readonly returned: boolean;
}

const REMEMBERED = 'screen';
/** In the storage of the session, which is in memory. */
const KEPT = 'keptPlace';

export const useNavigation = create<NavigationState>(() => ({
  place: rememberedPlace(),
  index: 0,
  newest: 0,
  returned: false,
}));

/** The parameters of the screen that is shown; for use inside that screen. */
export function usePlace<S extends ScreenName>(screen: S): PlaceOf<S> {
  const place = useNavigation((state) => state.place);
  return (place.screen === screen ? place : { screen }) as PlaceOf<S>;
}

/** Goes to a place; with `replace` Back doesn't return to the present one. */
export function navigate(place: Place, options: { replace?: boolean } = {}): void {
  const { index } = useNavigation.getState();
  const step: Step = { place, index: options.replace ? index : index + 1 };
  if (options.replace) history.replaceState(step, '');
  else history.pushState(step, '');
  useNavigation.setState((state) => ({
    ...step,
    newest: options.replace ? state.newest : step.index,
    returned: options.replace === true && state.returned,
  }));
  remember(place);
}

/** Opens the users behind a number. */
export function showUsers(criteria: Criteria, title: string): void {
  navigate({ screen: 'users', criteria, title });
}

/** Opens the candidates behind a number in the review, where they can be decided. */
export function showCandidates(criteria: Criteria, title: string): void {
  navigate({ screen: 'review', criteria, title });
}

/** Opens the whole record of a user. */
export function showDetails(details: DetailsPlace): void {
  navigate({ screen: 'users', details });
}

export function goBack(): void {
  goBackBy(1);
}

/** @param steps how many places */
export function goBackBy(steps: number): void {
  if (useNavigation.getState().index >= steps) history.go(-steps);
}

/** Goes back over `steps` places and shows `place` instead of the one that is reached; there is no Forward from it. */
export function goBackTo(steps: number, place: Place): void {
  function arrive() {
    navigate(place, { replace: true });
    useNavigation.setState(({ index }) => ({ newest: index }));
  }
  if (steps <= 0 || useNavigation.getState().index < steps) {
    arrive();
    return;
  }
  window.addEventListener('popstate', arrive, { once: true });
  history.go(-steps);
}

export function goForward(): void {
  const { index, newest } = useNavigation.getState();
  if (index < newest) history.forward();
}

/** Another workspace: places in the old one mean nothing in it. */
export function restartAt(place: Place): void {
  history.replaceState({ place, index: 0 } satisfies Step, '');
  useNavigation.setState({ place, index: 0, newest: 0, returned: false });
  remember(place);
}

/** Called once before the first render. */
export function startNavigation(): void {
  history.replaceState({ place: useNavigation.getState().place, index: 0 } satisfies Step, '');
  window.addEventListener('popstate', (event) => {
    const step = event.state as Step | null;
    if (!step) return;
    useNavigation.setState({ place: step.place, index: step.index, returned: true });
    remember(step.place);
  });
}

/** For the page that is loaded in the place of this one: it stands where this one does, unless that names somebody. */
export function keepPlace(): void {
  const { place } = useNavigation.getState();
  sessionStorage.setItem(KEPT, JSON.stringify(withoutTexts(place)));
}

function keptPlace(): Place | undefined {
  const kept = globalThis.sessionStorage?.getItem(KEPT) ?? null;
  globalThis.sessionStorage?.removeItem(KEPT);
  return kept === null ? undefined : (JSON.parse(kept) as Place);
}

/** Criteria in which somebody has typed something may name somebody. */
const TYPED: ReadonlySet<CriteriaLeaf['op']> = new Set([
  ...(['search', 'exactly', 'contains', 'text', 'extra', 'line', 'reason'] as const),
  ...(['decidedBy', 'among'] as const),
]);

function withoutTexts(place: Place): Place {
  if (place.screen === 'import') return { screen: 'import' };
  const criteria = 'criteria' in place ? place.criteria : undefined;
  const among = place.screen === 'users' ? place.details?.among?.criteria : undefined;
  const asked = [criteria, among].flatMap((each) => (each ? leavesOf(each) : []));
  return asked.some(({ op }) => TYPED.has(op)) ? { screen: place.screen } : place;
}

function remember(place: Place): void {
  const view = place.screen === 'review' && place.view ? ` ${place.view}` : '';
  remembered.set(REMEMBERED, `${place.screen}${view}`);
}

function rememberedPlace(): Place {
  const kept = keptPlace();
  if (kept) return kept;
  const [name, viewName] = (remembered.get(REMEMBERED) ?? '').split(' ');
  const screen = SCREENS.find((each) => each === name);
  const view = REVIEW_VIEWS.find((each) => each === viewName);
  if (screen === 'review' && view) return { screen, view };
  return { screen: screen ?? 'overview' };
}
