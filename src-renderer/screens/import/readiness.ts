/** Whether a file that was read can be added as it is. The engine refuses the same; here it is only shown. */
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';

/** It says by itself that it names nobody. */
export function isEmptyReport({ identifiers, notices }: ImportCheck): boolean {
  return identifiers === 0 && notices.some(({ code }) => code === 'empty-report');
}

/**
 * Added on its own, on purpose, and never along with others: the same file again, or candidates of whom there are none.
 * They say of nobody that they have no loans, as an empty report of loans does; a filter in Analytics was wrong.
 */
export function isAddedAlone(check: ImportCheck): boolean {
  return check.same !== null || (check.kind === 'candidates' && check.identifiers === 0);
}

/** Whether nothing has to be answered before it can be added. */
export function isReady(check: ImportCheck): boolean {
  return (
    check.state === 'checked' &&
    check.question === null &&
    check.missing.length === 0 &&
    (check.identifiers > 0 || isEmptyReport(check)) &&
    (check.list === null || (check.list.recognised === true && check.list.purpose !== 'open'))
  );
}
