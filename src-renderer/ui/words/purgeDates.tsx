/** Words of which purge dates a run takes: what librarians choose, and what the sources call it. */
import { READING_TEXTS, type Reading } from '#shared/domain/dayBound.ts';

export const purgeDateWords = {
  about: 'which purge dates count',
  theDay:
    'The day is the run date minus the number of days. Published texts disagree whether a purge date on this last day counts, so there are three readings of the day bound:',
  reading: (reading: Reading) => {
    const { name, term, rule, source } = READING_TEXTS[reading];
    return (
      <>
        <strong>{name}</strong> ({term}). {rule} From {source}.
      </>
    );
  },
  nobodyKnows:
    'None says which one Alma’s code follows. The chosen one decides here; users on the last day, about whom they differ (boundary users), are always flagged, counted and listed.',
} as const;
