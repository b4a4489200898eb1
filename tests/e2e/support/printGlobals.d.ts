/** What printMain.ts offers to a test's functions in its main process. */
import type { Printing } from '../../../src-main/app/printing.ts';

declare global {
  var printing: Printing;
  /** Has no time at all. */
  var hurried: Printing;
}
