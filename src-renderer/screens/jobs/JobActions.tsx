/**
 * What can be done with one job of the list: its report, its users by outcome, another job with its settings, and taking
 * it back while it waits. What can't be done is there all the same and says why.
 */
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconBan,
  IconCertificate,
  IconCopyPlus,
  IconDots,
  IconFileText,
  IconUsers,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { hasEnded } from '#shared/domain/jobs.ts';
import { jobKind, outcomeWords } from '#shared/jobKinds/jobKinds.ts';
import { engine, queries } from '../../client/engineClient.ts';
import { useWriteBar } from '../../client/writing.ts';
import { navigate, showUsers } from '../../place/navigation.ts';
import { exportCertificate } from '../../ui/CertificateButtons.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { OWN_CLICKS } from '../../ui/DataTable.tsx';
import { countOf } from '../../ui/format.ts';
import { inJob } from '../../ui/inJob.ts';
import { notifyFailure } from '../../ui/notify.tsx';
import { certificateWords } from '../../ui/words/certificate.ts';
import styles from './JobList.module.css';
import { pagesOf } from './kinds/pagesOf.ts';
import { filledInNow, fillIn } from './useDraft.ts';
import { jobPanelWords, jobActionWords as words } from './words.tsx';

const ICON = { size: 16, 'aria-hidden': true } as const;
type Question = 'replace' | 'cancel';

export function JobActions({ job }: { readonly job: JobSummary }) {
  const [question, setQuestion] = useState<Question>();
  const close = () => setQuestion(undefined);
  return (
    <div className={styles.actions} {...OWN_CLICKS}>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={words.actions(job.jobId)}>
            <IconDots {...ICON} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Items job={job} onAsk={setQuestion} />
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={question === 'replace'}
        onClose={close}
        title={words.replaceTitle}
        action={words.replaceAction}
        onConfirm={() => openAgain(job)}
        done={words.filledIn}
      >
        {words.replace(jobKind(job.kind).title)}
      </ConfirmDialog>
      <ConfirmDialog
        opened={question === 'cancel'}
        onClose={close}
        title={words.cancelTitle}
        action={words.cancelAction}
        onConfirm={() => engine.jobs.cancel({ jobId: job.jobId })}
        done={words.cancelled}
      >
        {words.whatCancelDoes}
      </ConfirmDialog>
    </div>
  );
}

interface ItemsProps {
  readonly job: JobSummary;
  readonly onAsk: (question: Question) => void;
}

function Items({ job, onAsk }: ItemsProps) {
  const { jobId, kind } = job;
  const barred = useWriteBar()?.title;
  const { data: sets } = useQuery(queries.sets.list.queryOptions());
  const isSetGone = job.setId !== null && sets?.every(({ setId }) => setId !== job.setId) === true;
  const unreadable = whyUnreadable(job);
  async function again() {
    if (await filledInNow(kind)) onAsk('replace');
    else await openAgain(job);
  }
  return (
    <>
      <Item
        icon={<IconFileText {...ICON} />}
        barred={unreadable}
        onClick={() => navigate({ screen: 'reports', jobId })}
      >
        {words.report}
      </Item>
      {(['finished', 'failed'] as const).map((part) => {
        const { outcome } = jobKind(kind)[part];
        const { word } = outcomeWords(kind, outcome);
        const users = job[part];
        return (
          <Item
            key={part}
            icon={<IconUsers {...ICON} />}
            barred={unreadable ?? (users === 0 ? words.nobody : undefined)}
            onClick={() =>
              showUsers(inJob(jobId, { outcome }), jobPanelWords.usersTitle(word, jobId))
            }
          >
            {words.users(word, countOf(users, 'user'))}
          </Item>
        );
      })}
      {job.erasure?.certificate &&
        (['pdf', 'json'] as const).map((format) => (
          <Item
            key={format}
            icon={<IconCertificate {...ICON} />}
            barred={undefined}
            onClick={() => void exportCertificate(job, format).catch(notifyFailure)}
          >
            {format === 'pdf' ? certificateWords.asPdf : certificateWords.asJson}
          </Item>
        ))}
      <Menu.Divider />
      <Item
        icon={<IconCopyPlus {...ICON} />}
        barred={barred ?? whyNotAgain(job, isSetGone)}
        onClick={() => void again().catch(notifyFailure)}
      >
        {words.again}
      </Item>
      <Item
        icon={<IconBan {...ICON} />}
        barred={barred ?? whyNotCancelled(job)}
        onClick={() => onAsk('cancel')}
      >
        {words.cancel}
      </Item>
    </>
  );
}

interface ItemProps {
  readonly icon: ReactNode;
  /** Why it can't be done. */
  readonly barred: string | undefined;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Item({ icon, barred, onClick, children }: ItemProps) {
  return (
    <Menu.Item leftSection={icon} disabled={barred !== undefined} onClick={onClick}>
      {children}
      {barred !== undefined && <span className={styles.barred}>{barred}</span>}
    </Menu.Item>
  );
}

function whyUnreadable({ state, forgotten }: JobSummary): string | undefined {
  if (forgotten) return words.forgotten;
  return hasEnded(state) ? undefined : words.notEnded;
}

function whyNotAgain({ kind, forgotten }: JobSummary, isSetGone: boolean): string | undefined {
  if (forgotten) return words.forgotten;
  if (!pagesOf(kind).again) return words.noForm;
  return isSetGone ? words.noSet : undefined;
}

function whyNotCancelled({ state }: JobSummary): string | undefined {
  if (state === 'pending') return undefined;
  return hasEnded(state) ? words.hasEnded : words.begun;
}

async function openAgain({ jobId, kind }: JobSummary): Promise<void> {
  const { parameters } = await engine.jobs.report({ jobId });
  const draft = await pagesOf(kind).again?.(parameters);
  if (!draft) return;
  fillIn(kind, draft);
  navigate({ screen: 'jobs', dialog: kind });
}
