/**
 * A third kind of job, which the program doesn't have, on screen: its report with its events, its pages, its place in
 * quick search and lists, with nothing but its own definition and its own folder of pages.
 */
import { expect, test, vi } from 'vitest';
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import type { Settings } from '#shared/contract/shapes/settings.ts';
import type { JobKind } from '#shared/jobKinds/jobKinds.ts';
import { queries, queryClient } from '../../src-renderer/client/engineClient.ts';
import type { PlaceOf } from '../../src-renderer/place/navigation.ts';
import { JobsScreen } from '../../src-renderer/screens/jobs/JobsScreen.tsx';
import { PAGE_LIST } from '../../src-renderer/screens/jobs/kinds/kindList.ts';
import { ReportList } from '../../src-renderer/screens/reports/ReportList.tsx';
import { ReportSummary } from '../../src-renderer/screens/reports/ReportSummary.tsx';
import { shownText } from '../support/shownText.tsx';

/** Rendered to text, a store has the state that it began with, so where the librarian is comes from here. */
const place = vi.hoisted((): { now: PlaceOf<'jobs'> } => {
  vi.stubGlobal('navigator', { languages: ['en-US'] });
  vi.stubGlobal('window', new EventTarget());
  return { now: { screen: 'jobs' } };
});
vi.mock('../../src-renderer/place/navigation.ts', async (original) => ({
  ...(await original<object>()),
  usePlace: () => place.now,
}));
vi.mock('#shared/jobKinds/jobKindList.ts', async (original) => {
  const { JOB_KIND_LIST } = await original<typeof import('#shared/jobKinds/jobKindList.ts')>();
  const { setNote } = await import('../support/setNote/setNote.ts');
  return { JOB_KIND_LIST: [...JOB_KIND_LIST, setNote] };
});
vi.mock('../../src-renderer/screens/jobs/kinds/kindList.ts', async (original) => {
  const { PAGE_LIST } = await original<{ PAGE_LIST: object }>();
  const { setNotePages } = await import('../support/setNote/pages.tsx');
  return { PAGE_LIST: { ...PAGE_LIST, 'set-note': setNotePages } };
});

const KIND = 'set-note' as JobKind;

const SETTINGS = {
  currency: 'USD',
  institution: {
    name: '',
    period: '',
    preparedBy: '',
    timeZone: null,
    deletePolicy: null,
    paper: 'A4',
  },
} as Settings;

const REPORT: JobReport = {
  jobId: 3,
  kind: KIND,
  name: 'Note them',
  setId: 1,
  userGroup: null,
  state: 'completed',
  user: 'Ada',
  submittedAt: 1,
  startedAt: 2,
  endedAt: 3,
  total: 3,
  done: 3,
  finished: 2,
  failed: 1,
  failure: null,
  hasCapture: false,
  read: true,
  message: 'read',
  forgotten: null,
  erasure: null,
  certificate: null,
  settings: [{ label: 'Note', value: 'Look at the file again' }],
  parameters: { setId: 1, text: 'Look at the file again' },
  events: [
    {
      code: 'noted',
      severity: 'info',
      users: 2,
      filter: { outcome: 'noted' },
    },
    {
      code: 'has-note',
      severity: 'warning',
      users: 1,
      filter: { outcome: 'has-note' },
    },
  ],
  capture: null,
  boundary: 0,
  boundaryNotTaken: 0,
  waived: 0,
  purgedWithoutApproval: 0,
  withoutApproval: null,
  restorations: [],
  restoredFrom: [],
  restoredSince: [],
  pictureErased: [],
  changes: [],
  told: { contacts: 0, unknownRecordType: 0, unknownRole: 0 },
  unknown: [],
  excluded: 0,
  review: null,
};

test('its report shows its counts, its events and settings; nothing of a purge', () => {
  queryClient.setQueryData(queries.settings.get.queryKey(), SETTINGS);
  const text = shownText(<ReportSummary report={REPORT} />);
  expect(text).toContain('Users of the set to note: 3');
  expect(text).toMatch(/Noted.* 2 /);
  expect(text).toMatch(/Had a note.* 1 /);
  expect(text).toMatch(/Users who got the note “Look at the file again”\s+2/);
  expect(text).toMatch(/Users left alone: they had a note\s+1/);
  expect(text).toContain('Look at the file again');
  expect(text).not.toMatch(/purged|retained|boundary|waived/i);
});

test('lists of reports say what became of its users in its own words', () => {
  const text = shownText(<ReportList jobs={[REPORT]} chosen={REPORT} onChoose={() => undefined} />);
  expect(text).toContain('2 noted, 1 had a note');
});

test('the list of jobs offers it and counts in its words; its pages open there', () => {
  queryClient.setQueryData(queries.jobs.list.queryKey(), [REPORT]);
  const list = shownText(<JobsScreen />);
  for (const word of ['Set a Note', 'Run a Job', 'Purge User Records', 'had one'])
    expect(list).toContain(word);
  const drafts = queries.jobs.draft.queryKey({ input: { kind: KIND } });
  queryClient.setQueryData(drafts, { draft: null });
  place.now = { screen: 'jobs', dialog: KIND, setId: 7 };
  expect(shownText(<JobsScreen />)).toContain('Write a note about set 7');
});

test('a kind without its pages doesn’t compile', () => {
  const { 'purge-user-records': _, ...others } = PAGE_LIST;
  // @ts-expect-error one kind is missing
  const list: typeof PAGE_LIST = others;
  expect(Object.keys(list)).not.toContain('purge-user-records');
});
