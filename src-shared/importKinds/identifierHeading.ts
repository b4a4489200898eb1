/** Headings of identifiers in lists, which may have any heading: how plainly each says whose they are. Pure. */
import { foldHeading } from '../fields/userFields.ts';
import { meaningOfHeading } from './importKinds.ts';

/** Headings of identifiers in lists, besides those of the primary identifier. */
const IDENTIFIER_HEADINGS = new Set(['identifier', 'id', 'userid', 'userids', 'ids', 'pids']);
/** Headings of identifiers by which nobody is found here: users are known by the primary one alone. */
const OTHER_IDENTIFIER_HEADINGS = new Set([
  'barcode',
  'userbarcode',
  'patronbarcode',
  'cardnumber',
  'librarycardnumber',
  'universityid',
  'institutionid',
  'studentid',
  'employeeid',
  'staffid',
  'externalid',
  'email',
  'emailaddress',
]);

/**
 * How plainly a heading says that primary identifiers stand below it: `plain`, `perhaps` (any identifier may
 * be called so), `other` (it names another sort of identifier), or not at all.
 */
export function identifierHeading(heading: string): 'plain' | 'perhaps' | 'other' | undefined {
  const folded = foldHeading(heading);
  if (folded === '') return undefined;
  if (folded === 'pids' || meaningOfHeading('exclusions', heading)) return 'plain';
  if (IDENTIFIER_HEADINGS.has(folded)) return 'perhaps';
  return OTHER_IDENTIFIER_HEADINGS.has(folded) ? 'other' : undefined;
}
