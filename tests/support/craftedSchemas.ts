/**
 * Workspaces in whose schema another program planted something, each in one way: what runs by itself, what changes what
 * is asked or stored, what never ends. The crafting goes around SQLite's defences, as a hostile program would.
 */
import { Database } from '#engine/db/sqlite.ts';

export interface Craft {
  readonly title: string;
  /** What the refusal must name; none: SQLite itself can't make sense of it. */
  readonly names?: string;
  readonly craft: (db: Database) => void;
}

const sql = (text: string) => (db: Database) => {
  db.exec(text);
};

/** Changes what the schema says of a table or index, though not what is stored. */
const rewritten = (name: string, from: string, to: string) => (db: Database) => {
  db.pragma('writable_schema = ON');
  const { changes } = db
    .prepare(
      'UPDATE sqlite_schema SET sql = replace(sql, $from, $to) WHERE name = $name AND instr(sql, $from)',
    )
    .run({ from, to, name });
  if (changes !== 1) throw new Error(`The schema of ${name} doesn’t hold ${from}.`);
};

/** A schema of its own for each: what it is called, and the statement that is said to have made it. */
const planted = (type: string, name: string, statement: string) => (db: Database) => {
  db.pragma('writable_schema = ON');
  db.prepare('INSERT INTO sqlite_schema VALUES (?, ?, ?, 0, ?)').run(type, name, name, statement);
};

const ALL_NUMBERS = `CREATE VIEW all_numbers AS
  WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n;`;

export const CRAFTED_SCHEMAS: readonly Craft[] = [
  {
    title: 'a trigger that approves whom one excludes',
    names: 'trigger “excluded”',
    craft: sql(`CREATE TRIGGER excluded AFTER INSERT ON decision_step WHEN new.decision = 'excluded'
      BEGIN UPDATE decision_step SET decision = 'approved' WHERE step_id = new.step_id; END`),
  },
  {
    title: 'a trigger that never ends',
    names: 'trigger “endless”',
    craft: sql(`${ALL_NUMBERS} CREATE TRIGGER endless AFTER UPDATE ON workspace
      BEGIN DELETE FROM setting WHERE name IN (SELECT x FROM all_numbers); END`),
  },
  { title: 'a view that never ends', names: 'view “all_numbers”', craft: sql(ALL_NUMBERS) },
  {
    title: 'a view in the place of a table',
    names: 'table “kept”',
    craft: sql(`ALTER TABLE setting RENAME TO kept;
      CREATE VIEW setting AS SELECT name, value FROM kept`),
  },
  {
    title: 'a generated column of 100 MB',
    names: 'table “setting”',
    craft: sql(`ALTER TABLE setting ADD COLUMN huge TEXT AS (hex(zeroblob(100000000))) VIRTUAL`),
  },
  {
    title: 'a constraint that takes long with every row',
    names: 'table “history”',
    craft: rewritten(
      'history',
      'field TEXT NOT NULL',
      'field TEXT NOT NULL CHECK (length(hex(zeroblob(400000000))) > 0)',
    ),
  },
  {
    title: 'a constraint less',
    names: 'table “decision_step”',
    craft: rewritten('decision_step', ", 'approved')", ", 'approved', 'purged')"),
  },
  {
    title: 'a default that decides',
    names: 'table “decision_step”',
    craft: rewritten(
      'decision_step',
      'confirmed INTEGER NOT NULL DEFAULT 0',
      'confirmed INTEGER NOT NULL DEFAULT 1',
    ),
  },
  {
    title: 'no STRICT any more, behind a comment that ends nowhere',
    names: 'table “setting”',
    craft: rewritten('setting', 'STRICT, WITHOUT ROWID', 'WITHOUT ROWID /* STRICT'),
  },
  {
    title: 'a comment that SQLite reads to a zero byte only',
    names: 'table “workspace”',
    craft: rewritten('workspace', ') STRICT', ') --\0\n STRICT'),
  },
  {
    title: 'another table',
    names: 'table “payload”',
    craft: sql('CREATE TABLE payload (bytes BLOB)'),
  },
  {
    title: 'a table with modules behind it',
    names: 'table “found”',
    craft: sql('CREATE VIRTUAL TABLE found USING fts5(name)'),
  },
  {
    title: 'a table less',
    names: 'table “job_capture” is missing',
    craft: sql('DROP TABLE job_capture'),
  },
  {
    title: 'an index over an expression',
    names: 'index “by_length”',
    craft: sql('CREATE INDEX by_length ON setting (length(hex(value)))'),
  },
  {
    title: 'an index of some rows alone, under a known name',
    names: 'index “history_by_user”',
    craft: sql(`DROP INDEX history_by_user;
      CREATE INDEX history_by_user ON history (user_no) WHERE user_no > 5`),
  },
  {
    title: 'statistics that are no table of SQLite’s',
    names: 'view “sqlite_stat1”',
    craft: planted(
      'view',
      'sqlite_stat1',
      'CREATE VIEW sqlite_stat1 AS SELECT 1 AS tbl, 2 AS idx, 3 AS stat',
    ),
  },
  {
    title: 'a name that would fill the window',
    names: `table “${'x'.repeat(60)}…”`,
    craft: sql(`CREATE TABLE ${'x'.repeat(100_000)} (a)`),
  },
  {
    title: 'a trigger that SQLite can’t read',
    craft: planted('trigger', 'broken', 'CREATE TRIGGER broken AFTER'),
  },
];

/** Changes a closed workspace as another program would. */
export function craftIn(path: string, craft: (db: Database) => void): void {
  const db = new Database(path);
  try {
    db.unsafeMode(true);
    craft(db);
  } finally {
    db.close();
  }
}
