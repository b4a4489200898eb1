/**
 * Update/Notify Users on the pages that it has in Alma: the set, the task parameters, the review with the job's name.
 * Alma's first page, which chooses the job, comes before them (RunAJobPage.tsx). Shown by the Jobs screen.
 */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { labelOfChange } from '#shared/jobKinds/updateFields.ts';
import { updateNotifyUsers } from '#shared/jobKinds/updateNotifyUsers.ts';
import { queries } from '../../../../client/engineClient.ts';
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { ChooseSetPage } from '../../set/ChooseSetPage.tsx';
import { SetChecks } from '../../set/SetChecks.tsx';
import { chooseSetWords } from '../../set/words.tsx';
import { useDraft } from '../../useDraft.ts';
import { type GroupNames, useGroupNames } from '../../useGroupNames.ts';
import { type CurrentCheck, isBlocked, useJobCheck } from '../../useJobCheck.ts';
import { goToPage, useWizardPage } from '../../useWizardPage.ts';
import { WizardFrame } from '../../WizardFrame.tsx';
import type { WizardProps } from '../jobPages.ts';
import { TaskParametersPage } from './TaskParametersPage.tsx';
import { UpdateReviewPage } from './UpdateReviewPage.tsx';
import {
  jobOf,
  newUpdateDraft,
  parametersOf,
  type UpdateDraft,
  type UpdatePageProps,
  withoutValue,
} from './updateDraft.ts';
import { UPDATE_FRAME } from './updateFrame.ts';
import { updateMissing } from './words.tsx';

export function UpdateNotifyWizard({ kept, setId }: WizardProps) {
  const { data: sets, error } = useQuery(queries.sets.list.queryOptions());
  const groups = useGroupNames();
  const used = useDraft<UpdateDraft>({
    kind: updateNotifyUsers.kind,
    kept,
    initial: newUpdateDraft,
    chosen: setId === undefined ? undefined : { setId, name: undefined },
  });
  const { draft, edit } = used;
  const set = sets?.find((each) => each.setId === draft.setId);
  // Who may go is asked on the page of the set already, for the group that is offered.
  const parameters = set && groups && parametersOf(draft, set.setId, groups.okToPurge);
  const checked = useJobCheck(parameters && jobOf(parameters, set.name));
  const props: UpdatePageProps = { draft, edit, checked };
  const asked = useWizardPage();
  // A set that was deleted meanwhile: the page where another can be chosen.
  const page = sets && !set ? 0 : groups && !parameters ? Math.min(asked, 1) : asked;
  useEffect(() => {
    if (page < asked) goToPage(page);
  }, [page, asked]);

  if (page === 2 && set && groups && parameters) {
    return <UpdateReviewPage {...props} set={set} groups={groups} parameters={parameters} />;
  }
  return (
    <WizardFrame
      {...UPDATE_FRAME}
      page={page}
      onStartOver={used.fromBefore && page === 0 ? used.startOver : undefined}
      missing={whatIsMissing(page, draft, set, checked)}
    >
      <ErrorNote error={error} />
      {pageOf(page, props, sets, set, groups)}
    </WizardFrame>
  );
}

function pageOf(
  page: number,
  props: UpdatePageProps,
  sets: readonly SetSummary[] | undefined,
  set: SetSummary | undefined,
  groups: GroupNames | undefined,
): ReactNode {
  if (!sets || !groups) return <Skeleton height={240} />;
  if (page === 0) {
    const choose = ({ setId }: SetSummary) => props.edit({ setId, name: undefined });
    return (
      <ChooseSetPage sets={sets} set={set} onChoose={choose}>
        {(chosen) => (
          <SetChecks
            set={chosen}
            checked={props.checked}
            onSet={choose}
            onOtherGroup={() => goToPage(1)}
          />
        )}
      </ChooseSetPage>
    );
  }
  if (!set) return <Skeleton height={240} />;
  return <TaskParametersPage {...props} set={set} groups={groups} />;
}

function whatIsMissing(
  page: number,
  draft: UpdateDraft,
  set: SetSummary | undefined,
  { asked, check, current, error }: CurrentCheck,
): ReactNode {
  if (!set) return chooseSetWords.missing.set;
  if (set.members === 0) return chooseSetWords.missing.members;
  if (page === 1) {
    const [first] = withoutValue(draft);
    if (first) return updateMissing.value(labelOfChange(first));
    if (!asked) return updateMissing.field;
  }
  // What is missing from the form is said on its page.
  if (!asked) return undefined;
  if (error) return updateMissing.noCheck;
  if (!check || !current) return updateMissing.checking;
  if (isBlocked(check)) return updateMissing.notApprovedForGroup;
  return undefined;
}
