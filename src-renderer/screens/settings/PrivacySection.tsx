/** Where the data is, that nothing leaves, and erasing it. */
import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { desktop } from '../../client/desktop.ts';
import { useStatus } from '../../client/workspace.ts';
import { openDialog } from '../../place/dialogs.ts';
import { copyWorkspace } from '../../ui/workspaceCommands.ts';
import { KeepOriginals } from './KeepOriginals.tsx';
import { Section } from './Section.tsx';
import type { SettingsForm } from './useSettingsForm.ts';

export function PrivacySection({ form }: { readonly form: SettingsForm }) {
  const { data: status } = useStatus();
  const { data: about } = useQuery({
    queryKey: ['desktop', 'about'],
    queryFn: () => desktop.about(),
  });
  return (
    <Section title="Data and privacy" about="What is kept, where, and how to be rid of it.">
      <Text size="sm">
        Everything is in one file, <strong>{status?.name}.purgedesk</strong>, where you saved it:
        imported rows, review decisions, sets, jobs, reports and captures. The files you import are
        only read; a copy of each is kept as long as you say here. Exports go where you save them.
        The program’s own log holds names of operations, durations and counts, never anything about
        a person.
      </Text>
      <Text size="sm">
        Nothing leaves this computer. The program has no account, asks for no password of Alma and
        blocks every network request, its own included.
      </Text>
      {form.ready && <KeepOriginals form={form} />}
      <Group gap={8}>
        <Button variant="default" onClick={copyWorkspace}>
          Save a copy
        </Button>
        <Button variant="outline" color="red" onClick={() => openDialog('erase')}>
          Erase workspace
        </Button>
      </Group>
      {about && (
        <Text size="xs" c="dimmed">
          Purge Desk {about.version} · Electron {about.electron} · SQLite {about.sqlite}
        </Text>
      )}
    </Section>
  );
}
