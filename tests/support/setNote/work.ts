/** What that kind does: its folder of the engine. */
import { prepared } from '#engine/db/db.ts';
import type { JobKindWork } from '#engine/jobs/jobKind.ts';
import type { StoredJob } from '#engine/jobs/jobRows.ts';
import { membersOf } from '#engine/sets/userSets.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { NoteRequest } from './setNote.ts';

export const setNoteWork: JobKindWork<NoteRequest> = {
  check({ columns, match }, { parameters }) {
    const concerned = membersOf(columns.db, parameters.setId, match);
    return { guard: undefined, concerned, going: concerned };
  },
  submittedFor: (db, { parameters }) => membersOf(db, parameters.setId),
  freeze: (_db, { members }) => UserBitmap.fromBytes(members!),
  start(db, job) {
    const { text } = parametersOf(job);
    const hasNote = prepared(db, 'SELECT 1 FROM user_note WHERE user_no = ?').pluck();
    const note = prepared(db, 'INSERT INTO user_note (user_no, at, by, text) VALUES (?, ?, ?, ?)');
    const store = prepared(db, 'INSERT INTO job_user (job_id, user_no, outcome) VALUES (?, ?, ?)');
    return {
      work(members) {
        let finished = 0;
        for (const userNo of members) {
          const isNew = hasNote.get(userNo) === undefined;
          store.run(job.job_id, userNo, isNew ? 'noted' : 'has-note');
          if (!isNew) continue;
          note.run(userNo, job.submitted_at, job.user, text);
          finished++;
        }
        return { finished, failed: members.length - finished };
      },
      complete: () => 'anything',
    };
  },
  sheets: [
    { name: 'Noted', about: 'Users who got the note.', filter: { outcome: 'noted' } },
    { name: 'Had a note', about: 'Users who had one.', filter: { outcome: 'has-note' } },
  ],
};

function parametersOf(job: StoredJob): NoteRequest['parameters'] {
  return JSON.parse(job.parameters) as NoteRequest['parameters'];
}
