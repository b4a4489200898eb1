/**
 * User groups: compared by name without case and outer spaces (docs/domain.md, section 6, rule 5);
 * users hold the number. Reports show a group's name, Alma's payloads its code: both have a place.
 */
import type { GroupCount } from '#shared/contract/shapes/users.ts';
import { foldText, trimOuterSpace } from '#shared/domain/primaryIdentifier.ts';
import { all, get, prepared, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { PRESENT_SQL } from './membership.ts';

/** The group's number, or undefined when no user and no setting has ever named it. */
export function findGroup(db: ReadableDb, name: string): number | undefined {
  return get<{ group_no: number }>(
    db,
    'SELECT group_no FROM user_group WHERE name_key = ?',
    foldText(name),
  )?.group_no;
}

export function ensureGroup(db: WritableDb, name: string): number {
  const known = findGroup(db, name);
  if (known !== undefined) return known;
  const result = run(
    db,
    'INSERT INTO user_group (name, name_key) VALUES (?, ?)',
    trimOuterSpace(name),
    foldText(name),
  );
  return Number(result.lastInsertRowid);
}

/**
 * Forgets groups that nobody has or had before a file that can be taken back, but for those that are named:
 * a column that was mistaken for the group would leave them behind. Must run inside a transaction.
 */
export function dropUnusedGroups(db: WritableDb, named: readonly string[]): void {
  const kept = `SELECT group_no FROM user WHERE group_no IS NOT NULL
    UNION SELECT group_no FROM user_before WHERE group_no IS NOT NULL
    UNION SELECT o.value FROM user u, json_each(u.other_groups) o WHERE u.other_groups IS NOT NULL
    UNION SELECT o.value FROM user_before b, json_each(b.other_groups) o WHERE b.other_groups IS NOT NULL`;
  const unused = prepared(
    db,
    `SELECT group_no FROM user_group WHERE group_no NOT IN (${kept}) AND name_key NOT IN (SELECT value FROM json_each(?))`,
  )
    .pluck()
    .all(JSON.stringify(named.map(foldText))) as number[];
  if (unused.length === 0) return;
  // Else SQLite would look through all users for each of them, to be sure that nobody has it.
  db.exec('CREATE INDEX user_by_group ON user (group_no)');
  const remove = prepared(db, 'DELETE FROM user_group WHERE group_no = ?');
  for (const groupNo of unused) remove.run(groupNo);
  db.exec('DROP INDEX user_by_group');
}

/** Names of all groups by number. */
export function groupNames(db: ReadableDb): Map<number, string> {
  const rows = all<{ group_no: number; name: string }>(db, 'SELECT group_no, name FROM user_group');
  return new Map(rows.map(({ group_no, name }) => [group_no, name]));
}

/** @param protectedKeys folded names of groups that the register protects */
export function listGroups(db: ReadableDb, protectedKeys: ReadonlySet<string>): GroupCount[] {
  const rows = all<{ name: string; name_key: string; users: number }>(
    db,
    `SELECT g.name, g.name_key, count(u.user_no) AS users
     FROM user_group g LEFT JOIN user u ON u.group_no = g.group_no AND ${PRESENT_SQL}
     GROUP BY g.group_no ORDER BY g.name COLLATE NOCASE`,
  );
  return rows.map((row) => ({
    name: row.name,
    users: row.users,
    protected: protectedKeys.has(row.name_key),
  }));
}
