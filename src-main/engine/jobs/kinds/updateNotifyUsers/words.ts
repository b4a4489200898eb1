import {
  isUpdatedField,
  labelOfChange,
  type ReportedField,
} from '#shared/jobKinds/updateFields.ts';

/** What an update is called in its report, and the sets that it makes. Stored names are texts: librarians change them. */
export const UPDATE_WORDS = {
  sheets: {
    changed: {
      name: 'Changed',
      about:
        'Users to whom this job gave another user group, another value or a line, or from whom it took one.',
    },
    unchanged: { name: 'Left alone', about: 'Members of the set whom this job left as they were.' },
  },
  /** On one line, and short enough for the name of a set. */
  reversal(field: ReportedField, from: string | null, to: string | null, jobId: number): string {
    if (field === 'user_group')
      return `Reversal: ${from === null ? 'no user group' : shortened(from)} (job ${jobId})`;
    // Of a line that was given there is nothing before it.
    const what = isUpdatedField(field) ? (from ?? 'none') : (from ?? to ?? 'none');
    return `Reversal: ${labelOfChange(field)} ${shortened(what)} (job ${jobId})`;
  },
} as const;

function shortened(value: string): string {
  const line = value.replace(/\s+/gu, ' ').trim();
  const letters = [...line];
  return letters.length > 120 ? `${letters.slice(0, 119).join('')}…` : line;
}
