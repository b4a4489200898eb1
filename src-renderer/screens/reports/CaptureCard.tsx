/**
 * The picture of the settings as they were shown at Submit, with when it was taken and its SHA-256.
 * A click enlarges it; it can be saved. Part of a job report.
 */
import { Button, Group, Modal, Skeleton, Text, UnstyledButton } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import { queries } from '../../client/engineClient.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { notifyFailure } from '../../ui/notify.tsx';
import { TitledCard } from '../../ui/TitledCard.tsx';
import { InstantText } from '../../ui/Values.tsx';
import { saveCapture } from './exportReport.ts';
import styles from './ReportsScreen.module.css';
import { captureWords } from './words.tsx';

export function CaptureCard({ report }: { readonly report: JobReport }) {
  return (
    <TitledCard title={captureWords.title}>
      {report.capture ? (
        <Capture report={report} capture={report.capture} />
      ) : (
        <Text size="sm" c="dimmed" p={12}>
          {captureWords.noneOf(report.pictureErased.at(-1))}
        </Text>
      )}
    </TitledCard>
  );
}

interface CaptureProps {
  readonly report: JobReport;
  readonly capture: NonNullable<JobReport['capture']>;
}

function Capture({ report, capture }: CaptureProps) {
  const { jobId } = report;
  const [enlarged, setEnlarged] = useState(false);
  const { data, error } = useQuery(queries.jobs.capture.queryOptions({ input: { jobId } }));
  const save = useMutation({ mutationFn: () => saveCapture(report), onError: notifyFailure });
  const picture = data && (
    <img
      src={data.dataUrl}
      alt={captureWords.alt(jobId)}
      width={capture.width}
      height={capture.height}
      className={styles.picture}
    />
  );
  return (
    <div className={styles.capture}>
      <ErrorNote error={error} />
      {picture ? (
        <UnstyledButton
          className={styles.thumbnail}
          aria-label={captureWords.enlarge}
          onClick={() => setEnlarged(true)}
        >
          {picture}
        </UnstyledButton>
      ) : (
        !error && <Skeleton className={styles.placeholder} />
      )}
      <CaptureFacts capture={capture} erased={report.pictureErased} />
      <Group>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {captureWords.save}
        </Button>
      </Group>
      <Modal
        opened={enlarged}
        onClose={() => setEnlarged(false)}
        title={captureWords.enlarged(jobId)}
        size="auto"
      >
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs the focus */}
        <div tabIndex={0}>{picture}</div>
      </Modal>
    </div>
  );
}

function CaptureFacts({
  capture,
  erased,
}: Pick<CaptureProps, 'capture'> & { readonly erased: JobReport['pictureErased'] }) {
  return (
    <dl className={styles.captureFacts}>
      <dt>{captureWords.taken}</dt>
      <dd>
        <InstantText instant={capture.takenAt} />
      </dd>
      <dt>{captureWords.size}</dt>
      <dd className="pd-figures">{captureWords.sizeOf(capture)}</dd>
      <dt>{captureWords.hash}</dt>
      <dd className={styles.hash}>{capture.sha256}</dd>
      {erased.map((each) => (
        <Fragment key={each.byJob}>
          <dt>{captureWords.erased}</dt>
          <dd>{captureWords.blanked(each)}</dd>
          <dt>{captureWords.hashBefore}</dt>
          <dd className={styles.hash}>{each.sha256}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
