/**
 * Stands above all screens when the personal data of the workspace is due soon, until somebody closes it for this session,
 * and for as long as it is due: then nothing can be changed. Tells who works in another program, too, in a day alone.
 */
import { Button, CloseButton, Text } from '@mantine/core';
import { IconCalendarTime, IconLock } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Retention } from '#shared/contract/shapes/retention.ts';
import { daysUntil } from '#shared/domain/retention.ts';
import { useToday } from '../client/workspace.ts';
import { openDialog } from '../place/dialogs.ts';
import { formatDate } from '../ui/format.ts';
import { tellAway } from '../ui/tellAway.ts';
import { DateText } from '../ui/Values.tsx';
import { commonWords } from '../ui/words/components.tsx';
import { retentionWords } from '../ui/words/retention.tsx';
import styles from './EngineNotices.module.css';

interface RetentionBannerProps {
  readonly retention: Retention;
  /** Of the workspace. */
  readonly name: string | null;
}

const look = () => openDialog('retention');

export function RetentionBanner({ retention: { dueOn, state }, name }: RetentionBannerProps) {
  const [isClosed, setClosed] = useState(false);
  const today = useToday();
  const isTold = state !== 'none' && dueOn !== null;
  useEffect(() => {
    if (isTold && name !== null)
      void tellAway(
        retentionWords.awayTitle,
        retentionWords.awayText(name, formatDate(dueOn)),
        look,
      );
  }, [isTold, name, dueOn]);
  if (!isTold || isClosed) return null;
  const isDue = state === 'due';
  const Icon = isDue ? IconLock : IconCalendarTime;
  const day = <DateText date={dueOn} />;
  return (
    <div role={isDue ? 'alert' : 'status'} className={styles.banner}>
      <Icon size={18} aria-hidden className={styles.icon} />
      <Text size="sm" flex={1}>
        {isDue ? retentionWords.due(day) : retentionWords.ahead(day, daysUntil(dueOn, today))}
      </Text>
      <Button size="xs" variant="default" onClick={look}>
        {retentionWords.look}
      </Button>
      {!isDue && (
        <CloseButton aria-label={commonWords.closeMessage} onClick={() => setClosed(true)} />
      )}
    </div>
  );
}
