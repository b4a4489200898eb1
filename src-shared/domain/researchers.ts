/**
 * What Esploro keeps of researchers whom a purge takes: those with assets or grants become non-affiliated researchers, and
 * their name, identifiers and e-mail addresses stay (docs/domain.md, section 3). Deleting one of them by hand is refused.
 * Pure; asked only where the institution has said that it uses Esploro.
 */

/** As reports tell it; null: no report does. */
export interface ResearcherFacts {
  /** 1: Yes. */
  readonly researcher: number | null;
  readonly assets: number | null;
  readonly grants: number | null;
}

/** As it is stored with a job: by the place in this list. */
export const RESEARCHER_STANDS = [
  /** Nothing of them stays but what the delete user policy says. */
  'goes',
  /** They become non-affiliated researchers. */
  'non-affiliated',
  /** No report tells whether they do. */
  'researcher-unknown',
] as const;
export type ResearcherStand = (typeof RESEARCHER_STANDS)[number];

/** Who has an asset or a grant is a researcher, whatever else reports say; an empty cell is never No. */
export function researcherStand({ researcher, assets, grants }: ResearcherFacts): ResearcherStand {
  if ((assets ?? 0) > 0 || (grants ?? 0) > 0) return 'non-affiliated';
  if (researcher === 0) return 'goes';
  const known = researcher !== null && assets !== null && grants !== null;
  return known ? 'goes' : 'researcher-unknown';
}

export function standNumber(stand: ResearcherStand): number {
  return RESEARCHER_STANDS.indexOf(stand);
}

/** Among the reasons by which users of a job are told apart. */
export function isStand(reason: string | undefined): reason is ResearcherStand {
  return RESEARCHER_STANDS.some((each) => each === reason);
}
