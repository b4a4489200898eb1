/**
 * Things to know about a file, each with its number and its meaning. None keeps a file from being added.
 */
import { Text } from '@mantine/core';
import type { ImportCheck } from '#shared/contract/shapes.ts';
import { formatCount } from '../../ui/format.ts';
import styles from './NoticeList.module.css';
import { noticeWords } from './notices.ts';

export function NoticeList({ notices }: { readonly notices: ImportCheck['notices'] }) {
  if (notices.length === 0) {
    return (
      <Text size="sm" c="dimmed" py={8}>
        Nothing unusual was found in this file.
      </Text>
    );
  }
  return (
    <ul className={styles.list}>
      {notices.map(({ code, count, text }) => {
        const { title, icon: Icon, doubtful } = noticeWords(code);
        return (
          <li key={code} className={styles.notice} data-doubtful={doubtful || undefined}>
            <Icon size={18} stroke={1.75} aria-hidden className={styles.icon} />
            <span className={styles.count}>{formatCount(count)}</span>
            <span className={styles.words}>
              {title && <strong className={styles.title}>{title}.</strong>} {text}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
