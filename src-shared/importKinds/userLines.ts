/** Reports whose rows are lines of users: identifiers, contact information, notes, blocks, roles and more. */
import { type DetailKind, detailFieldNames } from '../details/details.ts';
import type { ImportKindDefinition } from './importKind.ts';
import { lineColumns } from './lineColumns.ts';

type Said = Pick<ImportKindDefinition, 'label' | 'purpose' | 'report' | 'needs' | 'words'>;

function lineKind<const Kind extends string>(
  kind: Kind,
  lines: readonly DetailKind[],
  said: Said,
): ImportKindDefinition & { readonly kind: Kind } {
  return {
    ...{ kind, lines, ...said },
    effect: 'lines',
    tells: [],
    columns: lineColumns(lines),
    marks: lines.flatMap(detailFieldNames),
  };
}

export const userIdentifiers = lineKind('user-identifiers', ['identifiers'], {
  label: 'Identifiers of users',
  purpose: 'Barcodes, institution IDs and other identifiers of users, a row each.',
  report: 'An export of the Users subject area with identifier type and value',
  needs: [['identifier_value']],
  words: undefined,
});

export const userContacts = lineKind('user-contacts', ['addresses', 'emails', 'phones'], {
  label: 'Contact information',
  purpose: 'Addresses, e-mail addresses and phone numbers of users.',
  report: 'An export of the Users subject area with addresses, e-mails or phones',
  // A list of people with e-mail and phone is no report of contact information: it may be one of users to keep.
  needs: [
    ['address_line_1', 'email_address', 'phone_number'],
    [
      'address_city',
      'address_postal_code',
      'address_types',
      'address_preferred',
      'email_types',
      'email_preferred',
      'email_cc',
      'phone_types',
      'phone_preferred',
    ],
  ],
  words: undefined,
});

export const userNotes = lineKind('user-notes', ['notes'], {
  label: 'Notes',
  purpose: 'Notes of users, a row each.',
  report: 'An export of the Users subject area with the notes',
  needs: [['note_text']],
  words: undefined,
});

export const userBlocks = lineKind('user-blocks', ['blocks'], {
  label: 'Blocks',
  purpose: 'Blocks of users with status and expiry date, a row each.',
  report: 'An export of the Users subject area with the blocks',
  needs: [['block_type', 'block_code', 'block_description', 'block_note']],
  words: undefined,
});

export const userRoles = lineKind('user-roles', ['roles'], {
  label: 'Roles',
  purpose: 'Roles of users with scope and status, a row each.',
  report: 'An export of the Users subject area with role, status and scope',
  needs: [['role_type']],
  words: undefined,
});

export const userProxies = lineKind('user-proxies', ['proxies'], {
  label: 'Proxies',
  purpose: 'For whom users act as proxies, a row each.',
  report: 'A list of proxies and their sponsors',
  needs: [['proxy_for']],
  words: /\bprox(?:y|ies)\b|\bsponsors?\b/i,
});

export const userStatistics = lineKind('user-statistics', ['statistics'], {
  label: 'Statistics',
  purpose: 'Statistical categories of users, a row each.',
  report: 'An export of the Users subject area with statistical categories',
  needs: [['statistic_category']],
  words: /\bstatistic(?:s|al)\b/i,
});

export const userAttachments = lineKind('user-attachments', ['attachments'], {
  label: 'Attachments',
  purpose:
    'Names and dates of what is attached to users. The attachments themselves aren’t needed.',
  report: 'A list of attachments',
  needs: [['attachment_name']],
  words: /\battachments?\b/i,
});

export const userCourses = lineKind('user-courses', ['courses'], {
  label: 'Courses',
  purpose: 'Courses in which users take part or which they teach, a row each.',
  report: 'A list of courses with their people',
  needs: [['course_code', 'course_name']],
  words: /\bcourses?\b/i,
});
