/** What the screens and the views of the review are called: in the navigation, in quick search and as headings. */
import type { ReviewView, ScreenName } from './navigation.ts';

export const SCREEN_TITLES: Readonly<Record<ScreenName, string>> = {
  overview: 'Overview',
  import: 'Import',
  review: 'Review',
  sets: 'Sets',
  jobs: 'Jobs',
  reports: 'Reports',
  users: 'Users',
  cleanup: 'User cleanup',
  inbox: 'Inbox',
  settings: 'Settings',
};

export const REVIEW_VIEW_TITLES: Readonly<Record<ReviewView, string>> = {
  candidates: 'Candidates',
  checks: 'Checks',
  signOff: 'Sign-off',
};
