/** Stores what became of a job's users, many at a time: a statement for each takes half as long again. */
import { prepared, type WritableDb } from '../db/db.ts';

/** What isn't said of a user is 0. */
export interface JobUserOutcome {
  readonly userNo: number;
  readonly outcome: string;
  /** Bits: domain/purgeRules.ts. */
  readonly reasons?: number;
  readonly unknown?: number;
  readonly boundary?: 0 | 1;
  readonly waived?: number;
  readonly unapproved?: number;
  /** Place in domain/researchers.ts. */
  readonly researcher?: number;
}

/** Room for the place of what is alike behind a user's number: more than are stored at once. */
const PLACES = 1 << 16;

/**
 * @param again whether some may be stored already: they stay as they are
 * @returns a function that stores users, ascending, inside the caller's transaction
 */
export function jobUserStore(
  db: WritableDb,
  jobId: number,
  again = false,
): (users: readonly JobUserOutcome[]) => void {
  const insert = prepared(
    db,
    `WITH alike (place, outcome, reasons, unknown, boundary, waived, unapproved, researcher) AS MATERIALIZED (
       SELECT key, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
       FROM json_each(?))
     INSERT ${again ? 'OR IGNORE ' : ''}INTO job_user
       (job_id, user_no, outcome, reasons, unknown, boundary, waived, unapproved, researcher)
     SELECT ?, b.value / ${PLACES}, a.outcome, a.reasons, a.unknown, a.boundary, a.waived, a.unapproved, a.researcher
     FROM json_each(?) b CROSS JOIN alike a ON a.place = b.value % ${PLACES}`,
  );
  return (users) => {
    const alike: (string | number)[][] = [];
    const places = new Map<string, number>();
    const stored = users.map((user) => {
      const { outcome, reasons = 0, unknown = 0, boundary = 0, waived = 0 } = user;
      const { unapproved = 0, researcher = 0 } = user;
      const key = `${outcome} ${reasons} ${unknown} ${boundary} ${waived} ${unapproved} ${researcher}`;
      let place = places.get(key);
      if (place === undefined) {
        place =
          alike.push([outcome, reasons, unknown, boundary, waived, unapproved, researcher]) - 1;
        places.set(key, place);
      }
      return user.userNo * PLACES + place;
    });
    if (stored.length > 0) insert.run(JSON.stringify(alike), jobId, JSON.stringify(stored));
  };
}
