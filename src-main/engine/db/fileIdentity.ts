/** Which file a path leads to, whatever it is called: links to one file have one identity. Must never open it. */
import { realpathSync, statSync } from 'node:fs';

/** Device and number of the file; undefined where there is none. The system may give both anew once a file is deleted. */
export function identityOf(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev}-${found.ino}`;
}

/** The path behind symbolic links; the same where nothing is. */
export function realPathOf(path: string): string {
  return identityOf(path) === undefined ? path : realpathSync.native(path);
}
