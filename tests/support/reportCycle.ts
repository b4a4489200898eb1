/**
 * A random cycle up to the report of its purge: files with awkward names, decisions with notes, rules switched off, a
 * sample, signatures, a picture of the settings, users on the last day and users who went without approval. Texts that
 * look like formulas stand wherever a person can type one.
 */
import { join } from 'node:path';
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import { READINGS } from '#shared/domain/dayBound.ts';
import { HELD_BACK_FLAGS } from '#shared/domain/reviewFlags.ts';
import { PURGE, type TestEngine } from './engine.ts';
import { png } from './pictures.ts';
import { type Draw, oneOf } from './seed.ts';
import { type CandidateCells, candidatesSheet, listSheet, writeWorkbook } from './workbookFile.ts';

const NAMES = [
  ...['Okafor-Lindqvist', 'Ames', 'Müller', '=1+1', '+44 20', '-5', '@SUM(A1)', '00123', '1E5'],
  ...['=HYPERLINK("http://example.org","x")', '  Space  ', '東京', 'O’Neill', '<b>&amp;', 'TRUE'],
];
const NOTES = [
  '',
  '=cmd|"/c calc"!A0',
  '-1 year',
  'Retired; see the list of emeriti',
  'First line,\nsecond; "third"\n\n=1+1',
  '𠮷 – “quoted”',
];
const REASONS = ['Still teaching', '=1+1', 'On leave until the spring term', 'Other', 'Staff'];
const GROUPS = ['Graduate', 'Undergraduate', 'Alumni', '=Group', 'Faculty and Staff (Emeriti)'];

export interface ReportCycle {
  readonly report: JobReport;
  /** The picture of the settings; null: the job was submitted without pages. */
  readonly capture: Buffer | null;
}

export async function reportCycle(
  engine: TestEngine,
  draw: Draw,
  users: number,
): Promise<ReportCycle> {
  const { ask } = engine;
  await ask.settings.save({
    ...(await ask.settings.get()),
    institution: {
      name: oneOf(['Samplefield University Library', '=Library', ''], draw),
      period: oneOf(['Fall 2026', '2026', ''], draw),
      preparedBy: oneOf(['Rosalind Okafor-Lindqvist', '@prepared', ''], draw),
      timeZone: oneOf(['America/Chicago', 'Europe/Vienna', 'Asia/Kathmandu', 'UTC', null], draw),
      deletePolicy: oneOf([null, 1, 2, 3, 4], draw),
      paper: oneOf(['A4', 'Letter'], draw),
    },
    currency: oneOf(['USD', 'JPY', 'KWD'], draw),
    signOffAbove: null,
    runDate: PURGE.runDate,
    days: PURGE.days,
    reading: oneOf(READINGS, draw),
    recordType: 'Public',
    waiveThreshold: 500,
    excludeReasons: REASONS,
    ...(draw(2) === 0 && {
      rulesOff: [{ rule: 'expiry-in-future', reason: '=Cards outlive accounts' }],
    }),
  });
  await addFiles(engine, draw, users);
  await decideAll(engine, draw);
  return purgeWithReport(engine, draw);
}

async function addFiles(engine: TestEngine, draw: Draw, users: number): Promise<void> {
  const cells = Array.from({ length: users }, (_, n) => candidate(n, draw));
  const names = ['Candidates.xlsx', 'PIDs with loans or fines at other libraries, SPL (1).xlsx'];
  const path = (name: string) => join(engine.folder, name);
  await engine.importFile(
    await writeWorkbook(path(oneOf(names, draw)), candidatesSheet(...cells)),
    'candidates',
  );
  const lists = draw(4);
  for (let n = 0; n < lists; n++) {
    const listed = cells.filter(() => draw(12) === 0).map(({ id }) => id);
    await engine.importFile(
      await writeWorkbook(path(`=Keep – list ${n}.xlsx`), listSheet('nobody', ...listed)),
      'exclusions',
    );
  }
}

/** The first is one whom nothing keeps: somebody always goes. */
function candidate(n: number, draw: Draw): CandidateCells {
  const often = <T>(usual: T, ...others: readonly T[]) =>
    n > 0 && draw(4) === 0 ? oneOf(others, draw) : usual;
  return {
    id: oneOf([`000${n}`, `user${n}@example.org`, `=${n}+1`, `-${n}`, `1E${n}`], draw),
    last: oneOf(NAMES, draw),
    first: oneOf([...NAMES, null], draw),
    group: oneOf(GROUPS, draw),
    expiry: often('2020-05-31', '2031-05-31', null),
    purge: often('2021-05-31', '2026-10-22', '2026-10-22', '2031-05-31', null),
    role: often('No', 'Yes', null),
    type: often('Public', 'Contact', 'Staff', null),
    loans: often<number | null>(0, 1, 12_345, null),
    balance: often<number | null>(0, 1, 100, 12_345, null),
  };
}

async function decideAll(engine: TestEngine, draw: Draw): Promise<void> {
  const { ask } = engine;
  for (const [n, user] of [...(await engine.users()).values()].entries()) {
    const drawn = oneOf(
      ['approved', 'approved', 'approved', 'excluded', 'undecided'] as const,
      draw,
    );
    const decision = n === 0 ? 'approved' : drawn;
    if (decision === 'undecided') continue;
    // Staff and whose role nobody knows are approved one by one, by typing who they are.
    const isDoubtful = decision === 'approved' && user.staff_role !== false;
    if (isDoubtful && draw(2) === 0) continue;
    await ask.review.decide({
      selection: { criteria: { op: 'users', userNos: [user.userNo] } },
      decision,
      reason: isDoubtful
        ? '=Role has ended'
        : decision === 'excluded'
          ? oneOf(REASONS, draw)
          : null,
      note: oneOf(NOTES, draw),
      named: [...HELD_BACK_FLAGS],
      ...(isDoubtful && { typedIdentifier: user.primary_identifier }),
    });
  }
  if (draw(3) > 0) await ask.samples.draw({ among: 'not-excluded', perGroup: 2 });
}

/** Half of the purges take signed users of the group, the other half whomever Alma would take, which nobody signs. */
async function purgeWithReport(engine: TestEngine, draw: Draw): Promise<ReportCycle> {
  const { ask, session } = engine;
  const unsigned = draw(2) === 0;
  const { runDate, days, reading, recordType, waiveThreshold } = await ask.settings.get();
  const userGroup = unsigned ? null : 'OK to Purge';
  if (!unsigned) await moveSigned(engine);
  const picture = unsigned ? null : png(1000 + draw(900), 600 + draw(900));
  if (picture)
    session.captures.keep('picture', {
      png: picture,
      takenAt: 1_790_000_000_000,
      width: picture.readUInt32BE(16),
      height: picture.readUInt32BE(20),
    });
  session.unsigned = unsigned;
  try {
    const { jobId } = await ask.jobs.submit({
      job: {
        kind: 'purge-user-records',
        name: oneOf(['=Purge', 'Purge of the fall'], draw),
        parameters: { runDate: runDate!, days, reading, recordType, waiveThreshold, userGroup },
        withoutApproval: unsigned ? { reason: '=Rehearsed as Alma would', users: 0 } : null,
      },
      capture: picture && 'picture',
    });
    return { report: await engine.completed(jobId), capture: picture };
  } finally {
    session.unsigned = false;
  }
}

async function moveSigned(engine: TestEngine): Promise<void> {
  for (const name of ['=Ada', 'Grace']) await engine.ask.signOff.sign({ name });
  const { setId } = await engine.ask.sets.create({
    name: 'Approved',
    criteria: { op: 'decision', values: ['approved'] },
    origin: { from: 'review', users: 'all' },
  });
  await engine.move(setId);
}
