/**
 * The next step of the cycle: sampling is advice, signatures are not, and only a set that may go is ever the one to
 * move. A step that named the excluded users as the set to purge, that was ticked though nobody did it, or that kept
 * asking for a sample after the purge, would send people the wrong way.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ImportSummary } from '#shared/contract/shapes/imports.ts';
import type { JobCheck } from '#shared/contract/shapes/jobs.ts';
import type { SampleSummary } from '#shared/contract/shapes/samples.ts';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import {
  type CheckedSet,
  cycleOf,
  type Gathered,
  STEPS,
} from '../../src-renderer/deciding/cycle/cycle.ts';
import { mayGo, setsToCheck } from '../../src-renderer/deciding/setsToCheck.ts';
import { reviewedIn } from '../../src-renderer/screens/overview/reviewedIn.ts';

const UNSIGNED = { requiredBy: [], seal: null, complete: false };
const NEEDED = { ...UNSIGNED, requiredBy: ['size'] };
const SEALED = { requiredBy: ['size'], seal: { broken: [], signatures: [{}, {}] }, complete: true };
const BROKEN = {
  ...SEALED,
  seal: { broken: ['decisions'], signatures: [{}, {}] },
  complete: false,
};

function gathered(part: Record<string, unknown>): Gathered {
  return {
    status: { candidates: 10 },
    counts: { candidates: 10, undecided: 0, excluded: 4, approved: 6, deleted: 0 },
    imports: [{ kind: 'candidates', importedAt: 1000, setId: null }],
    checked: [],
    jobs: [],
    samples: [],
    signOff: UNSIGNED,
    okToPurgeGroup: 'OK to Purge',
    purgeRoute: 'group',
    alma: [],
    ...part,
  } as unknown as Gathered;
}

const sample = (open: number, at = 2000, users = 5) =>
  ({ at, users, findings: { open } }) as SampleSummary;
const set = (part: Partial<SetSummary> = {}) =>
  ({
    setId: 1,
    name: 'A set',
    origin: { from: 'review', users: 'all' },
    criteria: null,
    members: 6,
    createdAt: 3000,
    ...part,
  }) as SetSummary;

type Check = CheckedSet['check'];
const GOES: Check = { refusal: null, approved: 6, unapproved: [] };
const UNSIGNED_CHECK: Check = {
  ...GOES,
  refusal: { code: 'job.signOff', values: {} },
};
const UNASKED: Check = { ...GOES, refusal: { code: 'job.policy', values: {} } };
const EXCLUDED: Check = {
  refusal: { code: 'job.notApproved', values: {} },
  approved: 0,
  unapproved: [{ kind: 'excluded', users: 431 }],
};
const PROTECTED: Check = {
  refusal: { code: 'job.protected', values: {} },
  approved: 2999,
  unapproved: [{ kind: 'protected', users: 284 }],
};
const checked = (check: Check, part: Partial<SetSummary> = {}): CheckedSet => ({
  set: set(part),
  check,
});

const job = (kind: string, userGroup = 'OK to Purge') => ({
  kind,
  setId: null,
  userGroup,
  forgotten: null,
  state: 'completed',
  submittedAt: 4000,
});
const MOVED = job('update-notify-users', 'ok to purge ');
const PURGED = job('purge-user-records');
const of = (part: Record<string, unknown>) => cycleOf(gathered(part));
const next = (part: Record<string, unknown>) => of(part).next;

describe('the next step of the cycle', () => {
  test('asks for a sample once everybody is decided, until it is looked up', () => {
    expect(next({ counts: { undecided: 1, deleted: 0 } })).toBe('review');
    expect(next({})).toBe('sample');
    expect(next({ samples: [sample(3)] })).toBe('sample');
    expect(next({ samples: [sample(0)] })).toBe('set');
    // That of the last cycle says nothing about these candidates.
    expect(next({ samples: [sample(0, 500)] })).toBe('sample');
  });

  test('asks for nothing that was passed on purpose', () => {
    expect(next({ checked: [checked(GOES)] })).toBe('update');
    // What is set in Alma is asked on the page of the job: the set is made all the same.
    expect(next({ checked: [checked(UNASKED)] })).toBe('update');
    expect(next({ checked: [checked(GOES)], jobs: [MOVED] })).toBe('purge');
    expect(next({ jobs: [PURGED], signOff: BROKEN })).toBe('report');
    expect(next({ jobs: [{ ...PURGED, read: true }], signOff: BROKEN })).toBeUndefined();
  });

  test('never takes a set for the one to purge whose members are not approved', () => {
    for (const wrong of [EXCLUDED, PROTECTED, { ...GOES, approved: 0 }]) {
      const cycle = of({ checked: [checked(wrong)], samples: [sample(0)] });
      expect(cycle.set).toBeUndefined();
      expect(cycle.next).toBe('set');
      expect(cycle.done.has('set')).toBe(false);
    }
    const older = checked(GOES, { setId: 7, createdAt: 2000 });
    const cycle = of({ checked: [checked(EXCLUDED), older] });
    expect(cycle.set?.setId).toBe(7);
    expect(cycle.otherSets.map(({ check }) => check)).toEqual([EXCLUDED]);
  });

  test('lets a set go on that waits for signatures alone', () => {
    const part = { checked: [checked(UNSIGNED_CHECK)], samples: [sample(0)], signOff: NEEDED };
    expect(of(part).set?.setId).toBe(1);
    expect(next(part)).toBe('signOff');
  });

  test('asks for signatures where a job needs them, and again when the seal is broken', () => {
    const ready = { samples: [sample(0)], checked: [checked(GOES)] };
    expect(next({ ...ready, signOff: NEEDED })).toBe('signOff');
    expect(next({ ...ready, signOff: SEALED })).toBe('update');
    expect(next({ ...ready, signOff: BROKEN })).toBe('signOff');
    // The purge would be refused as well, though the users were moved.
    expect(next({ ...ready, signOff: BROKEN, jobs: [MOVED] })).toBe('signOff');
  });

  test('shows the sign-off only where it matters', () => {
    expect(of({}).steps).not.toContain('signOff');
    expect(of({ signOff: NEEDED }).steps).toContain('signOff');
    expect(of({ signOff: SEALED }).steps).toContain('signOff');
  });

  test('takes no job for the move that leaves users out of the group', () => {
    const away = job('update-notify-users', 'Alumni');
    expect(next({ checked: [checked(GOES)], jobs: [away] })).toBe('update');
  });
});

describe('a cycle that purges a set', () => {
  const bySet = { purgeRoute: 'set', samples: [sample(0)] };
  const BY_SET = { ...job('purge-users'), setId: 1, userGroup: null };

  test('goes from the set to its purge, without a move', () => {
    expect(next(bySet)).toBe('set');
    const made = of({ ...bySet, checked: [checked(GOES)] });
    expect(made.next).toBe('purge');
    expect(made.steps).not.toContain('update');
    expect(made.alma.steps).toEqual(['set', 'purge']);
    const purged = of({ ...bySet, jobs: [BY_SET] });
    expect(purged.next).toBe('report');
    expect(purged.done.has('set')).toBe(true);
  });

  test('is what the purge did, whatever Settings plan since', () => {
    expect(of({ jobs: [BY_SET] })).toMatchObject({ route: 'set' });
    expect(of({ ...bySet, jobs: [MOVED, PURGED] })).toMatchObject({ route: 'group' });
    // A move that was made all the same stays among the steps.
    expect(of({ ...bySet, jobs: [MOVED] }).steps).toContain('update');
  });
});

describe('ticks', () => {
  test('are not given for a sample that was not drawn or not looked up', () => {
    for (const samples of [[], [sample(5)], [sample(0, 2000, 0)]]) {
      const cycle = of({ checked: [checked(GOES)], samples });
      expect(cycle.done.has('sample')).toBe(false);
      expect(cycle.skipped.has('sample')).toBe(true);
    }
    expect(of({ samples: [sample(0)] }).done.has('sample')).toBe(true);
  });

  test('are not given for a sign-off that nobody signed, even after the purge', () => {
    const cycle = of({ jobs: [PURGED], signOff: NEEDED });
    expect(cycle.done.has('signOff')).toBe(false);
    expect(cycle.skipped.has('signOff')).toBe(true);
    expect(of({ jobs: [PURGED], signOff: BROKEN }).done.has('signOff')).toBe(true);
  });

  test('are given for a review only when nobody is undecided', () => {
    const counts = { candidates: 10, undecided: 3, excluded: 1, approved: 6, deleted: 0 };
    const cycle = of({ counts, checked: [checked(GOES)], jobs: [MOVED] });
    expect(cycle.done.has('review')).toBe(false);
    expect(cycle.skipped.has('review')).toBe(true);
    expect(cycle.next).toBe('purge');
  });
});

describe('a step that nobody can be found for', () => {
  const nobody = { undecided: 0, excluded: 10, approved: 0, deleted: 0, candidates: 10 };

  test('is not possible: neither done nor skipped nor next', () => {
    const cycle = of({ counts: nobody });
    expect([...cycle.notPossible]).toEqual(['sample', 'set', 'update', 'purge', 'report']);
    expect(cycle.next).toBeUndefined();
    expect(cycle.alma.next).toBeUndefined();
    expect(cycle.alma.possible).toBe(false);
  });

  test('is not yet possible or impossible while somebody is undecided, approved or purged', () => {
    for (const one of ['undecided', 'approved', 'deleted'])
      expect(of({ counts: { ...nobody, [one]: 1 } }).notPossible.size).toBe(0);
  });
});

describe('steps in Alma', () => {
  const ticked = (step: string, at = 5000) => ({ step, at, by: 'A. Librarian' });
  const rehearsed = { jobs: [MOVED, { ...PURGED, read: true }], checked: [checked(GOES)] };

  test('come after the rehearsal, one after the other, until the cycle is finished', () => {
    const ticking = (...steps: string[]) =>
      of({ ...rehearsed, alma: steps.map((step) => ticked(step)) });
    expect(of({ jobs: [MOVED] }).alma.next).toBeUndefined();
    expect(ticking().next).toBeUndefined();
    expect(ticking().alma.next).toBe('set');
    expect(ticking('set').alma.next).toBe('update');
    expect(ticking('set', 'update').alma.next).toBe('purge');
    expect(ticking('set', 'update', 'purge').alma.next).toBeUndefined();
    expect(ticking('purge').alma).toMatchObject({
      next: undefined,
      skipped: new Set(['set', 'update']),
    });
  });

  test('say nothing about the rehearsal, whatever is ticked', () => {
    const alma = ['set', 'update', 'purge'].map((step) => ticked(step));
    for (const part of [{}, { checked: [checked(GOES)] }, { jobs: [MOVED] }, rehearsed]) {
      const { alma: _, ...without } = of(part);
      const { alma: __, ...withTicks } = of({ ...part, alma });
      expect(withTicks).toEqual(without);
    }
  });

  test('of the last cycle are ticked no more', () => {
    expect(of({ ...rehearsed, alma: [ticked('set', 500)] }).alma.done.size).toBe(0);
  });
});

describe('sets that may be the one to purge', () => {
  const imports = (setId: number | null) => [{ setId } as ImportSummary];

  test('are the newest of users, but for lists, filters and what jobs have kept', () => {
    const sets = [
      set({ setId: 1, createdAt: 1 }),
      set({ setId: 2, createdAt: 9, criteria: { op: 'decision', values: ['approved'] } }),
      set({ setId: 3, createdAt: 8, origin: { from: 'job', jobId: 1, name: 'Move' } }),
      set({ setId: 4, createdAt: 7, origin: { from: 'left-out' } }),
      set({ setId: 5, createdAt: 6 }),
      set({ setId: 6, createdAt: 5, members: 0 }),
      set({ setId: 7, createdAt: 4 }),
    ];
    expect(setsToCheck(sets, imports(5)).map(({ setId }) => setId)).toEqual([7, 1]);
  });

  test('are few, however many sets there are', () => {
    const many = Array.from({ length: 50 }, (_, n) => set({ setId: n + 1, createdAt: n }));
    expect(setsToCheck(many, []).map(({ setId }) => setId)).toEqual([50, 49, 48, 47]);
  });
});

const aCheck: fc.Arbitrary<Check> = fc.record({
  approved: fc.nat(3),
  unapproved: fc.array(
    fc.record({ kind: fc.constantFrom('excluded', 'undecided', 'protected'), users: fc.nat(5) }),
    { maxLength: 2 },
  ),
  refusal: fc.option(
    fc.record({
      code: fc.constantFrom(
        'job.notApproved',
        'job.protected',
        'job.signOff',
        'job.policy',
        'job.notAsSigned',
      ),
      values: fc.constant({}),
    }),
  ),
}) as fc.Arbitrary<Pick<JobCheck, 'refusal' | 'approved' | 'unapproved'>>;

const aState = fc.record({
  status: fc.record({ candidates: fc.nat(3) }),
  counts: fc
    .record({ undecided: fc.nat(2), excluded: fc.nat(2), approved: fc.nat(2), deleted: fc.nat(2) })
    .map((counts) => ({
      ...counts,
      candidates: counts.undecided + counts.excluded + counts.approved + counts.deleted,
    })),
  checked: fc.array(aCheck, { maxLength: 3 }).map((checks) => checks.map((each) => checked(each))),
  jobs: fc.subarray([MOVED, PURGED, job('update-notify-users', 'Alumni')]),
  samples: fc.subarray([sample(3), sample(0)], { maxLength: 1 }),
  signOff: fc.constantFrom(UNSIGNED, NEEDED, SEALED, BROKEN),
});

describe('whatever the state', () => {
  test('a tick means done, a skipped step lies before one that is done, and the next is neither', () => {
    fc.assert(
      fc.property(aState, (state) => {
        const cycle = of(state);
        const { done, skipped, steps } = cycle;
        for (const step of STEPS) {
          const signs = [done, skipped, cycle.notPossible].filter((each) => each.has(step));
          expect(signs.length).toBeLessThanOrEqual(1);
        }
        expect(done.has('sample')).toBe(state.samples.some(({ findings }) => findings.open === 0));
        expect(done.has('purge')).toBe(state.jobs.includes(PURGED));
        expect(done.has('update')).toBe(state.jobs.includes(MOVED));
        expect(done.has('report')).toBe(false);
        const read = of({ ...state, jobs: state.jobs.map((each) => ({ ...each, read: true })) });
        expect(read.done.has('report')).toBe(done.has('purge'));
        if (done.has('review')) expect(state.counts.undecided).toBe(0);
        if (done.has('signOff')) expect(state.signOff.seal).not.toBeNull();
        for (const step of skipped)
          expect(steps.slice(steps.indexOf(step) + 1).some((later) => done.has(later))).toBe(true);
        if (cycle.next) expect(done.has(cycle.next) || skipped.has(cycle.next)).toBe(false);
      }),
    );
  });

  test('the set that is offered is one that the guard lets go', () => {
    fc.assert(
      fc.property(aState, (state) => {
        const { set: offered, done } = of(state);
        const good = state.checked.find(({ check }) => mayGo(check));
        expect(offered).toBe(good?.set);
        if (good) {
          expect(good.check.approved).toBeGreaterThan(0);
          expect(['job.signOff', 'job.policy', undefined]).toContain(good.check.refusal?.code);
        }
        expect(done.has('set')).toBe(good !== undefined || state.jobs.includes(MOVED));
      }),
    );
  });

  test('reviewed is what the review calls decided or purged', () => {
    fc.assert(
      fc.property(aState, ({ counts }) => {
        expect(reviewedIn(counts as Gathered['counts'])).toBe(
          counts.excluded + counts.approved + counts.deleted,
        );
      }),
    );
  });
});
