/** The versions of the program, put in from package.json when it is built, and of what it runs in: for reports. */
import type { RuntimeVersions } from '#shared/contract/shapes/jobReport.ts';
import { version } from '../../package.json' with { type: 'json' };
import { sqliteVersion } from './db/db.ts';

export const PROGRAM_VERSION: string = version;

export function runtimeVersions(): RuntimeVersions {
  const { electron, node } = process.versions;
  // Without Electron only where a developer runs the engine in Node itself.
  return { electron: electron ?? null, node, sqlite: sqliteVersion() };
}
