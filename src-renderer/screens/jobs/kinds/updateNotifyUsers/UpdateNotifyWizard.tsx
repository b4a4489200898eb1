/**
 * Update/Notify Users on four pages, as in Alma: the job, the set, the task parameters, the review
 * with the job's name. Shown by the Jobs screen.
 */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { UPDATE_CONDITIONS } from '#shared/jobKinds/updateNotifyUsers.ts';
import { queries } from '../../../../client/engineClient.ts';
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { useDraft } from '../../useDraft.ts';
import { type GroupNames, useGroupNames } from '../../useGroupNames.ts';
import { type CurrentCheck, isBlocked, useJobCheck } from '../../useJobCheck.ts';
import { WizardFrame } from '../../WizardFrame.tsx';
import type { WizardProps } from '../jobPages.ts';
import { ChooseJobPage } from './ChooseJobPage.tsx';
import { ChooseSetPage } from './ChooseSetPage.tsx';
import { TaskParametersPage } from './TaskParametersPage.tsx';
import { UpdateReviewPage } from './UpdateReviewPage.tsx';
import { jobOf, type UpdateDraft, type UpdatePageProps } from './updateDraft.ts';
import { updateFrame, updateMissing } from './words.tsx';

export function UpdateNotifyWizard({ draftKey, setId }: WizardProps) {
  const { data: sets, error } = useQuery(queries.sets.list.queryOptions());
  const groups = useGroupNames();
  const [draft, edit] = useDraft<UpdateDraft>(draftKey, () => ({
    step: 0,
    setId,
    changesGroup: true,
    userGroup: undefined,
    condition: UPDATE_CONDITIONS[0],
    name: undefined,
  }));
  const set = sets?.find((each) => each.setId === draft.setId);
  const userGroup = draft.userGroup ?? groups?.okToPurge;
  const checked = useJobCheck(
    set && userGroup ? jobOf(draft, set, userGroup, set.name) : undefined,
  );
  const props: UpdatePageProps = { draft, edit, checked };

  if (draft.step === 3 && set && groups) {
    return <UpdateReviewPage {...props} set={set} groups={groups} />;
  }
  // A set that was deleted meanwhile: the page where another can be chosen.
  const step = sets && !set ? Math.min(draft.step, 1) : draft.step;
  return (
    <WizardFrame
      {...updateFrame}
      step={step}
      onStep={(next) => edit({ step: next })}
      missing={whatIsMissing(step, draft, set, checked)}
    >
      <ErrorNote error={error} />
      {pageOf(step, props, sets, set, groups)}
    </WizardFrame>
  );
}

function pageOf(
  step: number,
  props: UpdatePageProps,
  sets: readonly SetSummary[] | undefined,
  set: SetSummary | undefined,
  groups: GroupNames | undefined,
): ReactNode {
  if (step === 0) return <ChooseJobPage />;
  if (!sets || !groups) return <Skeleton height={240} />;
  if (step === 1) return <ChooseSetPage {...props} sets={sets} set={set} />;
  return <TaskParametersPage {...props} groups={groups} />;
}

function whatIsMissing(
  step: number,
  draft: UpdateDraft,
  set: SetSummary | undefined,
  { check, current, error }: CurrentCheck,
): ReactNode {
  if (step === 0) return undefined;
  if (!set) return updateMissing.set;
  if (set.members === 0) return updateMissing.members;
  if (step === 2 && !draft.changesGroup) return updateMissing.field;
  if (error) return updateMissing.noCheck;
  if (!check || !current) return updateMissing.checking;
  if (isBlocked(check)) return updateMissing.notApprovedForGroup;
  return undefined;
}
