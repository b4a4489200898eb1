/**
 * What is left to do in Alma once the purge was rehearsed here, in its order. A librarian ticks each of them; nothing
 * follows from it but the tick.
 */
export const ALMA_STEPS = ['set', 'update', 'purge'] as const;
export type AlmaStep = (typeof ALMA_STEPS)[number];
