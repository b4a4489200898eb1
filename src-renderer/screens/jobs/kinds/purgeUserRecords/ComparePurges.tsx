/**
 * The preview of a purge beside that of other settings, or beside what the last run did: the settings, who would go by
 * both, by one or by neither, and why not, each number the way to its users. Shown instead of the purge pages.
 */
import { Button, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import type { ComparedWith } from '#shared/contract/shapes/purgeComparison.ts';
import type { PurgeSettings } from '#shared/domain/purgeRules.ts';
import { jobKind } from '#shared/jobKinds/jobKinds.ts';
import { queries } from '../../../../client/engineClient.ts';
import { useMoneyDecimals } from '../../../../client/workspace.ts';
import { navigate } from '../../../../place/navigation.ts';
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { ScreenFrame } from '../../../../ui/ScreenFrame.tsx';
import type { GroupNames } from '../../useGroupNames.ts';
import { ComparisonPanel } from './ComparisonPanel.tsx';
import { flawText } from './flawText.ts';
import styles from './Purge.module.css';
import { PurgeSettingsForm } from './PurgeSettingsForm.tsx';
import { formOf, type PurgeDraft, type PurgeForm, settingsOf } from './purgeDraft.ts';
import { usePurgeComparison } from './usePurgeComparison.ts';
import { WhomChoice } from './WhomChoice.tsx';
import { comparisonWords } from './words/comparison.tsx';

interface ComparePurgesProps {
  readonly draft: PurgeDraft;
  readonly edit: (part: Partial<PurgeDraft>) => void;
  /** Of this purge. */
  readonly settings: PurgeSettings;
  readonly groups: GroupNames;
}

export function ComparePurges({ draft, edit, settings, groups }: ComparePurgesProps) {
  const lastRun = useLastRun();
  const decimals = useMoneyDecimals();
  const against = draft.comparedWithRun ? 'run' : 'settings';
  const other = draft.compared ?? formOf(draft);
  const editOther = (part: Partial<PurgeForm>) => edit({ compared: { ...other, ...part } });
  const filled = settingsOf(other, decimals);
  const flaw = against === 'settings' && typeof filled === 'string' ? flawText(filled) : undefined;
  const asked = usePurgeComparison(settings, comparedWith(against, filled, lastRun));
  return (
    <ScreenFrame title={comparisonWords.title} titled>
      <div className={styles.pages}>
        <Stack gap="md">
          <div>
            <Title order={2} fz="md" mb={4}>
              {comparisonWords.compareWith}
            </Title>
            <SegmentedControl
              fullWidth
              aria-label={comparisonWords.compareWith}
              data={(['settings', 'run'] as const).map((value) => ({
                value,
                label: comparisonWords.with[value],
              }))}
              value={against}
              onChange={(value) => edit({ comparedWithRun: value === 'run' })}
            />
          </div>
          {against === 'run' ? (
            <LastRun run={lastRun} />
          ) : (
            <>
              <PurgeSettingsForm
                title={comparisonWords.otherSettings}
                draft={other}
                edit={editOther}
              >
                <WhomChoice draft={other} edit={editOther} groups={groups} />
              </PurgeSettingsForm>
              {draft.compared && (
                <div>
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => edit({ compared: null })}
                  >
                    {comparisonWords.startAgain}
                  </Button>
                </div>
              )}
            </>
          )}
        </Stack>
        <div>
          <ErrorNote text={flaw} error={asked.error} />
          {!flaw && <ComparisonPanel asked={asked} />}
        </div>
      </div>
    </ScreenFrame>
  );
}

function comparedWith(
  against: 'settings' | 'run',
  filled: ReturnType<typeof settingsOf>,
  lastRun: JobSummary | null | undefined,
): ComparedWith | undefined {
  if (against === 'run') return lastRun ? { of: 'run', jobId: lastRun.jobId } : undefined;
  return typeof filled === 'string' ? undefined : { of: 'settings', settings: filled };
}

/** The newest purge that has completed; null: none has. */
function useLastRun(): JobSummary | null | undefined {
  const { data: jobs } = useQuery(queries.jobs.list.queryOptions());
  const ran = ({ kind, state, forgotten }: JobSummary) =>
    jobKind(kind).step === 'purge' && state === 'completed' && forgotten === null;
  return jobs && (jobs.find(ran) ?? null);
}

function LastRun({ run }: { readonly run: JobSummary | null | undefined }) {
  if (run === undefined) return null;
  if (run === null) return <Text size="sm">{comparisonWords.noRun}</Text>;
  return (
    <Stack gap="xs" align="start">
      <Text size="sm" component="div">
        {comparisonWords.lastRun(run)}
      </Text>
      <Text size="sm" c="dimmed">
        {comparisonWords.lastRunIs}
      </Text>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => navigate({ screen: 'reports', jobId: run.jobId })}
      >
        {comparisonWords.readReport}
      </Button>
    </Stack>
  );
}
