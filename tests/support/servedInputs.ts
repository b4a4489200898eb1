/** Inputs of the requests that change the workspace and aren't writes: what is handed to them when they are to be refused. */
/** What the serving thread does itself; the rest answers to the compiler. */
export const SERVED_INPUTS: Readonly<Record<string, unknown>> = {
  'imports.readAgain': { importId: 1, options: {} },
  'imports.useProfile': { importId: 1, profileId: 1 },
  'snapshots.restore': { name: 'x' },
  'snapshots.remove': { names: ['x'] },
  'jobs.keepDraft': { kind: 'purge-user-records', draft: {} },
  'workspace.erase': { typedName: 'Library' },
};
