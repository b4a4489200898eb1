/**
 * The frame of every screen: one bar with the title, what stands beside it, quick search and actions, of which one is
 * the primary; and a side panel for "who is this". The content scrolls, the frame doesn't. The bar is one tab stop.
 */
import { ActionIcon, Button, CloseButton, Group, Kbd, Text, Title, Tooltip } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconArrowLeft, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { goBack, useNavigation } from '../place/navigation.ts';
import { USER_ATTRIBUTE } from './picturedTexts.ts';
import styles from './ScreenFrame.module.css';
import { useRovingTabs } from './useRovingTabs.ts';
import { commonWords, frameWords } from './words/components.tsx';

interface ScreenFrameProps {
  readonly title: string;
  /** The title says more than the navigation does: it stays where there is little room. */
  readonly titled?: boolean;
  /** The user whom all of the screen is about. */
  readonly userNo?: number | undefined;
  /** In the bar, between the title and the actions: views, counts. */
  readonly middle?: ReactNode;
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
  const { title, middle, primary, secondary, fill, side, userNo, children } = props;
  const canGoBack = useNavigation((state) => state.index > 0);
  const heading = useRef<HTMLHeadingElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  useRovingTabs(bar);

  // The button that led here may be gone with its screen: without this the focus would be lost.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);

  return (
    <div className={styles.frame} {...{ [USER_ATTRIBUTE]: userNo }}>
      <header className={styles.header}>
        <div
          ref={bar}
          role="toolbar"
          aria-label={title}
          className={styles.bar}
          data-titled={props.titled || undefined}
        >
          <Tooltip label={frameWords.backHint}>
            <ActionIcon
              aria-label={frameWords.back}
              disabled={!canGoBack}
              onClick={goBack}
              size={32}
            >
              <IconArrowLeft size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <Title order={1} ref={heading} tabIndex={-1} className={styles.title}>
            {title}
          </Title>
          <div className={styles.middle}>{middle}</div>
          <div className={styles.actions}>
            <SearchButton />
            {secondary}
            {primary}
          </div>
        </div>
      </header>
      <div className={styles.body}>
        {/* A region that scrolls must take the keyboard. */}
        <div
          className={fill ? styles.fill : styles.content}
          tabIndex={fill ? -1 : 0}
          data-content=""
        >
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
      aria-label={frameWords.searchEverything}
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
