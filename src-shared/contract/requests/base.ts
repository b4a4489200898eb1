/** What every request of the contract has: its one expected failure, and how a page of rows is asked for. */
import { oc } from '@orpc/contract';
import { count, refusal } from '../../domain/valueShapes.ts';

export const base = oc.errors({ REFUSED: { status: 422, data: refusal } });

export const page = { offset: count, limit: count.max(1000) };
