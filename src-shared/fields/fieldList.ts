/**
 * All fields of users, in the order in which they are shown. Nothing else stands here, so that a test can put a longer
 * list in its place and see that a column needs no more than its row and a migration. German headings are the words of
 * Alma's German interface, as its help has them.
 */
import { RECORD_TYPES } from './recordTypes.ts';
import { field } from './userField.ts';

/** Keeps users from being purged: what can't be read holds them back, or counts as not told if a librarian says so. */
const RETAINS = { holdsBack: true, mayBeNotTold: true } as const;

/** A field of the record that no rule asks for, with the headings that reports give it. */
const ofRecord = (...aliases: readonly string[]) => ({ aliases, ofRecord: true }) as const;

export const FIELD_LIST = [
  field('primary_identifier', 'Primary identifier', 'identifier', {
    aliases: [
      'Primary ID',
      'Username',
      'User Primary Identifier',
      'Primary Identifier Value',
      'User Primary ID',
      'Borrower Primary Identifier',
      'Requester Primary Identifier',
      'Patron Primary Identifier',
      'Proxy Primary Identifier',
      'Instructor Primary Identifier',
      'Course Instructor Primary Identifier',
      'PID',
      'Primäre Kennung',
    ],
    shown: true,
  }),
  // Rules of the register may depend on names.
  field('last_name', 'Last name', 'text', {
    aliases: ['Surname', 'Family name', 'Nachname'],
    shown: true,
    ...RETAINS,
  }),
  field('first_name', 'First name', 'text', {
    aliases: ['Given name', 'Vorname'],
    shown: true,
    ...RETAINS,
  }),
  field('user_group', 'User group', 'choice', {
    aliases: ['Group', 'Patron group', 'User group description', 'Benutzergruppe'],
    shown: true,
    conflicts: true,
    holdsBack: true,
  }),
  field('staff_role', 'Has role other than patron and instructor', 'yesNo', {
    aliases: ['Has Role other than Patron', 'Staff role', 'Has staff role'],
    shortLabel: 'Staff role',
    shown: true,
  }),
  field('expiry_date', 'Expiry date', 'date', {
    aliases: ['Expiration date', 'User expiry date', 'Expiry', 'Ablaufdatum'],
    shown: true,
    conflicts: true,
    mayBeNotTold: true,
  }),
  field('purge_date', 'Purge date', 'date', {
    aliases: ['User purge date', 'Löschdatum'],
    shown: true,
    conflicts: true,
    holdsBack: true,
  }),
  field('days_past_purge', 'Days between today and purge date', 'number', {
    aliases: ['Days past purge date'],
    shortLabel: 'Days past purge',
    askedOften: true,
    merge: 'first',
    ofCalendar: true,
  }),
  field('record_type', 'Record type', 'choice', {
    aliases: ['User record type'],
    choices: RECORD_TYPES,
    ...RETAINS,
  }),
  field('alma_user_id', 'User ID', 'text', { aliases: ['Alma user ID'] }),
  field('loans', 'Loans', 'number', {
    aliases: [
      'Loan count',
      'Number of loans',
      'Active loans',
      'Outstanding loans',
      'Num of loans',
      '# of Loans',
      'Loans (In House + Not In House)',
      'Loans (Not In House)',
    ],
    shown: true,
    askedOften: true,
    ...RETAINS,
  }),
  field('balance', 'Balance', 'money', {
    aliases: [
      'Active balance',
      'Fines balance',
      'Fines/fees balance',
      'Amount owed',
      'Fines and fees',
      'Remaining balance',
      'Balance due',
    ],
    shown: true,
    askedOften: true,
    ...RETAINS,
  }),
  field('transferred', 'Transferred balance', 'money', {
    aliases: ['Transferred amount', 'Transferred fines/fees', 'Exported to bursar'],
    ...RETAINS,
  }),
  field('acquisitions', 'PO lines, POs and invoices', 'number', {
    aliases: ['Assigned PO lines', 'Acquisitions'],
    ...RETAINS,
  }),
  field('purchase_requests', 'Open purchase requests', 'number', {
    aliases: ['Purchase requests', 'Number of Purchase Requests'],
    ...RETAINS,
  }),
  field('hold_shelf_requests', 'Resource sharing on hold shelf', 'number', {
    aliases: ['Resource sharing requests on hold shelf', 'Hold shelf resource sharing requests'],
    ...RETAINS,
  }),
  field('import_profiles', 'Import profiles', 'number', RETAINS),
  field('locked_records', 'Locked bibliographic records', 'number', {
    aliases: ['Locked records'],
    ...RETAINS,
  }),
  field('md_editor', 'Working in the MD Editor', 'number', { aliases: ['MD Editor'], ...RETAINS }),
  field('account_type', 'Account type', 'choice', { aliases: ['User account type', 'User Type'] }),
  field('status', 'Status', 'choice', { aliases: ['User status', 'Account status', 'Active'] }),
  // A report of roles has a row for each.
  field('roles', 'Roles', 'text', {
    aliases: ['User roles', 'Role', 'Role name', 'User role'],
    merge: 'each',
  }),
  field('job_category', 'Job category', 'choice', { aliases: ['User job category'] }),
  field('campus', 'Campus', 'choice', { aliases: ['Campus name', 'User campus', 'Campus code'] }),
  field('email', 'E-mail', 'text', {
    aliases: [
      'Email',
      'Email address',
      'Preferred email',
      'Preferred Email Address',
      'User email',
      'Mail',
    ],
  }),
  // Flags depend on activity elsewhere.
  field('loans_elsewhere', 'Loans at other libraries', 'number', {
    aliases: ['Loans elsewhere', 'Loan count at other libraries', 'Loans at other institutions'],
    holdsBack: true,
  }),
  field('fines_elsewhere', 'Fines at other libraries', 'money', {
    aliases: ['Fines elsewhere', 'Fines at other institutions'],
    holdsBack: true,
  }),
  field('open_requests', 'Open requests', 'number', {
    aliases: ['Number of requests', 'Num of Requests', '# of Requests'],
  }),
  field('middle_name', 'Middle name', 'text', ofRecord('User middle name')),
  field('preferred_first_name', 'Preferred first name', 'text', ofRecord()),
  field('preferred_middle_name', 'Preferred middle name', 'text', ofRecord()),
  field('preferred_last_name', 'Preferred last name', 'text', ofRecord()),
  // Reports of loans and fines have a “Title”, too: that of a book.
  field('user_title', 'User title', 'choice', ofRecord('Title of user')),
  field(
    'job_description',
    'Job description',
    'text',
    ofRecord('User job description', 'Job title'),
  ),
  field('birth_date', 'Birth date', 'date', {
    ...ofRecord('Date of birth', 'User birth date'),
    ofThePast: true,
  }),
  field('preferred_language', 'Preferred language', 'choice', ofRecord('User preferred language')),
  field('researcher', 'Researcher', 'yesNo', ofRecord('Is researcher', 'User is researcher')),
  field(
    'assets',
    'Number of assets',
    'number',
    ofRecord('Assets', 'Research assets', 'Number of research assets'),
  ),
  field(
    'grants',
    'Number of grants',
    'number',
    ofRecord('Grants', 'Research grants', 'Number of research grants'),
  ),
  field('status_date', 'Status date', 'date', ofRecord('User status date')),
  field(
    'last_activity_date',
    'Last patron activity date',
    'date',
    ofRecord('Last activity date', 'Patron last activity date', 'User last patron activity date'),
  ),
  field(
    'created_date',
    'Creation date',
    'date',
    ofRecord('Created date', 'Date created', 'User creation date'),
  ),
  field('created_by', 'Created by', 'text', ofRecord('Creator', 'User creator')),
  field(
    'modified_date',
    'Modification date',
    'date',
    ofRecord('Modified date', 'Date modified', 'User modification date', 'Last modified'),
  ),
  field('modified_by', 'Modified by', 'text', ofRecord('User modified by', 'Last modified by')),
  field(
    'linked_from',
    'Linked from institution',
    'choice',
    ofRecord(
      'Linked from institution name',
      'Linked from institution code',
      'Linked account institution',
    ),
  ),
  field('cataloger_level', 'Cataloger level', 'choice', ofRecord('Cataloguer level')),
  field(
    'resource_sharing_library',
    'Resource sharing library',
    'choice',
    ofRecord('Resource sharing libraries', 'RS library'),
  ),
  field('website', 'Website', 'text', ofRecord('Web site', 'Web site URL', 'Website URL')),
  field(
    'linked_account',
    'Linked account ID',
    'text',
    ofRecord('Linked account', 'Linking ID', 'Linked user ID'),
  ),
  field('library_notices', 'Library notices', 'text', ofRecord('Library notice')),
] as const;
