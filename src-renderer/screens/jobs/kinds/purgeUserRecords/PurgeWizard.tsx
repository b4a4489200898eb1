/**
 * Purge User Records on two pages: the form of Alma's Add Job with a live preview beside it, then
 * everything that was chosen and what it will do. Shown by the Jobs screen.
 */

import { Skeleton } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { purgeUserRecords } from '#shared/jobKinds/purgeUserRecords.ts';
import { anyPurgeOf } from '#shared/jobKinds/purgeUsers.ts';
import { useMoneyDecimals, useSettings } from '../../../../client/workspace.ts';
import { usePlace } from '../../../../place/navigation.ts';
import { useDraft } from '../../useDraft.ts';
import { type GroupNames, useGroupNames } from '../../useGroupNames.ts';
import { NO_NAME, useJobCheck } from '../../useJobCheck.ts';
import { goToPage, useWizardPage } from '../../useWizardPage.ts';
import { WizardFrame } from '../../WizardFrame.tsx';
import type { WizardProps } from '../jobPages.ts';
import { type AddedJob, AddedJobs } from './AddedJobs.tsx';
import { ComparePurges } from './ComparePurges.tsx';
import { flawText, whyNoPreview } from './flawText.ts';
import styles from './Purge.module.css';
import { PurgePreviewPanel } from './PurgePreviewPanel.tsx';
import { type PurgeFrame, PurgeReviewPage } from './PurgeReviewPage.tsx';
import { PurgeSettingsForm, UserGroup } from './PurgeSettingsForm.tsx';
import { newPurgeDraft, type PurgeDraft, settingsOf } from './purgeDraft.ts';
import { usePurgePreview } from './usePurgePreview.ts';
import { purgeFormWords, purgeSteps } from './words/settings.tsx';

const FRAME: PurgeFrame = { kind: purgeUserRecords.kind, steps: purgeSteps };

export function PurgeWizard({ kept }: WizardProps) {
  const settings = useSettings();
  const groups = useGroupNames();
  if (!settings || !groups) {
    return (
      <WizardFrame {...FRAME} page={0} missing="">
        <Skeleton height={320} />
      </WizardFrame>
    );
  }
  return (
    <Pages kept={kept} groups={groups} initial={() => newPurgeDraft(settings, groups.okToPurge)} />
  );
}

interface PagesProps extends Pick<WizardProps, 'kept'> {
  readonly groups: GroupNames;
  readonly initial: () => PurgeDraft;
}

function Pages({ kept, groups, initial }: PagesProps) {
  const used = useDraft<PurgeDraft>({ kind: purgeUserRecords.kind, kept, initial });
  const { draft, edit } = used;
  const page = useWizardPage();
  const { comparing } = usePlace('jobs');
  const [added, setAdded] = useState<readonly AddedJob[]>([]);
  const settings = settingsOf(draft, useMoneyDecimals());
  const complete = typeof settings === 'string' ? undefined : settings;
  const asked = usePurgePreview(complete);
  // After the preview, so that typing asks no more than that does.
  const parameters = asked.current ? asked.preview?.settings : undefined;
  const { withoutApproval } = draft;
  const checked = useJobCheck(parameters && anyPurgeOf(parameters, NO_NAME, withoutApproval));
  const shared = { draft, edit, asked, checked, groups };

  /** The form stays open with the same settings; a name and an exception are of one job alone. */
  function onAdded(job: JobSummary, isNew: boolean) {
    setAdded([{ ...job, again: !isNew }, ...added.filter(({ jobId }) => jobId !== job.jobId)]);
    edit({ name: undefined, withoutApproval: null });
    goToPage(0);
  }

  useEffect(() => {
    if (page > 0 && !complete) goToPage(0);
  }, [page, complete]);
  if (comparing && complete)
    return <ComparePurges draft={draft} edit={edit} settings={complete} groups={groups} />;
  if (page > 0 && complete)
    return (
      <PurgeReviewPage {...shared} frame={FRAME} page={1} settings={complete} onAdded={onAdded} />
    );
  return (
    <WizardFrame
      {...FRAME}
      page={0}
      onStartOver={used.fromBefore || added.length > 0 ? used.startOver : undefined}
      missing={typeof settings === 'string' ? flawText(settings) : whyNoPreview(asked)}
    >
      <AddedJobs jobs={added} />
      <div className={styles.pages}>
        <PurgeSettingsForm title={purgeFormWords.almasSettings} draft={draft} edit={edit}>
          <UserGroup draft={draft} edit={edit} groups={groups} />
        </PurgeSettingsForm>
        <PurgePreviewPanel kind={FRAME.kind} asked={asked} checked={checked} />
      </div>
    </WizardFrame>
  );
}
