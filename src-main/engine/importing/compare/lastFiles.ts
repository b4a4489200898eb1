/**
 * What the file that described a user last says of jobs before it: once it told another value than the one that a job had
 * replaced, that job is done in Alma, or overtaken. A later file that goes back to the former value is news. Reads only.
 */
import type { UserFieldName } from '#shared/fields/userFields.ts';
import { get, type ReadableDb } from '../../db/db.ts';
import { factReaderOf } from '../rows/entries.ts';
import { columnsOfFile, getImportFile } from '../rows/importFile.ts';
import { noticed, readRowGroup } from '../rows/rowGroups.ts';
import type { KnownUser } from './knownUsers.ts';

interface LastFile {
  readonly told: ReadonlySet<UserFieldName>;
  readonly jobsBefore: number;
  /** Rows that still told the former value. */
  readonly notMovedYet: ReadonlySet<number>;
}

export class LastFiles {
  readonly #db: ReadableDb;
  readonly #files = new Map<number, LastFile | undefined>();

  constructor(db: ReadableDb) {
    this.#db = db;
  }

  /** The newest job whose change of the field is over for a user; 0: none is. */
  jobsOverBy({ importId, row }: KnownUser, field: UserFieldName): number {
    if (!this.#files.has(importId)) this.#files.set(importId, this.#read(importId));
    const file = this.#files.get(importId);
    return file?.told.has(field) && !file.notMovedYet.has(row) ? file.jobsBefore : 0;
  }

  #read(importId: number): LastFile | undefined {
    const known = 'SELECT 1 FROM import_file WHERE import_id = ?';
    if (get(this.#db, known, importId) === undefined) return undefined;
    const file = getImportFile(this.#db, importId);
    return {
      told: new Set(factReaderOf(file.kind, columnsOfFile(file)).told),
      jobsBefore: file.jobs_before,
      notMovedYet: new Set(readRowGroup(this.#db, importId, noticed('not-moved-yet'))),
    };
  }
}
