/**
 * Files that the librarian chose, as random tokens: the page gets a token with the name and the last
 * folder's name, the engine gets the path. Dialogs, drops, recent workspaces and samples are granted
 * here. A token must never reach the page before the engine knows it, and a path never.
 */
import { randomBytes } from 'node:crypto';
import { basename, dirname } from 'node:path';
import type { GrantedFile, MainToEngine } from '#shared/contract/desktopContract.ts';

/** Chosen to be read (or opened and worked on), or chosen as the place for something new. */
export type GrantUse = 'open' | 'save';

interface Grant {
  readonly token: string;
  readonly path: string;
  readonly use: GrantUse;
}

type GrantMessage = Extract<MainToEngine, { type: 'file.granted' }>;

const messageOf = ({ token, path, use }: Grant): GrantMessage => ({
  type: 'file.granted',
  token,
  path,
  use,
});

export interface FileTokens {
  grant(path: string, use: GrantUse): Promise<GrantedFile>;
  /** Path of a file that was chosen as a target; undefined for any other token. */
  savedPath(token: string): string | undefined;
  /** For an engine that starts anew. */
  all(): readonly GrantMessage[];
  /** What a page was granted that is gone: paths may name somebody. */
  forget(): void;
}

export function fileTokens(tell: (message: GrantMessage) => Promise<void>): FileTokens {
  const grants = new Map<string, Grant>();
  const keyOf = (path: string, use: GrantUse) => `${use} ${path}`;
  const byFile = new Map<string, Grant>();
  return {
    async grant(path, use) {
      const known = byFile.get(keyOf(path, use));
      const grant = known ?? { token: randomBytes(24).toString('base64url'), path, use };
      grants.set(grant.token, grant);
      byFile.set(keyOf(path, use), grant);
      await tell(messageOf(grant));
      return { token: grant.token, name: basename(path), folder: basename(dirname(path)) };
    },
    savedPath(token) {
      const grant = grants.get(token);
      return grant?.use === 'save' ? grant.path : undefined;
    },
    all: () => [...grants.values()].map(messageOf),
    forget() {
      grants.clear();
      byFile.clear();
    },
  };
}
