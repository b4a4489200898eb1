/**
 * The list of keyboard shortcuts, opened by `?` or the Help menu.
 */
import { Group, Kbd, Modal, SimpleGrid, Table, Title } from '@mantine/core';
import { closeDialog, useDialog } from '../place/dialogs.ts';
import { keepKeyboard } from '../place/keyboard.ts';
import { SHORTCUTS, shortcutsTitle } from './words.tsx';

export function ShortcutsDialog() {
  const opened = useDialog((open) => open.dialog === 'shortcuts');
  return (
    <Modal
      opened={opened}
      onClose={closeDialog}
      onExitTransitionEnd={keepKeyboard}
      title={shortcutsTitle}
      size={800}
    >
      {/* What scrolls by keyboard needs the focus, and nothing else in here has it. */}
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" verticalSpacing="lg" tabIndex={0}>
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
