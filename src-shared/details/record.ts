/** Details of the record itself: what identifies a user, what was noted about them and what they may do. What is written here is never renamed: files in workspaces speak of it. */
import { type DetailKindDefinition, detail } from './detailKind.ts';

export const identifiers = {
  kind: 'identifiers',
  number: 1,
  label: 'Identifiers',
  inForce: { status: 'identifier_status' },
  askedFirst: 'identifier_value',
  fields: [
    detail('identifier_type', ['Identifier type', 'Type'], 'code', [
      'ID type',
      'User identifier type',
      'Identifier type description',
    ]),
    detail('identifier_value', ['Identifier value', 'Value'], 'text', [
      'User identifier',
      'User identifier value',
      'ID value',
      'Value',
      // The heading is the type where no column tells one.
      'Barcode',
      'User barcode',
      'Patron barcode',
      'Institution ID',
      'University ID',
      'Student ID',
    ]),
    detail('identifier_note', ['Identifier note', 'Note'], 'text', ['User identifier note']),
    detail('identifier_status', ['Identifier status', 'Status'], 'code', [
      'User identifier status',
      'Identifier active',
    ]),
    detail(
      'identifier_segment',
      ['Identifier is internal or external', 'Internal or external'],
      'code',
    ),
  ],
} as const satisfies DetailKindDefinition;

export const notes = {
  kind: 'notes',
  number: 5,
  label: 'Notes',
  askedFirst: 'note_text',
  counted: true,
  fields: [
    detail('note_type', ['Note type', 'Type'], 'code', ['User note type', 'Note type description']),
    detail('note_text', ['Note text', 'Note'], 'text', [
      'User note',
      'Note',
      'User note text',
      'Note content',
    ]),
    detail('note_user_viewable', ['Note is user viewable', 'User viewable'], 'yesNo', [
      'User viewable',
      'Note user viewable',
      'User viewable note',
      'Is user viewable',
    ]),
    detail('note_popup', ['Pop-up note', 'Pop-up'], 'yesNo', [
      'Popup',
      'Note pop-up',
      'Is popup note',
    ]),
    detail('note_created_by', ['Note created by', 'Created by'], 'text', [
      'Note creator',
      'Note owner',
      'User note created by',
      'User note creator',
    ]),
    detail('note_created', ['Note creation date', 'Created on'], 'instant', [
      'Note created',
      'Note created on',
      'Note created date',
      'User note creation date',
      'User note created date',
    ]),
    detail('note_segment', ['Note is internal or external', 'Internal or external'], 'code'),
  ],
} as const satisfies DetailKindDefinition;

export const blocks = {
  kind: 'blocks',
  number: 6,
  label: 'Blocks',
  inForce: { status: 'block_status', expiry: 'block_expiry' },
  askedFirst: 'block_description',
  counted: true,
  fields: [
    detail('block_type', ['Block type', 'Type'], 'code', [
      'User block type',
      'Block type description',
    ]),
    detail('block_code', ['Block code', 'Code'], 'code', [
      'User block code',
      'Block description code',
    ]),
    detail('block_description', ['Block description', 'Description'], 'code', [
      'User block',
      'User block description',
      'Block',
      'Block name',
    ]),
    detail('block_status', ['Block status', 'Status'], 'code', ['User block status']),
    detail('block_note', ['Block note', 'Note'], 'text', ['User block note', 'Block comment']),
    detail('block_created_by', ['Block created by', 'Created by'], 'text', [
      'Block creator',
      'Block owner',
      'User block created by',
      'User block creator',
    ]),
    detail('block_created', ['Block creation date', 'Created on'], 'instant', [
      'Block created',
      'Block created on',
      'Block created date',
      'User block creation date',
      'User block created date',
    ]),
    detail('block_expiry', ['Block expiry date', 'Expiry date'], 'instant', [
      'Block expiration date',
      'Block expires',
      'User block expiry date',
      'User block expiration date',
    ]),
    detail('block_segment', ['Block is internal or external', 'Internal or external'], 'code'),
  ],
} as const satisfies DetailKindDefinition;

export const roles = {
  kind: 'roles',
  number: 7,
  label: 'Roles',
  inForce: { status: 'role_status', expiry: 'role_expiry' },
  fields: [
    detail('role_type', ['Role', 'Role'], 'code', [
      'Role type',
      'Role name',
      'User role',
      'User role type',
      'Role description',
      'Role type description',
      'Roles',
      'User roles',
    ]),
    detail('role_status', ['Role status', 'Status'], 'code', ['User role status']),
    detail('role_scope', ['Role scope', 'Scope'], 'text', [
      'User role scope',
      'Scope',
      'Role scope name',
    ]),
    detail('role_expiry', ['Role expiry date', 'Expiry date'], 'date', [
      'Role expiration date',
      'User role expiry date',
      'User role expiration date',
    ]),
    detail('role_parameters', ['Role parameters', 'Parameters'], 'text', [
      'Role parameter',
      'User role parameters',
    ]),
  ],
} as const satisfies DetailKindDefinition;

export const proxies = {
  kind: 'proxies',
  number: 11,
  label: 'Proxy for',
  counted: true,
  fields: [
    detail('proxy_for', ['Proxy for', 'Primary identifier'], 'text', [
      'Proxy for primary identifier',
      'Proxy for user',
      'Sponsor',
      'Sponsor primary identifier',
      'Sponsor identifier',
      'Sponsor ID',
      'Proxy for user primary identifier',
      'Proxy for ID',
    ]),
    detail('proxy_for_name', ['Proxy for name', 'Name'], 'text', [
      'Sponsor name',
      'Proxy for full name',
      'Proxy for user name',
      'Sponsor full name',
    ]),
  ],
} as const satisfies DetailKindDefinition;

export const statistics = {
  kind: 'statistics',
  number: 12,
  label: 'Statistics',
  fields: [
    detail('statistic_category', ['Statistical category', 'Category'], 'code', [
      'Statistic category',
      'User statistical category',
      'Statistical category description',
      'Statistical category code',
    ]),
    detail('statistic_type', ['Category type', 'Category type'], 'code', [
      'Statistical category type',
      'Statistic category type',
      'Statistical type',
    ]),
    detail('statistic_note', ['Statistical note', 'Note'], 'text', [
      'Statistic note',
      'Statistical category note',
    ]),
    detail(
      'statistic_segment',
      ['Statistic is internal or external', 'Internal or external'],
      'code',
    ),
  ],
} as const satisfies DetailKindDefinition;

export const attachments = {
  kind: 'attachments',
  number: 13,
  label: 'Attachments',
  fields: [
    detail('attachment_name', ['Attachment file name', 'File name'], 'text', [
      'Attachment',
      'Attachment name',
      'Attachment file',
      'File name',
    ]),
    detail('attachment_type', ['Attachment type', 'Type'], 'code', ['Letter type', 'Letter name']),
    detail('attachment_note', ['Attachment note', 'Note'], 'text', ['Attachment description']),
    detail('attachment_created', ['Attachment creation date', 'Created on'], 'instant', [
      'Attachment date',
      'Attachment created',
      'Attachment created on',
    ]),
    detail('attachment_created_by', ['Attachment created by', 'Created by'], 'text', [
      'Attachment creator',
    ]),
  ],
} as const satisfies DetailKindDefinition;

export const courses = {
  kind: 'courses',
  number: 14,
  label: 'Courses',
  fields: [
    detail('course_code', ['Course code', 'Code'], 'text', ['Course']),
    detail('course_name', ['Course name', 'Name'], 'text', ['Course title']),
    detail('course_section', ['Course section', 'Section'], 'text', ['Section']),
    detail('course_role', ['Role in course', 'Role'], 'code', [
      'Course role',
      'Role',
      'Instructor or student',
    ]),
    detail('course_start', ['Course start date', 'Start date'], 'date', ['Course begins']),
    detail('course_end', ['Course end date', 'End date'], 'date', ['Course ends']),
    detail('course_status', ['Course status', 'Status'], 'code'),
  ],
} as const satisfies DetailKindDefinition;
