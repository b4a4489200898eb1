/**
 * The list of keyboard shortcuts, opened by `?` or the Help menu.
 */
import { Group, Kbd, Modal, SimpleGrid, Table, Title } from '@mantine/core';
import { closeDialog, useShell } from './dialogs.ts';

interface ShortcutGroup {
  readonly title: string;
  readonly keys: readonly (readonly [what: string, combination: string])[];
}

const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: 'Everywhere',
    keys: [
      ['Quick search', 'Ctrl+K'],
      ['Undo the last decision', 'Ctrl+Z'],
      ['Redo', 'Ctrl+Y'],
      ['Back, forward', 'Alt+Left, Alt+Right'],
      ['Import files', 'Ctrl+I'],
      ['New, open workspace', 'Ctrl+N, Ctrl+O'],
      ['Overview to Settings', 'Ctrl+1, Ctrl+8'],
      ['Larger, smaller, actual size', 'Ctrl++, Ctrl+-, Ctrl+0'],
      ['Close a panel or dialog', 'Esc'],
      ['This list', '?'],
    ],
  },
  {
    title: 'In a list of users',
    keys: [
      ['Search in the list', 'Ctrl+F, /'],
      ['Open the user', 'Enter'],
      ['Select the user', 'Space'],
      ['Select a range', 'Shift+Space, Shift+Down'],
      ['Select all that match', 'Ctrl+A'],
      ['Clear the selection', 'Esc'],
      ['First, last row', 'Ctrl+Home, Ctrl+End'],
      ['Sort by several columns', 'Ctrl+click'],
    ],
  },
  {
    title: 'In the review',
    keys: [
      ['Exclude the selection or the user', 'X'],
      ['Include', 'I'],
      ['Clear the decision', 'C'],
      ['Choose a reason, where one is asked', '1–6'],
      ['Next undecided user', 'N'],
    ],
  },
];

export function ShortcutsDialog() {
  const opened = useShell((state) => state.dialog === 'shortcuts');
  return (
    <Modal opened={opened} onClose={closeDialog} title="Keyboard shortcuts" size={760}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
        {SHORTCUTS.map(({ title, keys }) => (
          <section key={title}>
            <Title order={3} mb={8}>
              {title}
            </Title>
            <Table withRowBorders={false} verticalSpacing={4} horizontalSpacing={0}>
              <Table.Tbody>
                {keys.map(([what, combination]) => (
                  <Table.Tr key={what}>
                    <Table.Td>{what}</Table.Td>
                    <Table.Td>
                      <Group gap={4} justify="flex-end">
                        {combination.split(', ').map((each) => (
                          <Kbd key={each} size="xs">
                            {each}
                          </Kbd>
                        ))}
                      </Group>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </section>
        ))}
      </SimpleGrid>
    </Modal>
  );
}
