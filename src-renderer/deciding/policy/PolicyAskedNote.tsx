/** In Settings: whether it was asked how Alma is set up here, and who has answered. */
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { queries } from '../../client/engineClient.ts';
import { InstantText } from '../../ui/Values.tsx';
import { policyAskedWords as words } from '../words/policy.tsx';

export function PolicyAskedNote() {
  const { data: asked } = useQuery(queries.settings.policyAsked.queryOptions());
  if (asked === undefined) return null;
  return (
    <Text size="xs" c="dimmed">
      {asked === null && words.notYet}
      {asked?.answered &&
        words.answered(asked.answered.by, <InstantText instant={asked.answered.at} dayOnly />)}
      {asked && !asked.answered && words.taken(asked.takenFrom ?? '')}
    </Text>
  );
}
