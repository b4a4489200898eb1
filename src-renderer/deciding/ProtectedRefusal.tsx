/**
 * Says why a protected user can't be approved: which rules of the register name the user, and where they
 * can be changed. Shown by DecisionDialog instead of a form.
 */
import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { queries } from '../client/engineClient.ts';
import { navigate } from '../place/navigation.ts';
import { ErrorNote } from '../ui/ErrorNote.tsx';
import { ProtectedBy } from '../users/ProtectedBy.tsx';
import { protectedWords } from './words/decisions.tsx';

interface ProtectedRefusalProps {
  readonly user: UserRow;
  readonly onClose: () => void;
}

export function ProtectedRefusal({ user, onClose }: ProtectedRefusalProps) {
  const { data, error } = useQuery(
    queries.users.get.queryOptions({ input: { userNo: user.userNo } }),
  );
  function showRegister() {
    onClose();
    navigate({ screen: 'settings', section: 'register' });
  }
  return (
    <Stack gap={16}>
      <Text size="sm">{protectedWords.meaning}</Text>
      <ErrorNote error={error} />
      {data && <ProtectedBy rules={data.protectedBy} />}
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={showRegister}>
          {protectedWords.showRegister}
        </Button>
        <Button data-autofocus onClick={onClose}>
          {protectedWords.keep}
        </Button>
      </Group>
    </Stack>
  );
}
