/**
 * Owns what is known of Alma's public user schema: the single values of a user, their lists with the cells of a line,
 * and what is never taken in. Pure data.
 * Must never: change the order of a list's cells: workspaces hold lines like these; new cells come last.
 */
import { isNeverTaken } from '#shared/domain/neverTaken.ts';

/** Elements that stand once in a user and hold one value, in the order of the schema. */
export const USER_ELEMENTS = [
  'record_type',
  'primary_id',
  'first_name',
  'middle_name',
  'last_name',
  'full_name',
  'pref_first_name',
  'pref_middle_name',
  'pref_last_name',
  'pref_name_suffix',
  'user_title',
  'job_category',
  'job_description',
  'user_group',
  'campus_code',
  'web_site_url',
  'cataloger_level',
  'preferred_language',
  'birth_date',
  'expiry_date',
  'purge_date',
  'account_type',
  'external_id',
  'status',
  'status_date',
  'linking_id',
  'is_researcher',
  'created_by',
  'created_date',
  'last_modified_by',
  'last_modified_date',
] as const;
export type UserElement = (typeof USER_ELEMENTS)[number];

/** One value of a line. */
export interface LineCell {
  /** Where it stands in the element of the line; `@name` for an attribute. */
  readonly path: string;
  /** It holds the words of the cell before it (the attribute `desc`), not a value of its own. */
  readonly words: boolean;
  /** It may stand several times; its values are joined. */
  readonly many: boolean;
}

export interface UserList {
  readonly name: string;
  /** Of the element of a line, below the user. */
  readonly path: string;
  /**
   * Its lines belong to a line of this list, in whose element they stand; their first cell is the number of that
   * line among those of the user, from 1.
   */
  readonly within?: string;
  readonly cells: readonly LineCell[];
}

/** In a cell with several values. */
export const VALUES_JOINED = '; ';

/** @param cells paths; `+` behind one: a code with its words; `*`: it may stand several times */
function list(name: string, path: string, cells: string, within?: string): UserList {
  const all = cells.split(' ').flatMap((cell): LineCell[] => {
    const plain = cell.replace(/[+*]/g, '');
    const many = cell.includes('*');
    const value = { path: plain, words: false, many };
    return cell.includes('+') ? [value, { path: plain, words: true, many }] : [value];
  });
  return { name, path, cells: all, ...(within !== undefined && { within }) };
}

/** The cell of lines that stand in a line of another list. */
export const LINE_OF = '#';

export const USER_LISTS = [
  list(
    'addresses',
    'contact_info/addresses/address',
    '@preferred @segment_type line1 line2 line3 line4 line5 city state_province postal_code country+ address_note start_date end_date address_types/address_type+*',
  ),
  list(
    'emails',
    'contact_info/emails/email',
    '@preferred @segment_type email_address email_types/email_type+*',
  ),
  list(
    'phones',
    'contact_info/phones/phone',
    '@preferred @preferred_sms @segment_type phone_number phone_types/phone_type+*',
  ),
  list(
    'identifiers',
    'user_identifiers/user_identifier',
    '@segment_type id_type+ value note status',
  ),
  list('roles', 'user_roles/user_role', 'status+ scope+ role_type+ expiry_date'),
  list(
    'role_parameters',
    'user_roles/user_role/parameters/parameter',
    `${LINE_OF} type+ scope+ value+`,
    'roles',
  ),
  list(
    'blocks',
    'user_blocks/user_block',
    '@segment_type block_type+ block_description+ block_status block_note created_by created_date expiry_date',
  ),
  list(
    'notes',
    'user_notes/user_note',
    '@segment_type note_type+ note_text user_viewable popup_note created_by created_date',
  ),
  list(
    'statistics',
    'user_statistics/user_statistic',
    '@segment_type statistic_category+ category_type+ statistic_note',
  ),
  list('proxies', 'proxy_for_users/proxy_for_user', 'primary_id full_name'),
  list('rs_libraries', 'rs_libraries/rs_library', 'code+'),
  list('library_notices', 'library_notices/library_notice', 'code+ value'),
] as const satisfies readonly UserList[];

/** Whether an element or attribute of this name is never taken in, whatever an extension calls it. */
export function isForbidden(name: string): boolean {
  return isNeverTaken(name);
}

/** Attributes that say nothing about a user: addresses of Alma's own interface. */
const SAYS_NOTHING: ReadonlySet<string> = new Set([
  'link',
  'desc',
  'nil',
  'schemaLocation',
  'noNamespaceSchemaLocation',
]);

/** Whether an attribute is left out; `desc` is kept with its value, but for elements of several values. */
export function saysNothing(name: string): boolean {
  return SAYS_NOTHING.has(name) || name.startsWith('xmlns');
}
