/** Says when the personal data of the workspace is due, from 30 days before on; nothing before. */
import { IconCalendarTime } from '@tabler/icons-react';
import { daysUntil } from '#shared/domain/retention.ts';
import { useStatus, useToday } from '../client/workspace.ts';
import { openDialog } from '../place/dialogs.ts';
import { QuietBanner } from './QuietBanner.tsx';
import { DateText } from './Values.tsx';
import { retentionWords } from './words/retention.tsx';

export function RetentionNote() {
  const retention = useStatus().data?.retention;
  const today = useToday();
  if (!retention || retention.state === 'none' || retention.dueOn === null) return null;
  const { dueOn, state } = retention;
  const day = <DateText date={dueOn} />;
  return (
    <QuietBanner
      icon={IconCalendarTime}
      stage={state === 'due' ? 'broken' : 'half'}
      boxed
      link={retentionWords.look}
      onFollow={() => openDialog('retention')}
    >
      {state === 'due'
        ? retentionWords.due(day)
        : retentionWords.ahead(day, daysUntil(dueOn, today))}
    </QuietBanner>
  );
}
