/**
 * Purge Users on a set, on the pages of a job that Alma runs by hand: the set, the settings with a live preview beside them,
 * the review. The rules, the preview and the review are those of the purge by group. Shown by the Jobs screen.
 */
import { Button, Group, Input, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { anyPurgeOf, purgeUsers, SET_PURGE_LABELS } from '#shared/jobKinds/purgeUsers.ts';
import { queries } from '../../../../client/engineClient.ts';
import { useMoneyDecimals, useSettings } from '../../../../client/workspace.ts';
import { usePlace } from '../../../../place/navigation.ts';
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { countOf } from '../../../../ui/format.ts';
import { ChooseSetPage } from '../../set/ChooseSetPage.tsx';
import { SetChecks } from '../../set/SetChecks.tsx';
import { chooseSetWords } from '../../set/words.tsx';
import { useDraft } from '../../useDraft.ts';
import { type GroupNames, useGroupNames } from '../../useGroupNames.ts';
import { NO_NAME, useJobCheck } from '../../useJobCheck.ts';
import { goToPage, useWizardPage } from '../../useWizardPage.ts';
import { WizardFrame } from '../../WizardFrame.tsx';
import { RUN_STEPS } from '../../words.tsx';
import type { WizardProps } from '../jobPages.ts';
import { AlmasParameters } from './AlmasParameters.tsx';
import { ComparePurges } from './ComparePurges.tsx';
import { flawText, whyNoPreview } from './flawText.ts';
import { approvedInSet } from './LeaveOutOfSet.tsx';
import styles from './Purge.module.css';
import { PurgePreviewPanel } from './PurgePreviewPanel.tsx';
import { type PurgeFrame, PurgeReviewPage } from './PurgeReviewPage.tsx';
import { PurgeSettingsForm } from './PurgeSettingsForm.tsx';
import { newPurgeDraft, type PurgeDraft, settingsOf } from './purgeDraft.ts';
import { usePurgePreview } from './usePurgePreview.ts';
import { purgeFlagsWords } from './words/preview.tsx';
import { setPurgeFormWords } from './words/setPurge.tsx';

const FRAME: PurgeFrame = { kind: purgeUsers.kind, ...RUN_STEPS };

export function SetPurgeWizard({ kept, setId }: WizardProps) {
  const settings = useSettings();
  const groups = useGroupNames();
  const { data: sets, error } = useQuery(queries.sets.list.queryOptions());
  if (!settings || !groups || !sets) {
    return (
      <WizardFrame {...FRAME} page={0} missing="">
        <ErrorNote error={error} />
        <Skeleton height={320} />
      </WizardFrame>
    );
  }
  const initial = () => newPurgeDraft(settings, groups.okToPurge, 'set');
  return <Pages kept={kept} setId={setId} groups={groups} sets={sets} initial={initial} />;
}

interface PagesProps extends WizardProps {
  readonly groups: GroupNames;
  readonly sets: readonly SetSummary[];
  readonly initial: () => PurgeDraft;
}

// One component: its pages share what was filled in, the preview and the check.
function Pages({ kept, setId, groups, sets, initial }: PagesProps) {
  const used = useDraft<PurgeDraft>({
    ...{ kind: FRAME.kind, kept, initial },
    chosen: setId === undefined ? undefined : otherSet(setId),
  });
  const { draft, edit } = used;
  const { comparing } = usePlace('jobs');
  const set = sets.find((each) => each.setId === draft.setId);
  const settings = settingsOf(set ? draft : { ...draft, setId: null }, useMoneyDecimals());
  const complete = typeof settings === 'string' ? undefined : settings;
  const asked = usePurgePreview(complete);
  // After the preview, so that typing asks no more than that does.
  const parameters = asked.current ? asked.preview?.settings : undefined;
  const { withoutApproval } = draft;
  const checked = useJobCheck(parameters && anyPurgeOf(parameters, NO_NAME, withoutApproval));
  const onSet = (other: SetSummary) => edit(otherSet(other.setId));
  const wanted = useWizardPage();
  // A set that was deleted meanwhile: the page where another can be chosen.
  const page = !set ? 0 : complete ? wanted : Math.min(wanted, 1);
  useEffect(() => {
    if (page < wanted) goToPage(page);
  }, [page, wanted]);

  if (comparing && complete)
    return <ComparePurges draft={draft} edit={edit} settings={complete} groups={groups} />;
  if (page === 2 && set && complete)
    return (
      <PurgeReviewPage
        {...{ draft, edit, asked, checked, groups, set, onSet, page }}
        frame={FRAME}
        settings={complete}
      />
    );
  return (
    <WizardFrame
      {...FRAME}
      page={page}
      onStartOver={used.fromBefore && page === 0 ? used.startOver : undefined}
      missing={
        page === 0
          ? whatIsMissing(set)
          : typeof settings === 'string'
            ? flawText(settings)
            : whyNoPreview(asked)
      }
    >
      {page === 0 || !set ? (
        <ChooseSetPage sets={sets} set={set} onChoose={onSet}>
          {(chosen) => (
            <SetChecks
              set={chosen}
              checked={checked}
              onSet={onSet}
              flagsAmong={purgeFlagsWords.title}
              {...(checked.check && { approved: approvedInSet(chosen, checked.check) })}
            />
          )}
        </ChooseSetPage>
      ) : (
        <div className={styles.pages}>
          <Stack gap="lg">
            <PurgeSettingsForm title={setPurgeFormWords.title} draft={draft} edit={edit}>
              <ChosenSet set={set} />
            </PurgeSettingsForm>
            <AlmasParameters />
          </Stack>
          <PurgePreviewPanel kind={FRAME.kind} asked={asked} checked={checked} />
        </div>
      )}
    </WizardFrame>
  );
}

/** A name and an exception are of one set alone. */
function otherSet(setId: number): Partial<PurgeDraft> {
  return { setId, name: undefined, withoutApproval: null };
}

function whatIsMissing(set: SetSummary | undefined): ReactNode {
  if (!set) return chooseSetWords.missing.set;
  return set.members === 0 ? chooseSetWords.missing.members : undefined;
}

function ChosenSet({ set }: { readonly set: SetSummary }) {
  return (
    <Input.Wrapper label={SET_PURGE_LABELS.set} labelElement="div">
      <Group gap={8}>
        <span>
          {set.name} ({setPurgeFormWords.members(countOf(set.members, 'user'))})
        </span>
        <Button size="compact-sm" variant="default" onClick={() => goToPage(0)}>
          {setPurgeFormWords.another}
        </Button>
      </Group>
    </Input.Wrapper>
  );
}
