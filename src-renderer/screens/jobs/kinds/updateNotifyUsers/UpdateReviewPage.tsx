/**
 * Alma’s page 4 of Update/Notify Users: everything that was chosen, what it will do, the job's name, Submit.
 * This page is what the picture shows.
 */

import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useRef } from 'react';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { defaultJobName } from '#shared/jobKinds/jobKinds.ts';
import {
  alreadySo,
  isSoAlready,
  leftAlone,
  willChange,
  wouldChange,
} from '#shared/jobKinds/updateCriteria.ts';
import { labelOfChange } from '#shared/jobKinds/updateFields.ts';
import {
  isMoveAlone,
  type UpdateParameters,
  updateNotifyUsers,
} from '#shared/jobKinds/updateNotifyUsers.ts';
import { queries } from '../../../../client/engineClient.ts';
import { useToday } from '../../../../client/workspace.ts';
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { refusalText } from '../../../../ui/failure.ts';
import { Writing } from '../../../../ui/Writing.tsx';
import { CaptureNote } from '../../CaptureNote.tsx';
import checkStyles from '../../JobCheck.module.css';
import { linkTo } from '../../linkTo.tsx';
import { SettingsTable } from '../../SettingsTable.tsx';
import { SignOffNote, sealRow } from '../../SignOffNote.tsx';
import { SetChecks } from '../../set/SetChecks.tsx';
import type { GroupNames } from '../../useGroupNames.ts';
import { type CurrentCheck, isBlocked } from '../../useJobCheck.ts';
import { useSettingWords } from '../../useSettingWords.ts';
import { useSubmission } from '../../useSubmission.ts';
import { WizardFrame } from '../../WizardFrame.tsx';
import { missingWords, wizardWords } from '../../words.tsx';
import { ConfirmUpdate } from './ConfirmUpdate.tsx';
import { KitCard, useKit } from './KitCard.tsx';
import styles from './UpdateNotify.module.css';
import { UpdateWarnings } from './UpdateWarnings.tsx';
import { type Counts, jobOf, type UpdateOutcome, type UpdatePageProps } from './updateDraft.ts';
import { UPDATE_FRAME } from './updateFrame.ts';
import { shownValue, updateMissing, updateReviewWords } from './words.tsx';

const NAME_LIMIT = 255;

interface UpdateReviewPageProps extends UpdatePageProps {
  readonly set: SetSummary;
  readonly groups: GroupNames;
  readonly parameters: UpdateParameters;
}

export function UpdateReviewPage(props: UpdateReviewPageProps) {
  const { draft, edit, checked, set, groups, parameters } = props;
  const settings = useRef<HTMLDivElement>(null);
  const submission = useSubmission<UpdateOutcome>(settings);
  const { counts, error } = useOutcome(parameters);
  const day = useToday();
  const name = draft.name ?? offeredName(set, day);
  const check = checked.current ? checked.check : undefined;
  const missing = whyNot(name, counts) ?? whyRefused(checked);
  const job = jobOf(parameters, name.trim());
  const kit = useKit(job, draft.kit);
  const settingWords = useSettingWords(job, { set });
  const onSet = ({ setId }: SetSummary) => edit({ setId, name: undefined });

  function submit() {
    if (!counts || !check || missing) return;
    const outcome = { set, parameters, check, ...counts };
    void submission.prepare(job, outcome);
  }

  return (
    <WizardFrame
      {...UPDATE_FRAME}
      page={2}
      missing={missing}
      submit={
        <Writing>
          <Button disabled={missing !== undefined || !counts} onClick={submit}>
            {wizardWords.submit}
          </Button>
        </Writing>
      }
    >
      <Stack gap={12} maw={760}>
        <CaptureNote failure={submission.failure} onRetry={submit} />
        <ErrorNote error={error ?? checked.error} />
        {check?.guarded && <SignOffNote check={check} />}
        {isBlocked(check) && <SetChecks set={set} checked={checked} onSet={onSet} />}
        <div ref={settings}>
          <TextInput
            label={wizardWords.jobName}
            maxLength={NAME_LIMIT}
            mb={12}
            value={name}
            onChange={(event) => edit({ name: event.currentTarget.value })}
          />
          <SettingsTable
            rows={[
              { label: wizardWords.job, value: updateNotifyUsers.title },
              ...settingWords,
              ...sealRow(check?.seal ?? null),
            ]}
          />
        </div>
        {counts && <WhatItDoes set={set} parameters={parameters} counts={counts} />}
        <KitCard kit={kit} edit={edit} />
        <UpdateWarnings parameters={parameters} groups={groups} />
        <Text size="sm" c="dimmed">
          {updateReviewWords.whatSubmitDoes}
        </Text>
      </Stack>
      <ConfirmUpdate
        submission={submission}
        changedNow={counts?.changed}
        lacksKit={kit.groupIsLost && kit.state !== 'saved'}
        onSet={onSet}
      />
    </WizardFrame>
  );
}

interface WhatItDoesProps {
  readonly set: SetSummary;
  readonly parameters: UpdateParameters;
  readonly counts: Counts;
}

function WhatItDoes({ set, parameters, counts }: WhatItDoesProps) {
  return (
    <Text component="div" size="sm" className={styles.outcome}>
      {updateReviewWords.outcome(
        counts.changed,
        linkTo(counts.changed, willChange(parameters), updateReviewWords.changedTitle(set.name)),
        parameters,
        counts.leftAlone,
        linkTo(counts.leftAlone, leftAlone(parameters), updateReviewWords.leftAloneTitle(set.name)),
      )}
      {!isMoveAlone(parameters) && <PerField set={set} parameters={parameters} />}
    </Text>
  );
}

/** For how many each field would be another, and for how many it is so already. */
function PerField({ set, parameters }: Omit<WhatItDoesProps, 'counts'>) {
  const given = alreadySo(parameters).map(({ field, value, is }) => ({
    ...{ field, value },
    of: wouldChange(set.setId, is),
    so: isSoAlready(set.setId, is),
  }));
  const found = useQueries({
    queries: given
      .flatMap(({ of, so }) => [of, so])
      .map((criteria) => queries.users.count.queryOptions({ input: { criteria } })),
  });
  return (
    <ul className={checkStyles.told} aria-label={updateReviewWords.perField}>
      {given.map(({ field, value, of, so }, n) => {
        const users = found[2 * n]?.data?.users;
        const already = found[2 * n + 1]?.data?.users;
        if (users === undefined || already === undefined) return null;
        const label = labelOfChange(field);
        const title = updateReviewWords.getsTitle(label, set.name);
        const soTitle = updateReviewWords.isSoTitle(label, set.name);
        return (
          <li key={field}>
            <span>
              {updateReviewWords.getsField(
                label,
                shownValue(field, value),
                users,
                linkTo(users, of, title),
              )}
              {already > 0 && updateReviewWords.isSo(already, linkTo(already, so, soTitle))}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function whyRefused({ check, current, error }: CurrentCheck): string | undefined {
  if (error) return missingWords.noCheck;
  if (!check || !current) return missingWords.checking;
  if (check.refusal === null) return undefined;
  if (check.refusal.code === 'job.signOff') return missingWords.signatures;
  return isBlocked(check) ? updateMissing.notApproved : refusalText(check.refusal).text;
}

function useOutcome(parameters: UpdateParameters) {
  const [changed, left] = useQueries({
    queries: [willChange(parameters), leftAlone(parameters)].map((criteria) =>
      queries.users.count.queryOptions({ input: { criteria } }),
    ),
  });
  const counts =
    changed?.data && left?.data
      ? { changed: changed.data.users, leftAlone: left.data.users }
      : undefined;
  return { counts, error: changed?.error ?? left?.error };
}

function whyNot(name: string, counts: Counts | undefined): string | undefined {
  if (name.trim() === '') return missingWords.name;
  if (counts?.changed === 0) return updateMissing.nobodyChanges;
  return undefined;
}

function offeredName(set: SetSummary, day: IsoDate): string {
  return defaultJobName(updateNotifyUsers.kind, set.name.slice(0, 200), day);
}
