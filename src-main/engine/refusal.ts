/**
 * An expected failure: words for the librarian that say what, where and what to do.
 * Thrown by any engine module, turned into the contract's REFUSED by the handlers, and into one
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
