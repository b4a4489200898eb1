/**
 * The review as it stood when the job was submitted: signatures, seal, sampling findings, protected rules.
 * Kept with the job, so nothing that happened later changes it. Part of the summary.
 */
import { Table, Text } from '@mantine/core';
import { IconLockCheck, IconLockOpen, IconWritingSign } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import type { SampleSummary } from '#shared/contract/shapes/samples.ts';
import type { Seal } from '#shared/contract/shapes/signOff.ts';
import { REVIEW_FLAG_TEXTS } from '#shared/domain/reviewFlags.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import { sealStage } from '../../ui/seal.ts';
import { TitledCard } from '../../ui/TitledCard.tsx';
import { InstantText } from '../../ui/Values.tsx';
import styles from './ReportsScreen.module.css';
import { reviewWords } from './words.tsx';

export function ReviewSection({ review }: Pick<JobReport, 'review'>) {
  return (
    <TitledCard
      title={reviewWords.title}
      aside={
        <RuleHelp about={reviewWords.about} source={reviewWords.source}>
          {reviewWords.help}
        </RuleHelp>
      }
    >
      {review ? (
        <Table aria-label={reviewWords.table} variant="vertical" layout="fixed">
          <Table.Tbody>
            {review.unsigned && <Row label={reviewWords.rehearsal}>{reviewWords.unsigned}</Row>}
            <SealRows seal={review.seal} />
            <Row label={reviewWords.notApproved}>{reviewWords.unapproved(review.unapproved)}</Row>
            {review.left > 0 && (
              <Row label={reviewWords.left}>{reviewWords.leftAlone(review.left)}</Row>
            )}
            {review.rulesOff.map(({ rule, reason }) => (
              <Row key={rule} label={reviewWords.ruleOff}>
                {reviewWords.ruleAndReason(REVIEW_FLAG_TEXTS[rule].label, reason)}
              </Row>
            ))}
            <SampleRows samples={review.samples} />
            <Row label={reviewWords.register}>{reviewWords.rules(review.protectedRules)}</Row>
            {review.staffLists.map(({ importId, fileName, addedAt, addedBy }) => (
              <Row key={importId} label={reviewWords.staffRoles}>
                {reviewWords.staffList(fileName, <InstantText instant={addedAt} />, addedBy)}
              </Row>
            ))}
          </Table.Tbody>
        </Table>
      ) : (
        <Text size="sm" c="dimmed" p={12}>
          {reviewWords.notKept}
        </Text>
      )}
    </TitledCard>
  );
}

interface RowProps {
  readonly label: ReactNode;
  readonly children: ReactNode;
}

function Row({ label, children }: RowProps) {
  return (
    <Table.Tr>
      <Table.Th scope="row" w="34%" className={styles.settingLabel}>
        {label}
      </Table.Th>
      <Table.Td className={styles.settingValue}>{children}</Table.Td>
    </Table.Tr>
  );
}

function SealRows({ seal }: { readonly seal: Seal | null }) {
  if (!seal) return <Row label={reviewWords.signOff}>{reviewWords.nobodySigned}</Row>;
  return (
    <>
      {seal.signatures.map(({ name, at }, n) => (
        <Row key={name} label={reviewWords.signatures[n]}>
          {reviewWords.signature(name, <InstantText instant={at} />)}
        </Row>
      ))}
      <Row label={reviewWords.signed}>{reviewWords.signedCounts(seal.counts)}</Row>
      <Row label={reviewWords.seal}>
        <SealState seal={seal} />
        <span className={styles.seal}>
          <span className={styles.hash}>{seal.seal}</span>
          <CopyButton text={seal.seal} what={reviewWords.theSeal} />
        </span>
      </Row>
    </>
  );
}

function SealState({ seal }: { readonly seal: Seal }) {
  const stage = sealStage(seal);
  if (stage === 'broken') {
    return (
      <span className={styles.sealState} data-stage={stage}>
        <IconLockOpen size={16} aria-hidden />
        {reviewWords.broken(seal)}
      </span>
    );
  }
  const Icon = stage === 'sealed' ? IconLockCheck : IconWritingSign;
  return (
    <span className={styles.sealState} data-stage={stage}>
      <Icon size={16} aria-hidden />
      {stage === 'sealed' ? reviewWords.heldByTwo : reviewWords.heldByOne}
    </span>
  );
}

function SampleRows({ samples }: { readonly samples: readonly SampleSummary[] }) {
  if (samples.length === 0) return <Row label={reviewWords.sampling}>{reviewWords.noSample}</Row>;
  return samples.map((sample) => (
    <Row key={sample.sampleId} label={reviewWords.sampling}>
      {reviewWords.sample(sample, <InstantText instant={sample.at} dayOnly />)}
    </Row>
  ));
}
