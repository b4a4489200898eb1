/**
 * An expected failure: words for the librarian that say what, where and what to do.
 * Thrown by any engine module, turned into the contract's REFUSED by the router, and into one
 * sentence on standard error by the command line. A bug is any other error.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;
  readonly todo: string | undefined;

  /**
   * @param code stable, for programs: `workspace.foreign`
   * @param sentence what is wrong, and where
   * @param todo what the person can do next
   */
  constructor(code: string, sentence: string, todo?: string) {
    super(sentence);
    this.code = code;
    this.todo = todo;
  }
}

/** The failures of files and disks that a person can do something about; undefined for all others. */
export function fileRefusal(error: unknown): Refusal | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === 'ENOSPC' || code === 'SQLITE_FULL')
    return new Refusal(
      'file.diskFull',
      'The disk is full. Nothing was written.',
      'Free some space, then try again.',
    );
  if (/^(EACCES|EPERM|EBUSY|EROFS|EISDIR|SQLITE_CANTOPEN.*|SQLITE_READONLY.*)$/.test(code ?? '')) {
    return new Refusal(
      'file.notWritable',
      'The file can’t be written there: it is open in another program, or the folder is protected.',
      'Close it, or choose another folder.',
    );
  }
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new Refusal(
      'file.missing',
      'The file or its folder is no longer there.',
      'Choose it again.',
    );
  return undefined;
}
