/**
 * What leads back from the job, saved as a folder before it is submitted; says whether it was, for these users with these
 * values. Never in the way of Submit: where nothing is lost nobody needs it.
 */
import { Button, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconFolderDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { GROUP_FIELD } from '#shared/jobKinds/updateFields.ts';
import { type UpdateRequest, updateNotifyUsers } from '#shared/jobKinds/updateNotifyUsers.ts';
import { queries } from '../../../../client/engineClient.ts';
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { exportFile } from '../../../../ui/exportFile.ts';
import { notifyFailure } from '../../../../ui/notify.tsx';
import { TitledCard } from '../../../../ui/TitledCard.tsx';
import checkStyles from '../../JobCheck.module.css';
import { noteInDraft } from '../../useDraft.ts';
import styles from './UpdateNotify.module.css';
import { jobOf, type UpdateDraft } from './updateDraft.ts';
import { kitWords, MANY_SET_FILES } from './words.tsx';

/** `stale`: for others, or with other values. */
export type KitState = 'saved' | 'stale' | 'none';

export interface UsedKit {
  readonly job: UpdateRequest;
  readonly summary: ReturnType<typeof useReversal>['data'];
  readonly error: unknown;
  readonly state: KitState;
  /** Alma's statistics lose something that only a kit keeps. */
  readonly groupIsLost: boolean;
}

/** Whatever the job is called: its name is typed on the same page. */
const useReversal = ({ parameters }: UpdateRequest) =>
  useQuery(
    queries.jobs.reversal.queryOptions({
      input: { job: jobOf(parameters, updateNotifyUsers.title) },
    }),
  );

/** @param saved fingerprint of what the last kit was saved for */
export function useKit(job: UpdateRequest, saved: string | undefined): UsedKit {
  const { data: summary, error } = useReversal(job);
  const state = saved === undefined ? 'none' : saved === summary?.fingerprint ? 'saved' : 'stale';
  const groupIsLost = summary?.fields.some(({ field }) => field === GROUP_FIELD.field) ?? false;
  return { job, summary, error, state, groupIsLost };
}

interface KitCardProps {
  readonly kit: UsedKit;
  readonly edit: (part: Partial<UpdateDraft>) => void;
}

export function KitCard({ kit, edit }: KitCardProps) {
  const { job, summary, error, state } = kit;
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  if (error) return <ErrorNote error={error} />;
  if (!summary || summary.files === 0) return null;

  function save({ fingerprint }: NonNullable<UsedKit['summary']>) {
    const note = { kit: fingerprint };
    exportFile({
      what: { of: 'kit', job },
      format: 'folder',
      title: kitWords.exported(job.name),
      suggestedName: job.name,
      written: kitWords.written,
      onWritten: () => (isShown.current ? edit(note) : noteInDraft(job.kind, note)),
    }).catch(notifyFailure);
  }

  return (
    <TitledCard title={kitWords.title}>
      <div className={styles.kit}>
        <Text size="sm">{kitWords.holds(summary)}</Text>
        <ul className={checkStyles.told} aria-label={kitWords.perField}>
          {summary.fields.map((each) => (
            <li key={each.field}>{kitWords.ofField(each)}</li>
          ))}
          {summary.files > MANY_SET_FILES && <li>{kitWords.many}</li>}
        </ul>
        <KitMark kit={kit} />
        <Button
          variant="default"
          leftSection={<IconFolderDown size={16} aria-hidden />}
          onClick={() => save(summary)}
        >
          {state === 'none' ? kitWords.save : kitWords.saveAgain}
        </Button>
      </div>
    </TitledCard>
  );
}

/** Loud only where something would be lost. */
function KitMark({ kit: { state, groupIsLost } }: Pick<KitCardProps, 'kit'>) {
  const isSaved = state === 'saved';
  const words = isSaved ? kitWords.saved : state === 'stale' ? kitWords.stale : kitWords.notSaved;
  const Icon = isSaved ? IconCircleCheck : IconAlertTriangle;
  const tone = isSaved ? 'keep' : groupIsLost ? 'boundary' : undefined;
  return (
    <div role="status" className={styles.kitMark} data-tone={tone}>
      {(isSaved || groupIsLost) && <Icon size={16} aria-hidden />}
      <span>{!isSaved && groupIsLost ? `${words} ${kitWords.groupIsLost}` : words}</span>
    </div>
  );
}
