/**
 * Users and purge settings as they come: every fact that the rules ask about, on and off the day bound and the waive
 * threshold; and what the rules of the domain are told of them, user by user.
 */
import fc from 'fast-check';
import { dayBounds, READINGS } from '#shared/domain/dayBound.ts';
import type { PurgeFacts, PurgeQuestion, PurgeSettings } from '#shared/domain/purgeRules.ts';

export const HEADINGS = [
  'Primary Identifier',
  'User Group',
  'Purge Date',
  'Has Role other than Patron and Instructor',
  'Record Type',
  'Loans',
  'Balance',
  'PO lines, POs and invoices',
  'Open purchase requests',
  'Resource sharing on hold shelf',
  'Import profiles',
  'Locked bibliographic records',
  'Working in the MD Editor',
];

const GROUPS = ['OK to Purge', 'Alumni', null] as const;
const maybeCount = fc.constantFrom(null, 0, 0, 0, 0, 0, 1, 3);
export const person = fc.record({
  group: fc.constantFrom(...GROUPS),
  purge_date: fc.constantFrom(
    null,
    '2020-01-31',
    '2026-10-21',
    '2026-10-22',
    '2026-10-23',
    '2026-11-20',
    '2026-11-21',
    '2027-05-31',
  ),
  role: fc.constantFrom(null, 'Yes', 'No'),
  record_type: fc.constantFrom(
    null,
    'Public' as const,
    'Public' as const,
    'Staff' as const,
    'Contact' as const,
  ),
  loans: maybeCount,
  balance: fc.constantFrom(null, -500, 0, 99, 100, 101, 999, 1000, 5000),
  acquisitions: maybeCount,
  purchase_requests: maybeCount,
  hold_shelf_requests: maybeCount,
  import_profiles: maybeCount,
  locked_records: maybeCount,
  md_editor: maybeCount,
});
export type Person = typeof person extends fc.Arbitrary<infer P> ? P : never;

export const settings: fc.Arbitrary<PurgeSettings> = fc
  .record({
    runDate: fc.constantFrom('2026-11-21', '2026-11-22'),
    days: fc.constantFrom(0, 1, 30),
    recordType: fc.constantFrom(
      'All' as const,
      'Public' as const,
      'Staff' as const,
      'Contact' as const,
    ),
    userGroup: fc.constantFrom(null, 'ok to purge', 'Alumni ', 'Nobody’s'),
    waiveThreshold: fc.constantFrom(0, 100, 999),
    reading: fc.constantFrom(...READINGS),
  })
  .map((each) =>
    each.recordType === 'All' || each.recordType === 'Contact'
      ? { ...each, userGroup: null }
      : each,
  );

export function rowOf(each: Person, n: number) {
  return [
    `user${n}`,
    each.group,
    each.purge_date,
    each.role,
    each.record_type,
    each.loans,
    each.balance === null ? null : each.balance / 100,
    each.acquisitions,
    each.purchase_requests,
    each.hold_shelf_requests,
    each.import_profiles,
    each.locked_records,
    each.md_editor,
  ];
}

const groupNo = (name: string) => GROUPS.findIndex((each) => each?.toLowerCase() === name);

export function questionOf(asked: PurgeSettings): PurgeQuestion {
  const wanted = asked.userGroup?.trim().toLowerCase();
  return {
    bounds: dayBounds(asked.reading, asked.runDate, asked.days),
    recordType: asked.recordType,
    userGroupNo: wanted === undefined ? null : groupNo(wanted),
    waiveThreshold: asked.waiveThreshold,
  };
}

export function factsOf(each: Person): PurgeFacts {
  return {
    ...each,
    userGroupNo: each.group === null ? null : groupNo(each.group.toLowerCase()),
    lockedByJob: false,
  };
}
