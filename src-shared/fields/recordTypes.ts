/** The record types of users, as Alma has them. */
export const RECORD_TYPES = ['Public', 'Staff', 'Contact'] as const;
export type RecordType = (typeof RECORD_TYPES)[number];
