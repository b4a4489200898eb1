/** Requests about sampling checks. */
import { z } from 'zod';
import { FINDINGS } from '../../domain/review.ts';
import { count, id } from '../../domain/valueShapes.ts';
import { among } from '../shapes/review.ts';
import { sample, sampledUser } from '../shapes/samples.ts';
import { base, changing } from './base.ts';

export const sampleRequests = {
  list: base.output(z.array(sample)),
  draw: changing.input(z.strictObject({ among, perGroup: count.min(1).max(100) })).output(sample),
  users: base.input(z.strictObject({ sampleId: id })).output(z.array(sampledUser)),
  /** Null takes a finding back. */
  record: changing
    .input(
      z.strictObject({
        sampleId: id,
        userNo: id,
        finding: z.enum(FINDINGS).nullable(),
        note: z.string().max(1000).default(''),
      }),
    )
    .output(sample),
  remove: changing.input(z.strictObject({ sampleId: id })).output(z.object({})),
};
