/** Where the data is, that nothing leaves, and erasing it. */
import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { MOST_CLEANUP_SELECTS } from '#shared/contract/shapes/settings.ts';
import { desktop } from '../../client/desktop.ts';
import { queries } from '../../client/engineClient.ts';
import { useStatus } from '../../client/workspace.ts';
import { useSettlingBar } from '../../client/writing.ts';
import { openDialog } from '../../place/dialogs.ts';
import { OldOriginals } from '../../ui/OldOriginals.tsx';
import { Writing } from '../../ui/Writing.tsx';
import { copyWorkspace } from '../../ui/workspaceCommands.ts';
import { KeepOriginals } from './KeepOriginals.tsx';
import { NumberField } from './NumberField.tsx';
import { Section } from './Section.tsx';
import type { SettingsForm } from './useSettingsForm.ts';
import { privacyWords } from './words.tsx';

export function PrivacySection({ form }: { readonly form: SettingsForm }) {
  const { data: status } = useStatus();
  const { data: snapshots } = useQuery(queries.snapshots.list.queryOptions());
  const { data: about } = useQuery({
    queryKey: ['desktop', 'about'],
    queryFn: () => desktop.about(),
  });
  return (
    <Section name="privacy" title={privacyWords.title} about={privacyWords.about}>
      <Text size="sm">{privacyWords.where(<strong>{`${status?.name}.purgedesk`}</strong>)}</Text>
      {snapshots && (
        <Text size="sm">
          {privacyWords.snapshots(
            <strong>{snapshots.folder}</strong>,
            snapshots.snapshots.length,
            snapshots.snapshots.reduce((sum, { bytes }) => sum + bytes, 0),
          )}
        </Text>
      )}
      <Text size="sm">{privacyWords.offline}</Text>
      <Writing>
        {form.ready && (
          <>
            <KeepOriginals form={form} />
            <CleanupSelects form={form} />
          </>
        )}
      </Writing>
      <OldOriginals />
      <Group gap={8}>
        <Button variant="default" onClick={copyWorkspace}>
          {privacyWords.saveCopy}
        </Button>
        <Button
          variant="outline"
          color="red"
          onClick={() => openDialog('erase')}
          {...useSettlingBar()}
        >
          {privacyWords.erase}
        </Button>
      </Group>
      {about && (
        <Text size="xs" c="dimmed">
          {privacyWords.versions(about)}
        </Text>
      )}
    </Section>
  );
}

function CleanupSelects({ form: { values, save } }: { readonly form: SettingsForm }) {
  return (
    <NumberField
      label={privacyWords.cleanupSelects}
      description={privacyWords.cleanupSelectsMeaning}
      inputWrapperOrder={['label', 'input', 'description']}
      min={1}
      max={MOST_CLEANUP_SELECTS}
      allowDecimal={false}
      saved={values.cleanupSelects}
      onSave={(number) =>
        save({ cleanupSelects: Math.min(MOST_CLEANUP_SELECTS, Math.max(1, Math.round(number))) })
      }
    />
  );
}
