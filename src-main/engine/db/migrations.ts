/**
 * Migrations in order; the number of those a file has had is its user_version.
 * Add at the end, never edit one that has shipped.
 */
import { I_SHARE, OK_TO_PURGE } from '#shared/domain/jobs.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import type { WritableDb } from './db.ts';
import workspaceSql from './migrations/001-workspace.sql?raw';
import { migrateImports } from './migrations/002-imports.ts';
import userChangesSql from './migrations/003-user-changes.sql?raw';
import { migrateReview } from './migrations/004-review.ts';
import { migrateStandings } from './migrations/005-standings.ts';
import approvalSql from './migrations/006-approval.sql?raw';
import { beginTrail } from './migrations/006-approval.ts';

export const MIGRATIONS: readonly ((db: WritableDb) => void)[] = [
  (db) => {
    db.exec(workspaceSql);
    db.prepare('INSERT INTO workspace (only_row, revision, created_at) VALUES (1, 1, ?)').run(
      Date.now(),
    );
    const group = db.prepare('INSERT INTO user_group (name, name_key) VALUES (?, ?)');
    for (const name of [OK_TO_PURGE, I_SHARE]) group.run(name, foldText(name));
  },
  migrateImports,
  (db) => db.exec(userChangesSql),
  migrateReview,
  migrateStandings,
  (db) => {
    db.exec(approvalSql);
    beginTrail(db);
  },
];
