/** Where a text that names somebody is looked at in its place. Undefined: it is shown nowhere else. */
import type { FoundText, HeldIn } from '#shared/contract/shapes/person.ts';
import type { Place } from '../../../place/navigation.ts';

export function placeOfText(text: FoundText): Place | undefined {
  return PLACES[text.in](text);
}

/** @param tab of their record */
const record =
  (tab?: string) =>
  ({ userNo }: FoundText): Place | undefined =>
    userNo === null
      ? undefined
      : { screen: 'users', details: { userNo, ...(tab !== undefined && { tab }) } };

const job = ({ jobId }: FoundText): Place =>
  jobId === null ? { screen: 'jobs' } : { screen: 'reports', jobId };

const file = ({ importId }: FoundText): Place =>
  importId === null ? { screen: 'import' } : { screen: 'import', importId };

const PLACES: Readonly<Record<HeldIn, (text: FoundText) => Place | undefined>> = {
  note: record(),
  letter: record('attachments'),
  decision: record('decisions'),
  'error-row': file,
  history: record('history'),
  before: file,
  'line-change': job,
  rule: () => ({ screen: 'settings', section: 'register' }),
  check: () => ({ screen: 'review', view: 'checks', check: 'sampling' }),
  twin: () => undefined,
  set: ({ id }) => (id === null ? { screen: 'sets' } : { screen: 'sets', setId: id }),
  view: () => ({ screen: 'users' }),
  job,
  'job-decision': job,
  draft: () => ({ screen: 'jobs' }),
  signature: () => ({ screen: 'review', view: 'signOff' }),
  staff: () => ({ screen: 'reports', trail: true }),
  file,
  profile: () => ({ screen: 'settings', section: 'profiles' }),
  group: () => ({ screen: 'users' }),
  setting: () => ({ screen: 'settings' }),
  export: () => ({ screen: 'reports', trail: true }),
  other: () => undefined,
};
