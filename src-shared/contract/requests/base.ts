/**
 * What every request of the contract has: its one expected failure, whether it changes the workspace, and how a page of
 * rows is asked for.
 */
import { oc } from '@orpc/contract';
import { count, refusal } from '../../domain/valueShapes.ts';

const REFUSED = { REFUSED: { status: 422, data: refusal } };

/** Changes nothing in the workspace. */
export const base = oc.$meta({ changes: false as const }).errors(REFUSED);

/** Changes the workspace: refused where it is open for reading only, before anything is looked at. */
export const changing = oc.$meta({ changes: true as const }).errors(REFUSED);

/** The same, also from the day on which the personal data is due: what has to be done about it then. */
export const settling = oc
  .$meta({ changes: true as const, whenDue: true as const })
  .errors(REFUSED);

export const page = { offset: count, limit: count.max(1000) };
