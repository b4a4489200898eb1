/** Names that the program proposes for workspace files. */
export const workspaceNames = {
  first: 'Purge cycle',
  copyOf: (name: string) => `${name} copy`,
} as const;
