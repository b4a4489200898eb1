/**
 * What to look at before a job changes the members of a set: who among them a careful person would
 * not expect there. Each check is a criterion, so that its number opens the users.
 * Used by the Update/Notify pages.
 */
import {
  IconCircleDashed,
  IconFlame,
  IconHelpCircle,
  IconId,
  IconListCheck,
  IconShield,
  IconShieldLock,
  IconUserShield,
} from '@tabler/icons-react';
import { allOf, type Criteria } from '#shared/domain/criteria.ts';
import type { Meaning, Tone } from '../../ui/meaning.ts';

export interface SetCheck {
  readonly key: string;
  readonly label: string;
  /** What follows from it. */
  readonly advice: string;
  readonly tone: Tone;
  readonly icon: Meaning['icon'];
  readonly criteria: Criteria;
}

const PURGED: Criteria = { op: 'standing', value: 'purged' };
const IDENTIFIER_ONLY: Criteria = { op: 'standing', value: 'identifierOnly' };
const PRESENT: Criteria = { op: 'not', of: { op: 'any', of: [PURGED, IDENTIFIER_ONLY] } };
const NOBODY: Criteria = { op: 'any', of: [] };

function inGroups(groups: readonly string[]): Criteria {
  return groups.length > 0 ? { op: 'oneOf', field: 'user_group', values: [...groups] } : NOBODY;
}

/** Members whom the register protects: a job that moves them to the purge is refused. */
export function protectedMembers(setId: number): Criteria {
  return allOf({ op: 'inSet', setId }, PRESENT, { op: 'hasFlag', flags: ['protected'] });
}

/** Members that a job can meet. */
export function presentMembers(setId: number): Criteria {
  return allOf({ op: 'inSet', setId }, PRESENT);
}

export function setChecks(setId: number): readonly SetCheck[] {
  const inSet: Criteria = { op: 'inSet', setId };
  return [
    {
      key: 'staff',
      label: 'have a staff role',
      advice: 'Alma purges staff like anybody else.',
      tone: 'staff',
      icon: IconId,
      criteria: allOf(inSet, PRESENT, { op: 'oneOf', field: 'staff_role', values: ['Yes'] }),
    },
    {
      key: 'unknown',
      label: 'have an unknown role',
      advice: 'No report says whether they are staff.',
      tone: 'unknown',
      icon: IconHelpCircle,
      criteria: allOf(inSet, PRESENT, { op: 'blank', field: 'staff_role' }),
    },
    {
      key: 'protected',
      label: 'are protected by the register',
      advice: 'The register always wins: they can’t be moved to the purge.',
      tone: 'keep',
      icon: IconShieldLock,
      criteria: protectedMembers(setId),
    },
    {
      key: 'confirmed',
      label: 'were approved although staff',
      advice: 'One by one, with the identifier typed. Two persons have to sign the review.',
      tone: 'staff',
      icon: IconUserShield,
      criteria: allOf(inSet, PRESENT, { op: 'mark', value: 'staff-confirmed' }),
    },
    {
      key: 'excluded',
      label: 'were excluded in the review',
      advice: 'Is this the set you mean?',
      tone: 'keep',
      icon: IconShield,
      criteria: allOf(inSet, PRESENT, { op: 'decision', values: ['excluded'] }),
    },
    {
      key: 'undecided',
      label: 'are undecided',
      advice: 'Nobody has decided about them in the review.',
      tone: 'undecided',
      icon: IconCircleDashed,
      criteria: allOf(inSet, PRESENT, { op: 'decision', values: ['undecided'] }),
    },
    {
      key: 'identifierOnly',
      label: 'are known from an exclusion list alone',
      advice: 'The job leaves them alone here; in Alma it would not.',
      tone: 'boundary',
      icon: IconListCheck,
      criteria: allOf(inSet, IDENTIFIER_ONLY),
    },
    {
      key: 'purged',
      label: 'were already purged here',
      advice: 'The job leaves them alone.',
      tone: 'purge',
      icon: IconFlame,
      criteria: allOf(inSet, PURGED),
    },
  ];
}

/** Members that the job would change: present, and not yet in the group. */
export function willChange(setId: number, userGroup: string): Criteria {
  return allOf({ op: 'inSet', setId }, PRESENT, { op: 'not', of: inGroups([userGroup]) });
}

/** Members that it would leave alone. */
export function leftAlone(setId: number, userGroup: string): Criteria {
  return allOf({ op: 'inSet', setId }, { op: 'not', of: willChange(setId, userGroup) });
}
