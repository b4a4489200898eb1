/**
 * The frame of every screen: title, one line of explanation, one primary action, secondary ones,
 * quick search, and a side panel for "who is this". The content scrolls, the frame doesn't.
 */
import { ActionIcon, Button, CloseButton, Group, Kbd, Text, Title, Tooltip } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconArrowLeft, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { goBack, useNavigation } from '../place/navigation.ts';
import styles from './ScreenFrame.module.css';
import { commonWords, frameWords } from './words/components.tsx';

interface ScreenFrameProps {
  readonly title: string;
  /** One line: what this screen is for. */
  readonly explanation?: ReactNode;
  /** One filled button. */
  readonly primary?: ReactNode;
  /** Buttons with variant="default", or a menu. */
  readonly secondary?: ReactNode;
  /** The content takes the whole height and scrolls by itself, as a grid does. */
  readonly fill?: boolean;
  /** The side panel; closed when absent. */
  readonly side?: ReactNode;
  readonly sideTitle?: ReactNode;
  readonly onCloseSide?: () => void;
  readonly children: ReactNode;
}

export function ScreenFrame(props: ScreenFrameProps) {
  const { title, explanation, primary, secondary, fill, side, children } = props;
  const canGoBack = useNavigation((state) => state.index > 0);
  const heading = useRef<HTMLHeadingElement>(null);

  // The button that led here may be gone with its screen: without this the focus would be lost.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);

  return (
    <div className={styles.frame}>
      <header className={styles.header}>
        <Tooltip label={frameWords.backHint}>
          <ActionIcon aria-label={frameWords.back} disabled={!canGoBack} onClick={goBack} size={32}>
            <IconArrowLeft size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <div className={styles.words}>
          <Title order={1} ref={heading} tabIndex={-1} className={styles.title}>
            {title}
          </Title>
          {explanation && (
            <Text size="sm" c="dimmed" truncate component="div">
              {explanation}
            </Text>
          )}
        </div>
        <Group gap={8} wrap="nowrap">
          <SearchButton />
          {secondary}
          {primary}
        </Group>
      </header>
      <div className={styles.body}>
        {/* A region that scrolls must take the keyboard. */}
        <div className={fill ? styles.fill : styles.content} tabIndex={fill ? undefined : 0}>
          {children}
        </div>
        {side && <SidePanel {...props} />}
      </div>
    </div>
  );
}

function SidePanel({ side, sideTitle, onCloseSide }: ScreenFrameProps) {
  return (
    <aside
      className={styles.side}
      aria-label={typeof sideTitle === 'string' ? sideTitle : frameWords.details}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onCloseSide?.();
      }}
    >
      <Group className={styles.sideHeader} justify="space-between" wrap="nowrap" gap="sm">
        <Text fw={600} truncate component="h2">
          {sideTitle}
        </Text>
        {onCloseSide && <CloseButton aria-label={frameWords.closePanel} onClick={onCloseSide} />}
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs the focus */}
      <div className={styles.sideBody} tabIndex={0}>
        {side}
      </div>
    </aside>
  );
}

function SearchButton() {
  return (
    <Button
      variant="default"
      className={styles.search}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        <Kbd size="xs" className={styles.searchKey}>
          {frameWords.searchKeys}
        </Kbd>
      }
      onClick={spotlight.open}
    >
      <span className={styles.searchWord}>{commonWords.search}</span>
    </Button>
  );
}
