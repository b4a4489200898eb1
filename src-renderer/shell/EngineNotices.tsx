/**
 * What is shown when the engine was restarted (a banner) or can't be started any more (a page).
 */
import { CloseButton, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react';
import { commonWords } from '../ui/words/components.tsx';
import styles from './EngineNotices.module.css';
import { useEngineTrouble } from './useEngineTrouble.ts';
import { engineWords } from './words.tsx';

export function RestartBanner() {
  const reason = useEngineTrouble((state) => state.restarted);
  if (!reason) return null;
  return (
    <div role="alert" className={styles.banner}>
      <IconAlertTriangle size={18} aria-hidden className={styles.icon} />
      <Text size="sm" flex={1}>
        {engineWords.restarted(reason)}
      </Text>
      <CloseButton
        aria-label={commonWords.closeMessage}
        onClick={() => useEngineTrouble.setState({ restarted: undefined })}
      />
    </div>
  );
}

export function EngineFailed({ reason }: { readonly reason: string }) {
  return (
    <main className={styles.page} role="alert">
      <IconPlugConnectedX size={40} stroke={1.5} aria-hidden className={styles.icon} />
      <Title order={1}>{engineWords.failedTitle}</Title>
      <Text maw={520} ta="center">
        {reason}
      </Text>
      <Text maw={520} ta="center" c="dimmed">
        {engineWords.failed}
      </Text>
    </main>
  );
}
