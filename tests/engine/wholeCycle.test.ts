/**
 * The whole cycle with invented people: whoever must stay is not purged, however an exclusion list
 * spells the identifier and whatever the order of the files; and whoever may go is not kept by mistake.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Criteria } from '#shared/domain/criteria.ts';
import { TestEngine, temporaryFolder } from '../support/engine.ts';
import {
  type CandidateCells,
  type Cell,
  candidatesSheet,
  listSheet,
  writeWorkbook,
} from '../support/workbookFile.ts';

const KINDS: ((n: number) => string)[] = [
  (n) => `00${4000 + n}`,
  (n) => `${29990000 + n}`,
  (n) => `JDoe${n}`,
  (n) => `zoë.müller${n}@spl.example.edu`,
  (n) => `Straße ${n}`,
  (n) => `ΝΊΚΟΣ${n}`,
];

/** How lists spell an identifier that is meant all the same. */
const SPELLINGS: ((id: string) => Cell)[] = [
  (id) => id,
  (id) => id.toUpperCase(),
  (id) => id.toLowerCase(),
  (id) => id.normalize('NFD'),
  (id) => `${id} `,
  (id) => `\u00a0${id}\u200b`,
  (id) => id.replace(' ', '\u00a0'),
  (id) => (/^\d+$/.test(id) ? Number(id) : `\t${id}`),
  (id) => (/^\d+$/.test(id) ? id.replace(/^0+/, '') : id),
];

const person = fc.record({
  kind: fc.nat({ max: KINDS.length - 1 }),
  role: fc.constantFrom<Cell>('No', 'No', 'No', 'No', 'n', 'Yes', 'Y', null, 'rubbish', true),
  group: fc.constantFrom<Cell>(
    'Graduate',
    'Graduate',
    'Alumni',
    ' graduate',
    'I-Share',
    'i-SHARE\u00a0',
  ),
  purge: fc.constantFrom<Cell>(
    '2020-05-31',
    '2020-05-31',
    '2020-05-31',
    '2026-10-22',
    '2026-10-23',
    null,
    'soon',
  ),
  loans: fc.constantFrom<Cell>(0, 0, 0, 1, null, 'many'),
  balance: fc.constantFrom<Cell>(0, 0, '1.00', '1.01', -5, 'lots'),
  type: fc.constantFrom<Cell>('Public', 'Public', 'Public', 'Staff', null, 'Robot'),
  /** Spelling under which a list names the user; none: no list does. */
  listed: fc.option(fc.nat({ max: SPELLINGS.length - 1 }), { nil: null, freq: 2 }),
  /** A second row that says something else. */
  again: fc.constantFrom(false, false, false, false, true),
});
type Person = typeof person extends fc.Arbitrary<infer P> ? P : never;

const idOf = (each: Person, n: number) => KINDS[each.kind]!(n);

function cellsOf(each: Person, n: number): CandidateCells[] {
  const { role, group, purge, loans, balance, type } = each;
  const first = { id: idOf(each, n), role, group, purge, loans, balance, type };
  // A second row with nothing suspicious about it must not wash the first one clean.
  return each.again ? [{ ...first, group: 'Graduate', role: 'No', loans: 0 }, first] : [first];
}

function mayGo(each: Person): boolean {
  const role = String(each.role ?? '').toLowerCase();
  const group = String(each.group).trim().toLowerCase();
  const readable =
    each.purge !== 'soon' &&
    each.loans !== 'many' &&
    each.balance !== 'lots' &&
    each.type !== 'Robot';
  const conflict = each.again && group !== 'graduate';
  return (
    ['no', 'n'].includes(role) &&
    group !== 'i-share' &&
    readable &&
    !conflict &&
    each.listed === null
  );
}

/** In scope of the run on 2026-11-21 with 30 days, read as CARLI does, and nothing retains. */
function isTaken(each: Person): boolean {
  const date = each.purge !== null && String(each.purge) <= '2026-10-22';
  const type = each.type === 'Public' || each.type === null;
  return date && type && each.loans !== 1 && each.balance !== '1.01';
}

test('nobody who must stay is purged, and nobody who may go is kept', async () => {
  const folder = temporaryFolder();
  let runs = 0;
  const people = fc.array(person, { minLength: 30, maxLength: 80 });
  await fc.assert(
    fc.asyncProperty(people, fc.boolean(), async (all, listFirst) => {
      const engine = new TestEngine(folder);
      await engine.create(`Run ${++runs}`);
      try {
        const file = await writeWorkbook(
          join(folder, 'Candidates.xlsx'),
          candidatesSheet(...all.flatMap(cellsOf)),
        );
        const spelt = all.flatMap((each, n) =>
          each.listed === null ? [] : [SPELLINGS[each.listed]!(idOf(each, n))],
        );
        const list = await writeWorkbook(join(folder, 'List.xlsx'), listSheet('nobody', ...spelt));
        if (listFirst) await engine.importFile(list, 'exclusions');
        await engine.importFile(file, 'candidates');
        if (!listFirst) await engine.importFile(list, 'exclusions');
        await engine.ask.review.applyRules();
        await engine.approve({ op: 'decision', values: ['undecided'] });
        const left: Criteria = {
          op: 'all',
          of: [
            { op: 'membership', value: 'candidate' },
            { op: 'not', of: { op: 'decision', values: ['excluded'] } },
          ],
        };
        const set = await engine.ask.sets.create({
          name: 'To purge',
          criteria: left,
          origin: { from: 'review', users: 'all' },
        });
        await engine.move(set.setId);
        const { jobId } = await engine.purge({ userGroup: 'OK to Purge' });
        const expected = all.flatMap((each, n) =>
          mayGo(each) && isTaken(each) ? [idOf(each, n)] : [],
        );
        expect(await engine.jobIdentifiers(jobId, 'purged')).toEqual(expected.sort());
      } finally {
        await engine.close();
      }
    }),
    { numRuns: 12 },
  );
});
