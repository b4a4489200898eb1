/**
 * Who isn't approved among those whom a purge may take, and the three ways on: leave them out of the group or the set,
 * decide about them, or go on without approval. Part of the purge's review page.
 */
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { JobCheck } from '#shared/contract/shapes/jobs.ts';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import type { PurgeSettings } from '#shared/domain/purgeRules.ts';
import { showCandidates } from '../../../../place/navigation.ts';
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { refusalText } from '../../../../ui/failure.ts';
import { UnapprovedNote } from '../../UnapprovedNote.tsx';
import type { GroupNames } from '../../useGroupNames.ts';
import { inCheck } from '../../useJobCheck.ts';
import { unapprovedWords } from '../../words.tsx';
import { LeaveOutDialog } from './LeaveOutDialog.tsx';
import { LeaveOutOfSet } from './LeaveOutOfSet.tsx';
import type { PurgeDraft } from './purgeDraft.ts';
import { WithoutApprovalDialog } from './WithoutApprovalDialog.tsx';
import { unapprovedInPurge } from './words/preview.tsx';
import { waysOnWords } from './words/submit.tsx';

interface UnapprovedInPurgeProps {
  readonly check: JobCheck;
  readonly settings: PurgeSettings;
  readonly groups: GroupNames;
  readonly draft: PurgeDraft;
  readonly edit: (part: Partial<PurgeDraft>) => void;
  /** Of a purge by set, and what takes its place. */
  readonly set: SetSummary | undefined;
  readonly onSet: ((set: SetSummary) => void) | undefined;
}

export function UnapprovedInPurge(props: UnapprovedInPurgeProps) {
  const { check, settings, groups, draft, edit, set, onSet } = props;
  const [dialog, setDialog] = useState<'leaveOut' | 'goOn'>();
  const close = () => setDialog(undefined);
  const { withoutApproval } = draft;
  const isProtected = check.unapproved.some(({ kind }) => kind === 'protected');
  if (check.unapproved.length === 0) return null;
  return (
    <>
      {check.refusal?.code === 'job.typedNumber' && <ErrorNote {...refusalText(check.refusal)} />}
      <UnapprovedNote check={check} words={unapprovedInPurge}>
        {set && onSet ? (
          <LeaveOutOfSet set={set} check={check} onSet={onSet} />
        ) : settings.userGroup === null ? (
          <Text size="sm">{waysOnWords.everyGroup}</Text>
        ) : (
          <Button size="compact-sm" onClick={() => setDialog('leaveOut')}>
            {unapprovedWords.leaveOut}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => showCandidates(inCheck(check, 'unapproved'), unapprovedWords.list)}
        >
          {unapprovedWords.decide}
        </Button>
        {isProtected ? (
          <Text size="sm">{waysOnWords.registerStands}</Text>
        ) : (
          <Button size="compact-sm" variant="subtle" color="red" onClick={() => setDialog('goOn')}>
            {waysOnWords.goOn}
          </Button>
        )}
      </UnapprovedNote>
      {withoutApproval && (
        <Text size="sm" component="div">
          {waysOnWords.goingOn(withoutApproval.users, withoutApproval.reason)}{' '}
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => edit({ withoutApproval: null })}
          >
            {waysOnWords.takeBack}
          </Button>
        </Text>
      )}
      <LeaveOutDialog
        opened={dialog === 'leaveOut'}
        onClose={close}
        settings={settings}
        check={check}
        groups={groups}
      />
      <WithoutApprovalDialog
        opened={dialog === 'goOn'}
        onClose={close}
        check={check}
        before={withoutApproval}
        onGoOn={(without) => edit({ withoutApproval: without })}
      />
    </>
  );
}
