/** What became of a user in the review, in a mark: decided, not in the review, or taken by a purge. */
import { Text } from '@mantine/core';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { DecisionMark, OutcomeMark, StaffConfirmedMark } from '../ui/Marks.tsx';
import { panelWords } from './words.tsx';

export function UserState({ user }: { readonly user: UserRow }) {
  const confirmed = user.staffConfirmed && <StaffConfirmedMark />;
  if (user.deleted) {
    return (
      <>
        <OutcomeMark outcome="purged" />
        {confirmed}
      </>
    );
  }
  if (!user.candidate) {
    return (
      <Text size="sm" c="dimmed">
        {panelWords.notCandidate}
      </Text>
    );
  }
  return (
    <>
      <DecisionMark decision={user.decision} />
      {confirmed}
      {user.decisionReason && <Text size="sm">{user.decisionReason}</Text>}
    </>
  );
}
