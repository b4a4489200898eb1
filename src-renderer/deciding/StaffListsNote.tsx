/**
 * Where roles come from when a list of staff told them: said wherever many are approved, moved or purged, for
 * "without a staff role" is then no more than what the list says.
 */
import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { queries } from '../client/engineClient.ts';
import { navigate } from '../place/navigation.ts';
import { InstantText } from '../ui/Values.tsx';
import { staffListWords } from './words/flags.tsx';

export function StaffListsNote() {
  const { data: lists = [] } = useQuery(queries.imports.staffLists.queryOptions());
  if (lists.length === 0) return null;
  return (
    <Text size="sm" c="dimmed" component="div">
      {staffListWords.told(
        lists.map(({ importId, fileName, addedAt, addedBy }) => ({
          importId,
          link: (
            <Anchor
              component="button"
              type="button"
              inherit
              onClick={() => navigate({ screen: 'import', importId })}
            >
              {fileName}
            </Anchor>
          ),
          added: <InstantText instant={addedAt} />,
          by: addedBy,
        })),
      )}
    </Text>
  );
}
