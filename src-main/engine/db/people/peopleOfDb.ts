/** What the tables that belong to the file itself hold of people. */
import { type DeclaredTables, nobodyIn } from './declared.ts';

export const DB_PEOPLE: DeclaredTables = {
  zeros: nobodyIn('zeros_no', 'bytes'),
  checksum: nobodyIn('table_name', 'id', 'last_key', 'crc'),
  audit_entry: nobodyIn('entry_no', 'at', 'staff_no', 'what', 'details', 'hash'),
  audit_head: nobodyIn('only_row', 'entry_no', 'hash'),
  audit_staff: { staff_no: 'nobody', name: 'owner' },
  exported_file: { ...nobodyIn('export_id', 'import_id', 'held'), path: 'quotations' },
};
