/** What a change of fines and fees is called in its report. */
export const CHANGE_FEES_WORDS = {
  sheets: {
    changed: { name: 'Changed', about: 'The user whose fines/fees this job changed.' },
    left: { name: 'Left alone', about: 'The user whose fines/fees were others by then.' },
  },
} as const;
