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
  /** On one line, and short enough for the name of a set. */
  reversal: (field: UpdatedField, from: string | null, jobId: number) =>
    field === 'user_group'
      ? `Reversal: ${from === null ? 'no user group' : shortened(from)} (job ${jobId})`
      : `Reversal: ${updateField(field).label} ${from === null ? 'none' : shortened(from)} (job ${jobId})`,
} as const;

function shortened(value: string): string {
  const line = value.replace(/\s+/gu, ' ').trim();
  const letters = [...line];
  return letters.length > 120 ? `${letters.slice(0, 119).join('')}…` : line;
}
