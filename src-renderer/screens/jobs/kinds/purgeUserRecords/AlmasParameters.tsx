/**
 * What Alma's form of Purge Users asks besides, as Settings have it, with the notice that no public text tells it. Below the
 * settings of such a purge.
 */
import { Button, Stack, Text, Title } from '@mantine/core';
import { useSettings } from '../../../../client/workspace.ts';
import { navigate } from '../../../../place/navigation.ts';
import { SettingsTable } from '../../SettingsTable.tsx';
import styles from './Purge.module.css';
import { almasParametersWords } from './words/setPurge.tsx';

export function AlmasParameters() {
  const rows = useSettings()?.setPurgeParameters ?? [];
  return (
    <Stack
      component="section"
      gap={8}
      align="start"
      className={styles.parameters!}
      aria-label={almasParametersWords.title}
    >
      <Title order={3}>{almasParametersWords.title}</Title>
      <Text size="sm">{almasParametersWords.notice}</Text>
      {rows.length > 0 ? (
        <SettingsTable rows={rows} label={almasParametersWords.title} />
      ) : (
        <Text size="sm" c="dimmed">
          {almasParametersWords.nothing}
        </Text>
      )}
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => navigate({ screen: 'settings', section: 'plannedRun' })}
      >
        {almasParametersWords.toSettings}
      </Button>
    </Stack>
  );
}
