/** Who writes rows tells of each of them, so that others can say how far it is, and end it. */
export interface RowWatch {
  /** Before the first row: how many there will be. */
  begin(total: number): void;
  /** @throws when nobody wants the rest any more */
  wrote(rows?: number): void;
}
