import { type UpdatedField, updateField } from '#shared/jobKinds/updateFields.ts';

/** What an update is called in its report, and the sets that it makes. Stored names are texts: librarians change them. */
export const UPDATE_WORDS = {
  sheets: {
    changed: {
      name: 'Changed',
      about: 'Users to whom this job gave another user group or another value.',
    },
    unchanged: { name: 'Left alone', about: 'Members of the set whom this job left as they were.' },
  },
  reversal: (field: UpdatedField, from: string | null, jobId: number) =>
    field === 'user_group'
      ? `Reversal: ${from ?? 'no user group'} (job ${jobId})`
      : `Reversal: ${updateField(field).label} ${from ?? 'none'} (job ${jobId})`,
} as const;
