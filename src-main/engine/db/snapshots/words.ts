/** The names that a file manager shows of snapshots. The same on every computer. */
export const SNAPSHOT_WORDS = {
  folder: (workspace: string) => `${workspace} snapshots`,
  /** Sorts by time. @param what such as `before Purge User Records` */
  file: (time: string, what: string) => `${time} ${what}`,
  another: (name: string, number: number) => `${name} (${number})`,
  before: (title: string) => `before ${title}`,
  beforeUpdate: 'before the update',
  beforeRestoring: 'before restoring',
} as const;
