/** That a user belongs to others: proxies, sponsors, guardians, as the page sees it. */
import { z } from 'zod';
import { RELATIONS } from '../../domain/relations.ts';
import { count, id } from '../../domain/valueShapes.ts';
import { userRow } from './users.ts';

/** What a line says, and where. */
const placedText = z.object({
  text: z.string(),
  from: z.object({ importId: id, fileName: z.string(), sheetName: z.string(), row: count }),
});
export type PlacedText = z.infer<typeof placedText>;

/** Whom a user belongs to, with the lines that say so. */
export const userRelation = z.object({
  relation: z.enum(RELATIONS),
  user: userRow,
  /** Of the proxy for their sponsor; else the other one’s. */
  line: placedText,
  /** What of the user is the same; null: it is no line of theirs. */
  own: placedText.nullable(),
});
