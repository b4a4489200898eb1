/** Says before Submit that the register protects members of the set, with the way to them. Nothing for none. */
import { CountLink } from '../../ui/CountLink.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { protectedMembers } from './setChecks.ts';

interface ProtectedNoteProps {
  readonly setId: number;
  readonly users: number;
}

export function ProtectedNote({ setId, users }: ProtectedNoteProps) {
  if (users === 0) return null;
  return (
    <ErrorNote
      text={
        <>
          <CountLink
            count={users}
            noun="member"
            criteria={protectedMembers(setId)}
            title="Members of the set whom the register protects"
          />{' '}
          of the set {users === 1 ? 'is' : 'are'} protected by the register, so this job can’t be
          submitted.
        </>
      }
      todo="Make a set without them, for example of the approved users alone."
    />
  );
}
