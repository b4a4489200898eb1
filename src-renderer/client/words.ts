/** Why what changes the workspace is out of use. */
export const readOnlyReason = 'This workspace is open for reading only.';

/** Names that the program proposes for workspace files. */
export const workspaceNames = {
  first: 'Purge cycle',
  copyOf: (name: string) => `${name} copy`,
} as const;
