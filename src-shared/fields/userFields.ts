/**
 * The one catalogue of user fields: names, labels, kinds, and the headings by which Analytics
 * exports call them. Importing maps columns by it, the grid makes columns and filters of it.
 * To teach the program a column, add a row here and a column of the same name in a migration.
 */

export type FieldKind = 'identifier' | 'text' | 'choice' | 'date' | 'yesNo' | 'number' | 'money';

export interface UserField {
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
  /** Headings in exports, compared without case, spaces and punctuation. The label always counts. */
  readonly aliases: readonly string[];
  readonly sortable: boolean;
  /** Shown in the review grid unless the user chooses otherwise. */
  readonly shown: boolean;
}

function field(
  name: string,
  label: string,
  kind: FieldKind,
  aliases: readonly string[] = [],
  shown = true,
) {
  return { name, label, kind, aliases, shown, sortable: true } as const;
}

/** `name` is also the column in the table `user`, but for the group, which is kept by number. */
export const USER_FIELDS = [
  field('primary_identifier', 'Primary identifier', 'identifier', [
    'Primary ID',
    'Username',
    'User Primary Identifier',
    'Primary Identifier Value',
    'User Primary ID',
    'Borrower Primary Identifier',
    'Requester Primary Identifier',
    'Patron Primary Identifier',
    'PID',
  ]),
  field('last_name', 'Last name', 'text', ['Surname', 'Family name']),
  field('first_name', 'First name', 'text', ['Given name']),
  field('user_group', 'User group', 'choice', ['Group', 'Patron group', 'User group description']),
  field('staff_role', 'Has role other than patron and instructor', 'yesNo', [
    'Has Role other than Patron',
    'Staff role',
    'Has staff role',
  ]),
  field('expiry_date', 'Expiry date', 'date', ['Expiration date', 'User expiry date', 'Expiry']),
  field('purge_date', 'Purge date', 'date', ['User purge date']),
  field(
    'days_past_purge',
    'Days between today and purge date',
    'number',
    ['Days past purge date'],
    false,
  ),
  field('record_type', 'Record type', 'choice', ['User record type'], false),
  field('alma_user_id', 'User ID', 'text', ['Alma user ID'], false),
  field('loans', 'Loans', 'number', [
    'Loan count',
    'Number of loans',
    'Active loans',
    'Outstanding loans',
    'Num of loans',
    '# of Loans',
    'Loans (In House + Not In House)',
    'Loans (Not In House)',
  ]),
  field('balance', 'Balance', 'money', [
    'Active balance',
    'Fines balance',
    'Fines/fees balance',
    'Amount owed',
    'Fines and fees',
    'Remaining balance',
    'Balance due',
  ]),
  field(
    'transferred',
    'Transferred balance',
    'money',
    ['Transferred amount', 'Transferred fines/fees', 'Exported to bursar'],
    false,
  ),
  field(
    'acquisitions',
    'PO lines, POs and invoices',
    'number',
    ['Assigned PO lines', 'Acquisitions'],
    false,
  ),
  field(
    'purchase_requests',
    'Open purchase requests',
    'number',
    ['Purchase requests', 'Number of Purchase Requests'],
    false,
  ),
  field(
    'hold_shelf_requests',
    'Resource sharing on hold shelf',
    'number',
    ['Resource sharing requests on hold shelf', 'Hold shelf resource sharing requests'],
    false,
  ),
  field('import_profiles', 'Import profiles', 'number', [], false),
  field('locked_records', 'Locked bibliographic records', 'number', ['Locked records'], false),
  field('md_editor', 'Working in the MD Editor', 'number', ['MD Editor'], false),
  field('account_type', 'Account type', 'choice', ['User account type', 'User Type'], false),
  field('status', 'Status', 'choice', ['User status', 'Account status', 'Active'], false),
  field('roles', 'Roles', 'text', ['User roles', 'Role', 'Role name', 'User role'], false),
  field('job_category', 'Job category', 'choice', ['User job category'], false),
  field('campus', 'Campus', 'choice', ['Campus name', 'User campus', 'Campus code'], false),
  field(
    'email',
    'E-mail',
    'text',
    ['Email', 'Email address', 'Preferred email', 'Preferred Email Address', 'User email', 'Mail'],
    false,
  ),
  field(
    'loans_elsewhere',
    'Loans at other libraries',
    'number',
    ['Loans elsewhere', 'Loan count at other libraries', 'Loans at other institutions'],
    false,
  ),
  field(
    'fines_elsewhere',
    'Fines at other libraries',
    'money',
    ['Fines elsewhere', 'Fines at other institutions'],
    false,
  ),
  field(
    'open_requests',
    'Open requests',
    'number',
    ['Number of requests', 'Num of Requests', '# of Requests'],
    false,
  ),
] as const satisfies readonly UserField[];

export type UserFieldName = (typeof USER_FIELDS)[number]['name'];

export const userFieldNames = USER_FIELDS.map((each) => each.name) as [
  UserFieldName,
  ...UserFieldName[],
];

const byName = new Map<string, UserField>(USER_FIELDS.map((each) => [each.name, each]));

export function userField(name: UserFieldName): UserField {
  return byName.get(name)!;
}

/** A heading without case, spaces and punctuation: how headings are compared. */
export function foldHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
