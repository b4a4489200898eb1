/**
 * The last page of Purge User Records: everything that was chosen, what it will do, the job's name,
 * Submit. This page is what the picture shows.
 */
import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useRef } from 'react';
import type { PurgePreview, PurgeSettings } from '#shared/contract/shapes.ts';
import { defaultJobName } from '#shared/domain/jobs.ts';
import { RETAIN_REASON_TEXTS } from '#shared/domain/purgeRules.ts';
import { useSettings } from '../../client/workspace.ts';
import { CountLink } from '../../ui/CountLink.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatAmount, formatCount } from '../../ui/format.ts';
import { readingText } from '../../ui/readingWords.ts';
import { DateText, Money } from '../../ui/Values.tsx';
import { CaptureNote } from './CaptureNote.tsx';
import { ConfirmPurge } from './ConfirmPurge.tsx';
import styles from './Purge.module.css';
import { PurgeWarnings } from './PurgeWarnings.tsx';
import { partOf } from './previewCriteria.ts';
import { PURGE_FRAME, type PurgeDraft } from './purgeDraft.ts';
import { type SettingRow, SettingsTable } from './SettingsTable.tsx';
import { SIGN_OFF_MISSING, SignOffNote } from './SignOffNote.tsx';
import type { CurrentPreview } from './usePurgePreview.ts';
import { useSignOffNeed } from './useSignOffNeed.ts';
import { useSubmission } from './useSubmission.ts';
import { WizardFrame } from './WizardFrame.tsx';

interface PurgeReviewPageProps {
  readonly draft: PurgeDraft;
  readonly edit: (part: Partial<PurgeDraft>) => void;
  readonly settings: PurgeSettings;
  readonly asked: CurrentPreview;
}

export function PurgeReviewPage({ draft, edit, settings, asked }: PurgeReviewPageProps) {
  const pictured = useRef<HTMLDivElement>(null);
  const submission = useSubmission<PurgePreview>(pictured);
  const currency = useSettings()?.currency ?? 'USD';
  const preview = asked.current ? asked.preview : undefined;
  const name = draft.name ?? defaultJobName('purge-user-records', null, settings.runDate);
  const need = useSignOffNeed(preview?.purged, preview && partOf(preview, 'purged'));
  const missing = whyNot(name, asked) ?? (need?.missing ? SIGN_OFF_MISSING : undefined);

  function submit() {
    if (!preview || missing) return;
    const job = {
      kind: 'purge-user-records',
      name: name.trim(),
      parameters: settings,
      withoutApproval: null,
    } as const;
    void submission.prepare(job, preview);
  }

  return (
    <WizardFrame
      {...PURGE_FRAME}
      step={1}
      onStep={(step) => edit({ step })}
      missing={missing}
      submit={
        <Button disabled={missing !== undefined || !need} onClick={submit}>
          Submit
        </Button>
      }
    >
      <Stack gap={12} maw={960}>
        <CaptureNote failure={submission.failure} onRetry={submit} />
        <ErrorNote error={asked.error} />
        <SignOffNote need={need} />
        <div className={styles.room}>
          <div className={styles.review}>
            <div ref={pictured}>
              <TextInput
                label="Job name"
                maxLength={255}
                mb={12}
                value={name}
                onChange={(event) => edit({ name: event.currentTarget.value })}
              />
              <SettingsTable rows={settingRows(settings, currency, preview)} />
            </div>
            {preview && <Outcome preview={preview} />}
          </div>
        </div>
        <Text size="sm" c="dimmed">
          Submit takes a picture of this page and keeps it with the job, then asks for the number of
          users. Enter the same settings in Alma: this run changes the replica alone.
        </Text>
      </Stack>
      <ConfirmPurge submission={submission} current={preview} />
    </WizardFrame>
  );
}

function whyNot(name: string, { preview, current, error }: CurrentPreview): string | undefined {
  if (name.trim() === '') return 'The job needs a name.';
  if (error) return 'There is no preview of these settings.';
  if (!current || !preview) return 'The preview is being made.';
  if (preview.inScope === 0) return 'Nobody is in scope with these settings.';
  if (preview.purgedProtected > 0) return 'The register protects users whom this job would purge.';
  return undefined;
}

function settingRows(
  settings: PurgeSettings,
  currency: string,
  preview: PurgePreview | undefined,
): readonly SettingRow[] {
  return [
    { label: 'Number of days after purge date', value: formatCount(settings.days) },
    { label: 'User record type', value: settings.recordType },
    { label: 'User group', value: settings.userGroup ?? 'All user groups' },
    { label: 'Waive threshold', value: formatAmount(settings.waiveThreshold, currency) },
    { label: 'Run date', value: <DateText date={settings.runDate} /> },
    { label: 'Reading of the day bound', value: readingText(settings.reading) },
    {
      label: 'Last purge date taken',
      value: <DateText date={preview?.lastPurgeDate ?? null} />,
    },
  ];
}

function Outcome({ preview }: { readonly preview: PurgePreview }) {
  return (
    <section aria-label="What it will do" className={styles.outcome}>
      <dl className={styles.figures}>
        <dt>In scope</dt>
        <dd>
          <CountLink
            count={preview.inScope}
            criteria={partOf(preview, 'inScope')}
            title="Users in scope"
          />
        </dd>
        <dt>Will be purged</dt>
        <dd className={styles.purged}>
          <CountLink
            count={preview.purged}
            criteria={partOf(preview, 'purged')}
            title="Users who would be purged"
          />
        </dd>
        <dt>Will be retained</dt>
        <dd>
          <CountLink
            count={preview.retained}
            criteria={partOf(preview, 'retained')}
            title="Users in scope who would be retained"
          />
        </dd>
        {preview.reasons.map(({ reason, users }) => (
          <FigureOf key={reason} label={RETAIN_REASON_TEXTS[reason].label} part>
            <CountLink
              count={users}
              criteria={partOf(preview, reason)}
              title={`Retained: ${RETAIN_REASON_TEXTS[reason].label}`}
            />
          </FigureOf>
        ))}
        <dt>Boundary users</dt>
        <dd>
          <CountLink
            count={preview.boundary}
            criteria={partOf(preview, 'boundary')}
            title="Boundary users of this run"
          />
        </dd>
        <dt>Balances forgiven</dt>
        <dd>
          <Money minor={preview.waived} />
        </dd>
      </dl>
      <PurgeWarnings preview={preview} />
    </section>
  );
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
