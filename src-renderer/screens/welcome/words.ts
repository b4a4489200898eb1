/** All words of the screen that is shown while no workspace is open. */

export const welcomeWords = {
  product: 'Purge Desk',
  purpose: 'Review, rehearse and document the purge of expired Alma users on this computer.',
  newWorkspace: 'New workspace',
  open: 'Open',
  /** The dots: it asks first which one. */
  openReadOnly: 'Open for reading only…',
  leftOut: (name: string) =>
    `“${name}”, which was open last, wasn’t opened: the last two attempts failed.`,
  leftOutTodo: 'Open it for reading only and save a copy, open a copy of it, or another workspace.',
  openAllTheSame: 'Open it all the same',
  recent: 'Recent workspaces',
  clearList: 'Clear list',
  newHere: 'New here?',
  sample:
    'The sample cycle has three made-up workbooks: purge candidates, users with loans or fines elsewhere, and a list of users to keep. You choose first where its workspace is saved.',
  /** The dots: it asks something first. */
  startSample: 'Start with the sample cycle…',
  offline: 'Offline: nothing leaves this computer.',
} as const;
