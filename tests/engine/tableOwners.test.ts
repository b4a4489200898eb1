/**
 * Each table has one owning folder, whose verbs the others call: a statement elsewhere would have to be found and
 * changed with the table by whoever doesn't know of it. Users and their groups may be read by everybody: joining them is
 * what SQL is for. What else stands elsewhere is listed here with its reason, and gone from here when it is gone.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ENGINE = join(import.meta.dirname, '../../src-main/engine');
const SCHEMA = join(import.meta.dirname, '../../resources/schema.sql');
const ELSEWHERE = /^(?:db\/migrations|bench|suites)[/\\.]/;

const OWNED: Readonly<Record<string, readonly string[]>> = {
  db: ['zeros', 'checksum', 'audit_entry', 'audit_head', 'audit_staff', 'exported_file'],
  replica: [
    ...['user', 'user_group', 'user_change', 'user_note', 'user_letter', 'standing_block'],
    ...['line_change', 'setting', 'workspace', 'tombstone', 'tombstone_key', 'erasing_text'],
    ...['after_erasing', 'return_decision'],
  ],
  importing: [
    ...['import_file', 'import_chunk', 'import_error', 'import_key', 'import_original'],
    ...['import_part', 'line_piece', 'import_profile', 'original_choice', 'user_before'],
    'erased_row',
  ],
  review: [
    ...['decision_step', 'decision_before', 'protected_rule', 'sample', 'sample_user'],
    ...['sign_off', 'signature', 'grid_view', 'alma_step', 'twin_answer'],
  ],
  sets: ['user_set'],
  jobs: [
    ...[
      'job',
      'job_user',
      'job_user_fact',
      'job_decision',
      'job_capture',
      'capture_key',
      'capture_erasure',
      'job_draft',
    ],
    ...['history', 'retention_step', 'certificate'],
  ],
};
const READ_BY_ALL = new Set(['user', 'user_group']);

/** Statements that stand elsewhere, and why. */
const ROWS_OF_FILES = 'Adding a file and taking it back change users a whole row at a time.';
const FILTERED = 'A leaf of a filter, in the one statement that the filter becomes.';
const JOBS_SINCE =
  'A file remembers which job came last, so as not to be taken back from under one.';
const STEPS_SINCE =
  'A file remembers which decision came last: those of before it stand when it is taken back.';
const KNOWN_SETS = 'Who signed can only have known sets that were there.';
const SEALED = 'A seal breaks by jobs that were submitted since it was signed.';
const LAST_CHANGE = 'Which of all changes was the last, whatever was changed.';
const MOVES = 'Where jobs moved users, in one join: their former group protects them still.';
const RESTS_ON =
  'Which entries of users’ histories something rests on: a file may have told more since.';
const SUMMED = 'What has come to its end is summed up, whatever table it stands in.';

const EXCEPTIONS: Readonly<Record<string, string>> = {
  'db/snapshots/keepSnapshot.ts: setting':
    'Whether a snapshot is kept before an update is asked before the update.',
  'db/snapshots/ownSnapshots.ts: workspace': 'A snapshot is known by when its workspace was made.',
  'db/summedTables.ts: decision_step': SUMMED,
  'db/summedTables.ts: import_file': SUMMED,
  'db/summedTables.ts: import_original': SUMMED,
  'db/summedTables.ts: job': SUMMED,
  'db/summedTables.ts: standing_block': SUMMED,
  'db/pageGaps.ts: workspace': 'What the file still has to be cleared of is its own matter.',
  'importing/commit/markCommitted.ts: decision_step': STEPS_SINCE,
  'importing/commit/markCommitted.ts: job': JOBS_SINCE,
  'importing/commit/commitImport.ts: user': ROWS_OF_FILES,
  'importing/commit/commitStatements.ts: user': ROWS_OF_FILES,
  'importing/commit/countedUsers.ts: user': ROWS_OF_FILES,
  'importing/commit/undoImport.ts: job': JOBS_SINCE,
  'importing/commit/undoImport.ts: user': ROWS_OF_FILES,
  'importing/compare/exclusionLists.ts: user_set': 'A list whose set was deleted keeps nobody.',
  'importing/compare/staffLists.ts: user': ROWS_OF_FILES,
  'importing/show/importQueries.ts: protected_rule':
    'A blank group matters where groups are protected.',
  ...Object.fromEntries(
    ['decision_step', 'import_file', 'job', 'user_set'].map((table) => [
      `session/lastChange.ts: ${table}`,
      LAST_CHANGE,
    ]),
  ),
  'jobs/sweepForgotten.ts: import_file': RESTS_ON,
  'jobs/sweepForgotten.ts: user_before': RESTS_ON,
  'replica/askUsers.ts: job_user': FILTERED,
  'replica/deletions.ts: job': 'Users were deleted when the job ended that did it.',
  'replica/erasures.ts: job': 'What was erased is told by the request of the job that did it.',
  'replica/askUsers.ts: sample_user': FILTERED,
  'replica/groupMoves.ts: history': MOVES,
  'replica/groups.ts: user_before': 'A group is kept that users may have again.',
  'replica/reviewStates.ts: decision_step':
    'A review state is the number of a step, and a step says what it means.',
  'review/decisionSteps.ts: job':
    'A million users aren’t asked who was purged before there was any purge.',
  'review/register.ts: history': MOVES,
  'review/register.ts: import_file': MOVES,
  'review/signOff.ts: job': SEALED,
  'review/signOff.ts: user_set': KNOWN_SETS,
};

const OWNER = new Map(
  Object.entries(OWNED).flatMap(([folder, tables]) => tables.map((table) => [table, folder])),
);
const STATEMENT = /\b(FROM|JOIN|INTO|UPDATE)\s+"?([a-z_]+)\b/g;

/** `folder/file.ts: table` of every statement that stands outside the table's folder. */
function outside(): string[] {
  const files = readdirSync(ENGINE, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !ELSEWHERE.test(file));
  const found = files.flatMap((file) => {
    const text = readFileSync(join(ENGINE, file), 'utf8');
    return [...text.matchAll(STATEMENT)].flatMap(([, verb, table = ''], n, all) => {
      const owner = OWNER.get(table);
      const before = text.slice(0, all[n]?.index).trimEnd();
      const reads = (verb === 'FROM' && !before.endsWith('DELETE')) || verb === 'JOIN';
      if (owner === undefined || file.startsWith(`${owner}/`)) return [];
      return reads && READ_BY_ALL.has(table) ? [] : [`${file}: ${table}`];
    });
  });
  return [...new Set(found)].sort();
}

test('every table of the schema has an owner', () => {
  const tables = [...readFileSync(SCHEMA, 'utf8').matchAll(/^CREATE TABLE "?(\w+)/gm)];
  expect([...OWNER.keys()].sort()).toEqual(tables.map(([, table]) => table).sort());
});

test('statements about a table stand in its folder', () => {
  expect(outside()).toEqual(Object.keys(EXCEPTIONS).sort());
});
