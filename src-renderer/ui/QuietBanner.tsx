/**
 * One quiet line about the workspace with a way to where more of it stands. Knows nothing of what it says.
 */
import { Anchor } from '@mantine/core';
import type { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './QuietBanner.module.css';

interface QuietBannerProps {
  readonly icon: typeof IconLock;
  /** Colours it: `half`, `sealed`, `broken`. */
  readonly stage?: string;
  /** Standing by itself on a page, not as a strip of the frame. */
  readonly boxed: boolean;
  readonly children: ReactNode;
  /** Words of the way. */
  readonly link: string;
  readonly onFollow: () => void;
}

export function QuietBanner(props: QuietBannerProps) {
  const { icon: Icon, stage, boxed, children, link, onFollow } = props;
  return (
    <div className={styles.banner} data-stage={stage} data-boxed={boxed || undefined}>
      <Icon size={16} aria-hidden className={styles.icon} />
      <div className={styles.words} role="status">
        {children}
      </div>
      <Anchor component="button" type="button" size="sm" className={styles.link} onClick={onFollow}>
        {link}
      </Anchor>
    </div>
  );
}
