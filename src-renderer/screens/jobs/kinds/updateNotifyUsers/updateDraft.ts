/**
 * The form of Update/Notify Users while it is filled in, and what its pages share. Pure; used by the
 * wizard's pages and its confirmation.
 */
import type { JobCheck } from '#shared/contract/shapes/jobs.ts';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import type { JobRequest } from '#shared/jobKinds/jobKinds.ts';
import {
  UPDATE_CONDITIONS,
  type UpdateCondition,
  updateNotifyUsers,
} from '#shared/jobKinds/updateNotifyUsers.ts';
import type { CurrentCheck } from '../../useJobCheck.ts';

export interface UpdateDraft {
  readonly setId: number | undefined;
  /** The tick box of the field. */
  readonly changesGroup: boolean;
  /** Undefined: the group for reviewed users. */
  readonly userGroup: string | undefined;
  readonly condition: UpdateCondition;
  /** Undefined: the name that is offered. */
  readonly name: string | undefined;
}

export function newUpdateDraft(): UpdateDraft {
  return {
    setId: undefined,
    changesGroup: true,
    userGroup: undefined,
    condition: UPDATE_CONDITIONS[0],
    name: undefined,
  };
}

export interface UpdatePageProps {
  readonly draft: UpdateDraft;
  /** What the job as it is would find. */
  readonly checked: CurrentCheck;
  readonly edit: (part: Partial<UpdateDraft>) => void;
}

export interface Counts {
  readonly changed: number;
  readonly leftAlone: number;
}

/** What the confirmation says. */
export interface UpdateOutcome extends Counts {
  readonly set: SetSummary;
  readonly userGroup: string;
  readonly check: JobCheck;
}

export function jobOf(
  { condition }: UpdateDraft,
  { setId }: SetSummary,
  userGroup: string,
  name: string,
): JobRequest {
  return { kind: updateNotifyUsers.kind, name, parameters: { setId, userGroup, condition } };
}
