/** Names of staff in the audit trail, once they are erased: their number stays, and every entry with it. */
import type { Quotations } from '#shared/domain/quotations.ts';
import { all, run, type WritableDb } from '../db.ts';

/** Must run inside a transaction. */
export function eraseStaff(db: WritableDb, quotations: Quotations): void {
  const staff = all<{ staff_no: number; name: string }>(
    db,
    'SELECT staff_no, name FROM audit_staff WHERE name IS NOT NULL',
  );
  for (const { staff_no, name } of staff)
    if (quotations.isIn(name))
      run(db, 'UPDATE audit_staff SET name = NULL WHERE staff_no = ?', staff_no);
}
