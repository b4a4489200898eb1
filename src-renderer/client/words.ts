/** Why what changes the workspace is out of use: one sentence each. */
export const writingWords = {
  readOnly: 'This workspace is open for reading only.',
  due: 'The personal data in this workspace is due: it can only be read until it is erased or postponed.',
  'file.moved': 'The workspace file is no longer in its place: nothing can be changed until it is.',
  'file.replaced': 'Another file is in the place of the workspace file: nothing can be changed.',
  soundness: {
    sound: undefined,
    checking: 'The workspace is being checked: it can be changed as soon as that is done.',
    damaged: 'This workspace is damaged: nothing is written to it any more.',
  },
} as const;

/** Names that the program proposes for workspace files. */
export const workspaceNames = {
  first: 'Purge cycle',
  copyOf: (name: string) => `${name} copy`,
} as const;
