/**
 * What is shown when the engine was restarted (a banner) or can't be started any more (a page).
 */
import { CloseButton, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react';
import styles from './EngineNotices.module.css';
import { useEngineTrouble } from './useEngineTrouble.ts';

export function RestartBanner() {
  const reason = useEngineTrouble((state) => state.restarted);
  if (!reason) return null;
  return (
    <div role="alert" className={styles.banner}>
      <IconAlertTriangle size={18} aria-hidden className={styles.icon} />
      <Text size="sm" flex={1}>
        <strong>The engine stopped and was restarted.</strong> {reason} Repeat what was under way if
        it didn’t take effect.
      </Text>
      <CloseButton
        aria-label="Close message"
        onClick={() => useEngineTrouble.setState({ restarted: undefined })}
      />
    </div>
  );
}

export function EngineFailed({ reason }: { readonly reason: string }) {
  return (
    <main className={styles.page} role="alert">
      <IconPlugConnectedX size={40} stroke={1.5} aria-hidden className={styles.icon} />
      <Title order={1}>The engine can’t be started</Title>
      <Text maw={520} ta="center">
        {reason}
      </Text>
      <Text maw={520} ta="center" c="dimmed">
        Close Purge Desk and start it again. Everything that was finished is in your workspace file.
        If the engine stops again, open a copy of the workspace.
      </Text>
    </main>
  );
}
