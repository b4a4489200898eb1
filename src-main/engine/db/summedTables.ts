/**
 * Which tables have checksums, what of them is summed up together, and when. All are here but those of which nothing
 * that is decided, shown as evidence or reported is made: views and drafts that a librarian keeps beside it (grid_view,
 * job_draft), the latest revisions for columns in memory (user_change), the revision (workspace, parsed when it is read),
 * what overwrites (zeros), by what an erasure under way finds people (erasing_text), the audit trail, whose entries hang on each other by their hashes (audit_entry, audit_head),
 * and the checksums themselves, which are summed up for each unit. docs/decisions/0032.
 */

/** What is summed up together, by the table whose rows it belongs to. */
export type Summed = keyof typeof SUMMED;

export interface SummedTable {
  readonly table: string;
  /** Which rows belong to unit @id. */
  readonly within: string;
  /** What orders its rows within the unit: a whole number, other for each. */
  readonly key: string;
  /** So many rows have a checksum together; -1: all. Those have one key, and an order of their own. */
  readonly rows: number;
  readonly order?: string;
  /** Columns that may change. */
  readonly but?: readonly string[];
}

export interface SummedUnit {
  /** Numbers of those that have come to their end: until they are changed by what forgets the checksum, they stay. */
  readonly ids: string;
  readonly tables: readonly SummedTable[];
}

const MANY = 5000;
/** Users are changed all over by a file, and a few at a time by hand. */
const BLOCK = 4096;

const ofImport = (table: string, key: string, rows: number): SummedTable => ({
  ...{ table, key, rows },
  within: 'import_id = @id',
});
const ofJob = (table: string, key: string, rows: number): SummedTable => ({
  ...{ table, key, rows },
  within: 'job_id = @id',
});

/** As one, and anew with each change (keptSums.ts): small tables that change. */
const whole = (table: string, order: string): SummedUnit => ({
  ids: 'SELECT 0 AS id',
  tables: [{ table, within: '@id = 0', key: '0', rows: -1, order }],
});

const READ_FILES = `SELECT import_id AS id FROM import_file WHERE state IN ('checked', 'committed')`;

const SUMMED = {
  // What files said.
  import_file: {
    ids: READ_FILES,
    tables: [
      // Chunks of both series; a file has less than a million of them.
      ofImport('import_chunk', 'series * 1000000 + chunk_no', 40),
      ofImport('import_error', 'error_no', 1000),
      ofImport('import_key', 'bucket', 64),
    ],
  },
  /** What can be asked of lines: made when their file is added, dropped when it is taken back. */
  line_piece: {
    ids: `SELECT import_id AS id FROM import_file WHERE state = 'committed'`,
    tables: [ofImport('line_piece', 'piece_no', 8)],
  },
  /** Piece by piece: verify reads them, too. They go by age, before the file does. */
  import_original: {
    ids: `${READ_FILES} AND EXISTS (SELECT 1 FROM import_original o WHERE o.import_id = import_file.import_id)`,
    tables: [ofImport('import_original', 'piece', 4)],
  },
  /** Compared anew, they are others. */
  import_part: {
    ids: READ_FILES,
    tables: [{ ...ofImport('import_part', '0', -1), order: 'part' }],
  },
  imports: whole('import_file', 'import_id'),
  original_choice: whole('original_choice', 'import_id'),
  import_profile: whole('import_profile', 'profile_id'),
  // Users as they are, and as they were before a file.
  user: {
    ids: `WITH RECURSIVE block (id) AS (SELECT 0 UNION ALL
            SELECT id + 1 FROM block WHERE id < (SELECT max(user_no) / ${BLOCK} FROM user))
          SELECT id FROM block`,
    tables: [
      {
        table: 'user',
        within: `user_no BETWEEN @id * ${BLOCK} AND @id * ${BLOCK} + ${BLOCK - 1}`,
        key: 'user_no',
        rows: BLOCK,
      },
    ],
  },
  user_before: {
    ids: `SELECT import_id AS id FROM import_file WHERE state = 'committed'`,
    tables: [ofImport('user_before', 'user_no', MANY)],
  },
  user_group: whole('user_group', 'group_no'),
  user_note: whole('user_note', 'note_id'),
  user_letter: whole('user_letter', 'letter_id'),
  // What was decided, and by what.
  standing_block: {
    ids: 'SELECT block_no AS id FROM standing_block',
    tables: [{ table: 'standing_block', within: 'block_no = @id', key: 'block_no', rows: 1 }],
  },
  decision_step: {
    ids: 'SELECT step_id AS id FROM decision_step',
    tables: [
      // Undone and made again it is the same decision; that its state is one is checked by the table itself.
      {
        table: 'decision_step',
        within: 'step_id = @id',
        key: 'step_id',
        rows: 1,
        but: ['state'],
      },
      { table: 'decision_before', within: 'step_id = @id', key: 'decided_in', rows: 1000 },
    ],
  },
  setting: whole('setting', 'name'),
  protected_rule: whole('protected_rule', 'rule_id'),
  twin_answer: whole('twin_answer', 'first_key, second_key'),
  user_set: whole('user_set', 'set_id'),
  sample: whole('sample', 'sample_id'),
  sample_user: whole('sample_user', 'sample_id, user_no'),
  sign_off: whole('sign_off', 'sign_off_id'),
  signature: whole('signature', 'sign_off_id, position'),
  alma_step: whole('alma_step', 'step'),
  audit_staff: whole('audit_staff', 'staff_no'),
  retention_step: whole('retention_step', 'step_no'),
  exported_file: whole('exported_file', 'export_id'),
  certificate: whole('certificate', 'job_id'),
  tombstone: whole('tombstone', 'mark'),
  tombstone_key: whole('tombstone_key', 'only_row'),
  capture_key: whole('capture_key', 'only_row'),
  erased_row: whole('erased_row', 'import_id, row_number'),
  return_decision: whole('return_decision', 'decision_no'),
  after_erasing: whole('after_erasing', 'job_id, what, ref'),
  // What jobs did.
  job: {
    ids: `SELECT job_id AS id FROM job WHERE state IN ('completed', 'failed')`,
    tables: [
      { ...ofJob('job', 'job_id', 1), but: ['read_at', 'message_read_at'] },
      ofJob('job_capture', 'job_id', 1),
      ofJob('capture_erasure', 'by_job', 1000),
      ofJob('job_decision', 'step_id', 1000),
      ofJob('job_user', 'user_no', MANY),
      ofJob('job_user_fact', 'user_no', MANY),
      ofJob('history', 'history_id', MANY),
      ofJob('line_change', 'line_change_no', 40),
    ],
  },
} as const satisfies Readonly<Record<string, SummedUnit>>;

export const SUMMED_UNITS = Object.keys(SUMMED) as Summed[];

export const unitOf = (unit: Summed): SummedUnit => SUMMED[unit];

/** Small tables that are summed up as one, by table. */
export const WHOLE_TABLES: ReadonlyMap<string, Summed> = new Map(
  SUMMED_UNITS.flatMap((unit) => {
    const [first] = unitOf(unit).tables;
    return first?.within === '@id = 0' ? [[first.table, unit] as const] : [];
  }),
);
