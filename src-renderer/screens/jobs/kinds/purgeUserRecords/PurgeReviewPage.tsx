/**
 * The last page of Purge User Records: everything that was chosen, what it will do, the job's name, and the buttons of
 * Alma's Add Job: Add, after which the form stays open for the next, and Add and Close. This page is what the picture
 * shows.
 */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useRef } from 'react';
import type { JobCheck } from '#shared/contract/shapes/jobs.ts';
import type { PurgePreview } from '#shared/contract/shapes/purgePreview.ts';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { type PurgeSettings, RETAIN_REASON_TEXTS } from '#shared/domain/purgeRules.ts';
import { defaultJobName, type JobKind } from '#shared/jobKinds/jobKinds.ts';
import { anyPurgeOf } from '#shared/jobKinds/purgeUsers.ts';
import { StaffListsNote } from '../../../../deciding/StaffListsNote.tsx';
import { CountLink } from '../../../../ui/CountLink.tsx';
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { refusalText } from '../../../../ui/failure.ts';
import { formatCount } from '../../../../ui/format.ts';
import { Money } from '../../../../ui/Values.tsx';
import { Writing } from '../../../../ui/Writing.tsx';
import { CaptureNote } from '../../CaptureNote.tsx';
import { SettingsTable } from '../../SettingsTable.tsx';
import { SignOffNote, sealRow } from '../../SignOffNote.tsx';
import type { GroupNames } from '../../useGroupNames.ts';
import type { CurrentCheck } from '../../useJobCheck.ts';
import { useSettingWords } from '../../useSettingWords.ts';
import { type StaysOpen, useSubmission } from '../../useSubmission.ts';
import { WizardFrame, type WizardFrameProps } from '../../WizardFrame.tsx';
import { missingWords, wizardWords } from '../../words.tsx';
import { ApprovedAccount } from './ApprovedAccount.tsx';
import { type ConfirmedPurge, ConfirmPurge } from './ConfirmPurge.tsx';
import { FlagsOfPurge } from './FlagsOfPurge.tsx';
import { whyNoPreview } from './flawText.ts';
import { linkToPart } from './linkToPart.ts';
import styles from './Purge.module.css';
import { PurgeFacts } from './PurgeFacts.tsx';
import { PurgeWarnings } from './PurgeWarnings.tsx';
import { type CountedPart, partOf } from './previewCriteria.ts';
import type { PurgeDraft } from './purgeDraft.ts';
import { UnapprovedInPurge } from './UnapprovedInPurge.tsx';
import type { CurrentPreview } from './usePurgePreview.ts';
import { usersTitles } from './words/preview.tsx';
import { purgeReviewWords } from './words/submit.tsx';

interface PurgeReviewPageProps {
  readonly draft: PurgeDraft;
  readonly edit: (part: Partial<PurgeDraft>) => void;
  readonly settings: PurgeSettings;
  readonly asked: CurrentPreview;
  readonly checked: CurrentCheck;
  readonly groups: GroupNames;
  readonly frame: PurgeFrame;
  /** Which page it is. */
  readonly page: number;
  /** Of a purge by set. */
  readonly set?: SetSummary;
  /** Another set takes its place. */
  readonly onSet?: (set: SetSummary) => void;
  /**
   * A job was added, and the form stays open for the next; without it the job is submitted, as those are that Alma runs
   * by hand.
   */
  readonly onAdded?: StaysOpen;
}

/** Which purge it is, and what its pages are called. */
export type PurgeFrame = Pick<WizardFrameProps, 'steps' | 'settled'> & {
  readonly kind: JobKind;
};

// One page: the picture, the job and what is confirmed must be of the same settings.
export function PurgeReviewPage(props: PurgeReviewPageProps) {
  const { draft, edit, settings, asked, checked, groups, frame, page, set, onSet, onAdded } = props;
  const pictured = useRef<HTMLDivElement>(null);
  const submission = useSubmission<ConfirmedPurge>(pictured);
  const preview = asked.current ? asked.preview : undefined;
  const name = draft.name ?? defaultJobName(frame.kind, set?.name ?? null, settings.runDate);
  const job = anyPurgeOf(settings, name.trim(), draft.withoutApproval);
  const settingWords = useSettingWords(job, { ...(set && { set }) });
  const check = checked.current ? checked.check : undefined;
  const missing = whyNot(name, asked) ?? whyRefused(checked);

  /** Which of the two was pressed last: what is tried again when there was no picture. */
  const stays = useRef(false);
  function add(stay: boolean) {
    if (!preview || !check || missing) return;
    stays.current = stay;
    void submission.prepare(job, { preview, check }, stay ? onAdded : undefined);
  }

  return (
    <WizardFrame
      {...frame}
      page={page}
      missing={missing}
      submit={
        <Group gap={8} wrap="nowrap">
          {onAdded && (
            <Writing>
              <Button
                variant="default"
                title={purgeReviewWords.addHint}
                disabled={missing !== undefined}
                onClick={() => add(true)}
              >
                {purgeReviewWords.add}
              </Button>
            </Writing>
          )}
          <Writing>
            <Button
              {...(onAdded && { title: purgeReviewWords.addAndCloseHint })}
              disabled={missing !== undefined}
              onClick={() => add(false)}
            >
              {onAdded ? purgeReviewWords.addAndClose : wizardWords.submit}
            </Button>
          </Writing>
        </Group>
      }
    >
      <Stack gap={12} maw={960}>
        <CaptureNote failure={submission.failure} onRetry={() => add(stays.current)} />
        <ErrorNote error={asked.error ?? checked.error} />
        {check && (
          <UnapprovedInPurge
            check={check}
            settings={settings}
            groups={groups}
            draft={draft}
            edit={edit}
            set={set}
            onSet={onSet}
          />
        )}
        <SignOffNote check={check} />
        <div className={styles.room}>
          <div className={styles.review}>
            <div ref={pictured}>
              <TextInput
                label={wizardWords.jobName}
                maxLength={255}
                mb={12}
                value={name}
                onChange={(event) => edit({ name: event.currentTarget.value })}
              />
              <SettingsTable rows={[...settingWords, ...sealRow(preview?.seal ?? null)]} />
            </div>
            {preview && <Outcome preview={preview} check={check} />}
          </div>
        </div>
        <Text size="sm" c="dimmed">
          {onAdded ? purgeReviewWords.whatAddDoes : purgeReviewWords.whatSubmitDoes}
        </Text>
      </Stack>
      <ConfirmPurge submission={submission} current={preview && check && { preview, check }} />
    </WizardFrame>
  );
}

function whyNot(name: string, asked: CurrentPreview): string | undefined {
  return name.trim() === '' ? missingWords.name : whyNoPreview(asked);
}

function whyRefused({ check, current, error }: CurrentCheck): string | undefined {
  if (error) return missingWords.noCheck;
  if (!check || !current) return missingWords.checking;
  if (!check.refusal) return undefined;
  switch (check.refusal.code) {
    case 'job.protected':
      return purgeReviewWords.protected;
    case 'job.notApproved':
      return purgeReviewWords.notApproved;
    case 'job.signOff':
      return missingWords.signatures;
    default:
      return refusalText(check.refusal).text;
  }
}

interface OutcomeProps {
  readonly preview: PurgePreview;
  readonly check: JobCheck | undefined;
}

function Outcome({ preview, check }: OutcomeProps) {
  return (
    <section aria-label={purgeReviewWords.outcome} className={styles.outcome}>
      <ApprovedAccount preview={preview} />
      <dl className={styles.figures}>
        <dt>{purgeReviewWords.inScope}</dt>
        <dd>
          <PartCount preview={preview} part="inScope" />
        </dd>
        <dt>{purgeReviewWords.purged}</dt>
        <dd className={styles.purged}>
          <PartCount preview={preview} part="purged" />
        </dd>
        <dt>{purgeReviewWords.retained}</dt>
        <dd>
          <PartCount preview={preview} part="retained" />
        </dd>
        {preview.reasons.map(({ reason, users }) => (
          <FigureOf key={reason} label={RETAIN_REASON_TEXTS[reason].label} part>
            <CountLink
              count={users}
              criteria={partOf(preview, reason)}
              title={usersTitles.retainedFor(reason)}
            />
          </FigureOf>
        ))}
        <dt>{purgeReviewWords.boundary}</dt>
        <dd>
          <PartCount preview={preview} part="boundary" />
        </dd>
        {preview.boundaryNotTaken > 0 && (
          <FigureOf label={purgeReviewWords.boundaryNotTaken} part>
            <PartCount preview={preview} part="boundaryNotTaken" />
          </FigureOf>
        )}
        <dt>{purgeReviewWords.waived}</dt>
        <dd>
          <Money minor={preview.waived} />
        </dd>
      </dl>
      <PurgeWarnings preview={preview} />
      {check && <FlagsOfPurge check={check} />}
      <PurgeFacts preview={preview} />
      <StaffListsNote />
    </section>
  );
}

function PartCount({
  preview,
  part,
}: {
  readonly preview: PurgePreview;
  readonly part: CountedPart;
}) {
  return linkToPart(preview, part)(formatCount(preview[part]));
}

function FigureOf({
  label,
  part,
  children,
}: {
  readonly label: string;
  readonly part?: boolean;
  readonly children: React.ReactNode;
}) {
  return (
    <>
      <dt data-part={part || undefined}>{label}</dt>
      <dd data-part={part || undefined}>{children}</dd>
    </>
  );
}
