/**
 * The list of keyboard shortcuts, opened by `?` or the Help menu.
 */
import { Group, Kbd, Modal, SimpleGrid, Table, Title } from '@mantine/core';
import { closeDialog, useDialog } from '../place/dialogs.ts';
import { keepKeyboard } from '../place/keyboard.ts';

interface ShortcutGroup {
  readonly title: string;
  readonly keys: readonly (readonly [what: string, combination: string])[];
}

const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: 'In the review',
    keys: [
      ['Exclude the selection or the user', 'X'],
      ['Approve', 'A'],
      ['Clear the decision', 'C'],
      ['Choose a reason', '1–9'],
      ['Next undecided user', 'N'],
      ['Undo the last decision', 'Ctrl+Z'],
      ['Redo', 'Ctrl+Y, Ctrl+Shift+Z'],
    ],
  },
  {
    title: 'In a list of users',
    keys: [
      ['Search in the list', '/, Ctrl+F'],
      ['Show pasted identifiers', 'Ctrl+V'],
      ['Open the user', 'Enter'],
      ['Menu of the cell', 'Menu, Shift+F10'],
      ['Next cell, row', 'Arrows'],
      ['First, last column', 'Home, End'],
      ['Page up, down', 'PgUp, PgDn'],
      ['First, last row', 'Ctrl+Home, Ctrl+End'],
      ['Sort by several columns', 'Ctrl+click'],
    ],
  },
  {
    title: 'Everywhere',
    keys: [
      ['Quick search', 'Ctrl+K'],
      ['Back, forward', 'Alt+Left, Alt+Right'],
      ['Overview to Settings', 'Ctrl+1, Ctrl+8'],
      ['Import files', 'Ctrl+I'],
      ['New, open workspace', 'Ctrl+N, Ctrl+O'],
      ['Save a copy, close workspace', 'Ctrl+Shift+S, Ctrl+W'],
      ['Larger, smaller, actual size', 'Ctrl++, Ctrl+-, Ctrl+0'],
      ['Close a panel or dialog', 'Esc'],
      ['This list', '?'],
    ],
  },
  {
    title: 'Selecting users',
    keys: [
      ['Select the user', 'Space'],
      ['Select a range', 'Shift+Space, Shift+Up, Shift+Down'],
      ['To the first, last row', 'Ctrl+Shift+Home, Ctrl+Shift+End'],
      ['Select all that match', 'Ctrl+A'],
      ['Clear the selection', 'Esc'],
      ['Copy the rows', 'Ctrl+C'],
    ],
  },
];

export function ShortcutsDialog() {
  const opened = useDialog((open) => open.dialog === 'shortcuts');
  return (
    <Modal
      opened={opened}
      onClose={closeDialog}
      onExitTransitionEnd={keepKeyboard}
      title="Keyboard shortcuts"
      size={800}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" verticalSpacing="lg">
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
                      <Group gap={4} justify="flex-end" wrap="nowrap">
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
