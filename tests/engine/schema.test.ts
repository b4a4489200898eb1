/**
 * The schema: what the migrations make is what was reviewed, and what the catalogue of user fields
 * and the architecture promise of it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MIGRATIONS } from '#engine/db/migrations.ts';
import { Database } from '#engine/db/sqlite.ts';
import { createWorkspace } from '#engine/db/workspaceFile.ts';
import { isOfRecord, RECORD, storedColumn } from '#engine/replica/fieldColumns.ts';
import { USER_FIELDS, type UserFieldName } from '#shared/fields/userFields.ts';
import { temporaryFolder } from '../support/engine.ts';
import { schemaText } from '../support/schemaText.ts';

const SCHEMA_FILE = join(import.meta.dirname, '../../resources/schema.sql');

function newWorkspace() {
  const path = join(temporaryFolder(), 'New.purgedesk');
  createWorkspace(path);
  return new Database(path, { readonly: true });
}

const columnOf = (name: UserFieldName) => (isOfRecord(name) ? RECORD : storedColumn(name));

describe('the schema', () => {
  test('is the one in resources/schema.sql, which was reviewed', () => {
    const db = newWorkspace();
    const text = schemaText(db);
    db.close();
    if (process.env.UPDATE_SCHEMA === '1') writeFileSync(SCHEMA_FILE, text);
    expect(readFileSync(SCHEMA_FILE, 'utf8')).toBe(text);
  });

  test('schema.sql alone makes the same database', () => {
    const db = new Database(':memory:');
    const text = readFileSync(SCHEMA_FILE, 'utf8');
    db.pragma('foreign_keys = OFF');
    db.exec(text);
    expect(schemaText(db)).toBe(text);
    db.close();
  });

  test('every table is STRICT, so that no text can stand in a date’s or an amount’s place', () => {
    const db = newWorkspace();
    const loose = db
      .prepare(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
      )
      .pluck()
      .all();
    expect(loose).toEqual([]);
    db.close();
  });

  test('every field of the catalogue has its column, and is kept before an import changes it', () => {
    const db = newWorkspace();
    const columns = (table: string) =>
      db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];
    const names = USER_FIELDS.map((field) => field.name);
    // A user's group is kept by number, fields of the record stand together.
    const inUser = [...new Set(names.map(columnOf))];
    expect(columns('user')).toEqual(expect.arrayContaining(inUser));
    const before = columns('user_before').slice(1);
    expect(
      before.map((name) => (name === 'source_import' ? 'import_id' : name)).toSorted(),
    ).toEqual([...columns('user'), 'flags'].toSorted());
    db.close();
  });

  test('every field’s column holds what its type is stored as', () => {
    const db = newWorkspace();
    const typeOf = db.prepare(`SELECT type FROM pragma_table_info(?) WHERE name = ?`).pluck();
    const numbers: readonly string[] = ['number', 'money', 'yesNo'];
    for (const { name, kind } of USER_FIELDS) {
      if (columnOf(name) !== name) continue;
      for (const table of ['user', 'user_before'])
        expect([table, name, typeOf.get(table, name)]).toEqual([
          table,
          name,
          numbers.includes(kind) ? 'INTEGER' : 'TEXT',
        ]);
    }
    db.close();
  });

  test('references are whole and a new workspace has had every migration', () => {
    const db = newWorkspace();
    expect(db.pragma('foreign_key_check')).toEqual([]);
    expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    db.close();
  });
});
