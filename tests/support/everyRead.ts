/**
 * Every request that reads, with what it is asked about a given workspace: two engines that are asked the same can be
 * held against each other. A new request that isn't here doesn't compile.
 */
import type { requests } from '#engine/requests/requests.ts';
import type { RowGroup } from '#shared/contract/shapes/rowGroup.ts';
import type { SortTerm } from '#shared/contract/shapes/users.ts';
import {
  COUNTED_KINDS,
  DETAIL_FIELD_NAMES,
  DETAIL_KINDS,
  detailFieldNames,
} from '#shared/details/details.ts';
import { CANDIDATES, type Criteria, EVERYBODY } from '#shared/domain/criteria.ts';
import { READINGS } from '#shared/domain/dayBound.ts';
import { AMONG, DECISIONS } from '#shared/domain/review.ts';
import { REVIEW_FLAGS } from '#shared/domain/reviewFlags.ts';
import { JOB_KINDS } from '#shared/jobKinds/jobKinds.ts';
import { purgeOf } from '#shared/jobKinds/purgeUserRecords.ts';
import { moveOfSet } from '#shared/jobKinds/updateNotifyUsers.ts';
import { PURGE, type TestEngine } from './engine.ts';

type Requests = typeof requests;
type Ask = TestEngine['ask'];
type ReadNames<Feature> = {
  [Name in keyof Feature]: Feature[Name] extends { readonly kind: 'read' } ? Name : never;
}[keyof Feature];
type InputOf<Asked> = Asked extends (input: infer Input, ...rest: never[]) => unknown
  ? Input
  : never;

/** What there is to be asked about. */
export interface Known {
  readonly imports: readonly {
    readonly importId: number;
    readonly rowGroups: readonly RowGroup[];
  }[];
  readonly users: readonly { readonly userNo: number; readonly primary_identifier: string }[];
  readonly sets: readonly number[];
  readonly jobs: readonly number[];
  readonly rules: readonly number[];
  readonly samples: readonly number[];
}

export async function knownIn({ ask }: TestEngine): Promise<Known> {
  const imports = await ask.imports.list();
  const { rows } = await ask.users.page({ criteria: EVERYBODY, sort: [], offset: 0, limit: 1000 });
  return {
    imports: await Promise.all(
      imports.map(async ({ importId }) => {
        const { notices } = await ask.imports.check({ importId });
        const rowGroups = notices.flatMap(({ rowGroup }) => rowGroup ?? []);
        return { importId, rowGroups: [...rowGroups, ...COMPARED] };
      }),
    ),
    users: rows,
    sets: (await ask.sets.list()).map(({ setId }) => setId),
    jobs: (await ask.jobs.list()).map(({ jobId }) => jobId),
    rules: (await ask.register.list()).map(({ ruleId }) => ruleId),
    samples: (await ask.samples.list()).map(({ sampleId }) => sampleId),
  };
}

const COMPARED: readonly RowGroup[] = [
  { of: 'new' },
  { of: 'gone' },
  { of: 'changed', field: null },
  { of: 'returned', reason: null },
  { of: 'asked', about: 'possible-pair' },
];

/** Criteria of every kind that has something to do with what can change. */
function criteriaOver({ sets, jobs, rules, samples, users }: Known): Criteria[] {
  return [
    EVERYBODY,
    CANDIDATES,
    { op: 'not', of: CANDIDATES },
    ...DECISIONS.map((value): Criteria => ({ op: 'decision', values: [value] })),
    ...REVIEW_FLAGS.map((flag): Criteria => ({ op: 'hasFlag', flags: [flag] })),
    ...(['staff-confirmed', 'noted', 'staff-locked'] as const).map(
      (value): Criteria => ({ op: 'mark', value }),
    ),
    ...(['candidate', 'deleted', 'identifierOnly'] as const).map(
      (value): Criteria => ({ op: 'membership', value }),
    ),
    { op: 'reason', values: ['Other', null] },
    { op: 'search', value: 'a' },
    { op: 'search', value: '7' },
    { op: 'owes', transferred: true, from: 1 },
    { op: 'dateWithin', field: 'purge_date', unit: 'year', to: -2 },
    { op: 'text', field: 'last_name', is: { how: 'begins', value: 'd' } },
    { op: 'extra', heading: 'Account Type', is: { how: 'oneOf', values: [null] } },
    { op: 'extra', heading: 'Account Type', is: { how: 'contains', value: 'a' } },
    { op: 'decidedBy', is: { how: 'oneOf', values: [null] } },
    { op: 'decidedOn', is: { how: 'within', unit: 'day', from: 0 } },
    { op: 'notes', from: 1 },
    { op: 'decisions', from: 2 },
    { op: 'blank', field: 'purge_date' },
    { op: 'oneOf', field: 'user_group', values: ['Alumni'] },
    { op: 'users', userNos: users.map(({ userNo }) => userNo).slice(0, 3) },
    ...DETAIL_KINDS.map(
      (kind): Criteria => ({
        ...{ op: 'line', kind, inForce: true },
        where: [{ field: detailFieldNames(kind)[0]!, is: { how: 'contains', value: 'a' } }],
      }),
    ),
    ...DETAIL_KINDS.map((kind): Criteria => ({ op: 'linesTold', kind })),
    { op: 'exactly', value: users[0]?.primary_identifier ?? '' },
    ...sets.map((setId): Criteria => ({ op: 'inSet', setId })),
    ...rules.map((ruleId): Criteria => ({ op: 'protectedBy', ruleId })),
    ...samples.flatMap((sampleId): Criteria[] => [
      { op: 'inSample', sampleId },
      { op: 'inSample', sampleId, finding: null },
    ]),
    ...jobs.flatMap((jobId): Criteria[] => [
      { op: 'inJob', jobId },
      { op: 'inJob', jobId, outcome: 'purged' },
    ]),
  ];
}

const FIRST = { offset: 0, limit: 1000 };
const ASKED_FIELDS = [
  'user_group',
  'record_type',
  'staff_role',
  'account_type',
  'purge_date',
  'balance',
  'loans',
  'last_name',
  'primary_identifier',
] as const;
const ORDERS: readonly (readonly SortTerm[])[] = [
  [],
  [{ field: 'flags', direction: 'desc' }],
  [{ extra: 'Account Type', direction: 'asc' }],
  [{ lines: 'blocks', direction: 'desc' }],
  [
    { field: 'user_group', direction: 'asc' },
    { field: 'decision', direction: 'desc' },
    { field: 'primary_identifier', direction: 'desc' },
  ],
];

const purges = READINGS.flatMap((reading) =>
  [null, 'OK to Purge', 'Alumni'].map((userGroup) => ({ ...PURGE, reading, userGroup })),
);

/** Nothing but the workspace to ask about. */
const once = (): undefined[] => [undefined];

type Inputs = {
  readonly [Feature in keyof Requests as ReadNames<Requests[Feature]> extends never
    ? never
    : Feature]: {
    readonly [Name in ReadNames<Requests[Feature]>]: (
      known: Known,
    ) => readonly InputOf<Ask[Feature][Name & keyof Ask[Feature]]>[];
  };
};

const INPUTS: Inputs = {
  settings: { get: once, policyAsked: once, logo: once },
  imports: {
    list: once,
    staffLists: once,
    profiles: once,
    oldOriginals: once,
    check: ({ imports }) => imports.map(({ importId }) => ({ importId })),
    errors: ({ imports }) => imports.map(({ importId }) => ({ importId, ...FIRST })),
    rows: ({ imports }) =>
      imports.flatMap(({ importId, rowGroups }) =>
        rowGroups.map((rowGroup) => ({ importId, rowGroup, ...FIRST })),
      ),
    undoPreview: ({ imports }) => imports.map(({ importId }) => ({ importId })),
  },
  users: {
    page: (known) =>
      criteriaOver(known).map((criteria, n) => {
        const sort = [...ORDERS[n % ORDERS.length]!];
        const also = { extra: ['Account Type'], decisions: true, lines: [...COUNTED_KINDS] };
        return { criteria, sort, ...also, ...FIRST };
      }),
    count: (known) => criteriaOver(known).map((criteria) => ({ criteria })),
    facets: () => [EVERYBODY, CANDIDATES].map((criteria) => ({ criteria })),
    find: ({ users }) => [
      { identifiers: ['a', 'A ', 'nobody', ...users.map((user) => user.primary_identifier)] },
    ],
    extraColumns: once,
    toldFields: once,
    toldLines: once,
    lineValues: () =>
      DETAIL_FIELD_NAMES.flatMap((field) => [
        { field, criteria: EVERYBODY },
        { field, criteria: CANDIDATES, search: 'a', limit: 3 },
      ]),
    roles: () => [EVERYBODY, CANDIDATES].map((criteria) => ({ criteria })),
    details: ({ users }) => users.map(({ userNo }) => ({ userNo })),
    values: () =>
      [
        ...ASKED_FIELDS.map((field) => ({ column: { field } })),
        { column: { field: 'decision_reason' as const } },
        { column: { extra: 'Account Type' } },
      ].flatMap((asked) => [
        { ...asked, criteria: EVERYBODY },
        { ...asked, criteria: CANDIDATES, search: 'a', order: 'value' as const, limit: 3 },
      ]),
    summary: () => ASKED_FIELDS.map((field) => ({ selection: { criteria: CANDIDATES }, field })),
    get: ({ users }) => users.map(({ userNo }) => ({ userNo })),
    fees: ({ users }) => users.map(({ userNo }) => ({ userNo })),
    deletion: ({ users }) => users.map(({ userNo }) => ({ userNo })),
    twins: ({ users }) => users.map(({ userNo }) => ({ userNo })),
    relations: ({ users }) => users.map(({ userNo }) => ({ userNo })),
    possiblePairs: ({ users }) => users.map(({ userNo }) => ({ userNo })),
    listLines: ({ users }) => users.map(({ userNo }) => ({ userNo })),
    deletedMonths: once,
    groups: once,
  },
  review: {
    counts: once,
    rules: once,
    years: () => [{ criteria: EVERYBODY }],
    expiryYears: () => [{ criteria: EVERYBODY }],
    boundary: once,
    thresholds: () => AMONG.map((among) => ({ among, thresholds: [0, 100, 500] })),
    oddDates: once,
  },
  register: {
    list: once,
    count: () => [
      { kind: 'identifier', value: 'a' },
      { kind: 'group', value: 'OK to Purge' },
      { kind: 'prefix', value: '' },
    ],
  },
  samples: { list: once, users: ({ samples }) => samples.map((sampleId) => ({ sampleId })) },
  signOff: { status: once },
  alma: { steps: once },
  // Not what was written from it: only the original has an entry of its copy.
  retention: { details: once },
  trail: {
    page: () =>
      (['files', 'decisions', 'rules', 'sets', 'jobs'] as const).map((topic) => ({
        ...{ filter: { topic, staffNo: null, from: null, to: null } },
        ...FIRST,
      })),
    staff: once,
  },
  erasures: { list: once, returns: once },
  views: { list: () => [{ grid: 'review' }] },
  sets: {
    list: once,
    combineCount: ({ sets }) =>
      sets
        .slice(0, 4)
        .flatMap((first) =>
          sets
            .slice(0, 4)
            .flatMap((second) =>
              (['And', 'Or', 'Not'] as const).map((operator) => ({ first, operator, second })),
            ),
        ),
    checkFile: ({ sets }) => sets.map((setId) => ({ setId })),
    meaning: ({ sets }) => sets.map((setId) => ({ setId })),
  },
  exports: { lists: ({ jobs }) => jobs.map((jobId) => ({ jobId })) },
  snapshots: { restorations: once },
  jobs: {
    list: once,
    report: ({ jobs }) => jobs.map((jobId) => ({ jobId })),
    users: ({ jobs }) => jobs.map((jobId) => ({ jobId, ...FIRST })),
    capture: ({ jobs }) => jobs.map((jobId) => ({ jobId })),
    old: once,
    usersOf: ({ jobs }) => [
      { jobIds: [] },
      { jobIds: [...jobs] },
      ...jobs.map((jobId) => ({ jobIds: [jobId] })),
    ],
    draft: () => JOB_KINDS.map((kind) => ({ kind })),
    previewPurge: () => purges,
    comparePurges: ({ jobs }) => [
      ...purges.map((settings) => ({
        first: PURGE,
        second: { of: 'settings' as const, settings },
      })),
      ...jobs.map((jobId) => ({ first: PURGE, second: { of: 'run' as const, jobId } })),
    ],
    check: ({ sets }) => [
      ...sets.map((setId) => ({ job: moveOfSet(setId, 'OK to Purge', 'Move') })),
      ...purges.map((settings) => ({ job: purgeOf(settings, 'Purge', null) })),
    ],
    reversal: ({ sets }) => sets.map((setId) => ({ job: moveOfSet(setId, 'OK to Purge', 'Move') })),
  },
};

/** Of no meaning beyond the engine that gave them. */
const OWN = new Set(['revision', 'previewId', 'checkId', 'comparisonId']);

/** Answers and refusals, by request and input. */
export async function everyAnswer(engine: TestEngine, known: Known): Promise<Map<string, unknown>> {
  const answers = new Map<string, unknown>();
  for (const [feature, named] of Object.entries(INPUTS)) {
    for (const [name, inputsFor] of Object.entries(named)) {
      const ask = (engine.ask as never)[feature][name] as (input: unknown) => Promise<unknown>;
      for (const input of (inputsFor as (known: Known) => readonly unknown[])(known)) {
        const asked = `${feature}.${name} ${JSON.stringify(input)}`;
        answers.set(asked, await answerTo(asked, () => ask(input)));
      }
    }
  }
  answers.set(
    'workspace.status',
    withoutOwn({ ...(await engine.ask.workspace.status()), name: '' }),
  );
  return answers;
}

async function answerTo(asked: string, answer: () => Promise<unknown>) {
  try {
    return withoutOwn(await answer());
  } catch (error) {
    const { code, message, cause } = error as { code?: string; message: string; cause?: unknown };
    if (code !== 'REFUSED') throw new Error(`${asked}: ${message} ${JSON.stringify(cause)}`);
    return { refused: message };
  }
}

const withoutOwn = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer, (key, value) => (OWN.has(key) ? undefined : value)));
