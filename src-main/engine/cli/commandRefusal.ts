/**
 * What only the command line refuses: its arguments, and files that it can't go on with. One or two sentences for
 * standard error.
 */
export class CommandRefusal extends Error {
  override readonly name = 'CommandRefusal';
}
