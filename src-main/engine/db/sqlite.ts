/**
 * The SQLite library, in the one of its two packages that fits the runtime: `better-sqlite3-napi` needs version 10 of
 * Node's stable interface for addons, which all supported releases of Electron have; `better-sqlite3` is the one that
 * the fallback runtime's addon was made for. The only module that loads either; nobody else may choose.
 */
import { createRequire } from 'node:module';
import type BetterSqlite from 'better-sqlite3';

/** An older runtime would crash on the newer addon instead of refusing it. */
export const SQLITE_PACKAGE =
  Number(process.versions.napi) >= 10 ? 'better-sqlite3-napi' : 'better-sqlite3';

/** Opens a file. */
export const Database: typeof BetterSqlite = createRequire(import.meta.url)(SQLITE_PACKAGE);
export type Database = BetterSqlite.Database;
export type Statement = BetterSqlite.Statement;
export type RunResult = BetterSqlite.RunResult;
export type OpenOptions = BetterSqlite.Options;
