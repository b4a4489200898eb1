/**
 * The next step of the cycle: sampling is advice, signatures are not. A step that named a set when the job would
 * be refused, or that kept asking for a sample after the purge, would send people the wrong way.
 */
import { describe, expect, it } from 'vitest';
import type { SampleSummary, SetSummary } from '#shared/contract/shapes.ts';
import { cycleOf, type Gathered } from '../../src-renderer/screens/overview/cycle.ts';

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
    counts: { candidates: 10, undecided: 0, excluded: 4, approved: 6, purged: 0 },
    imports: [{ kind: 'candidates', importedAt: 1000, setId: null }],
    sets: [],
    jobs: [],
    samples: [],
    signOff: UNSIGNED,
    ...part,
  } as unknown as Gathered;
}

const sample = (open: number, at = 2000) => ({ at, findings: { open } }) as SampleSummary;
const set = (part: Partial<SetSummary> = {}) =>
  ({
    setId: 1,
    origin: 'Review: approved',
    criteria: null,
    createdAt: 3000,
    ...part,
  }) as SetSummary;
const job = (kind: string) => ({ kind, state: 'completed', submittedAt: 4000 });
const next = (part: Record<string, unknown>) => cycleOf(gathered(part)).next;

describe('the next step of the cycle', () => {
  it('asks for a sample once everybody is decided, until it is looked up', () => {
    expect(next({ counts: { undecided: 1, purged: 0 } })).toBe('review');
    expect(next({})).toBe('sample');
    expect(next({ samples: [sample(3)] })).toBe('sample');
    expect(next({ samples: [sample(0)] })).toBe('set');
    // That of the last cycle says nothing about these candidates.
    expect(next({ samples: [sample(0, 500)] })).toBe('sample');
  });

  it('asks for nothing that was passed on purpose', () => {
    expect(next({ sets: [set()] })).toBe('update');
    expect(next({ sets: [set()], jobs: [job('update-notify-users')] })).toBe('purge');
    expect(next({ jobs: [job('purge-user-records')], signOff: BROKEN })).toBe('report');
  });

  it('takes a kept filter for no set', () => {
    const kept = set({ criteria: { op: 'decision', values: ['approved'] } });
    expect(next({ sets: [kept] })).toBe('sample');
  });

  it('asks for signatures where a job needs them, and again when the seal is broken', () => {
    const ready = { samples: [sample(0)], sets: [set()] };
    expect(next({ ...ready, signOff: NEEDED })).toBe('signOff');
    expect(next({ ...ready, signOff: SEALED })).toBe('update');
    expect(next({ ...ready, signOff: BROKEN })).toBe('signOff');
    // The purge would be refused as well, though the users were moved.
    expect(next({ ...ready, signOff: BROKEN, jobs: [job('update-notify-users')] })).toBe('signOff');
  });

  it('shows the sign-off only where it matters', () => {
    expect(cycleOf(gathered({})).steps).not.toContain('signOff');
    expect(cycleOf(gathered({ signOff: NEEDED })).steps).toContain('signOff');
    expect(cycleOf(gathered({ signOff: SEALED })).steps).toContain('signOff');
  });
});
