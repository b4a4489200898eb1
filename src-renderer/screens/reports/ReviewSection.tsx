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
import { FINDING_TEXTS } from '#shared/domain/review.ts';
import { REVIEW_FLAG_TEXTS } from '#shared/domain/reviewFlags.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { countOf, formatCount } from '../../ui/format.ts';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import { sealStage } from '../../ui/seal.ts';
import { TitledCard } from '../../ui/TitledCard.tsx';
import { InstantText } from '../../ui/Values.tsx';
import { lacksText, usersIn } from '../../ui/words/lacks.ts';
import { brokenParts } from '../../ui/words/seal.tsx';
import styles from './ReportsScreen.module.css';

export function ReviewSection({ review }: Pick<JobReport, 'review'>) {
  return (
    <TitledCard
      title="Review at submission"
      aside={
        <RuleHelp about="the review in a report" source="this program’s record">
          Who had signed the review, whether the seal held, and what the sampling checks had found
          when this job was submitted. What happened later doesn’t change it.
        </RuleHelp>
      }
    >
      {review ? (
        <Table aria-label="The review at submission" variant="vertical" layout="fixed">
          <Table.Tbody>
            {review.unsigned && (
              <Row label="Rehearsal">Unsigned: made on the command line, which nobody signs.</Row>
            )}
            <SealRows seal={review.seal} />
            <Row label="Not approved">
              {review.unapproved.length === 0
                ? 'Nobody whom the job concerned.'
                : `${countOf(usersIn(review.unapproved), 'user')} whom the job concerned: ${lacksText(review.unapproved)}.`}
            </Row>
            {review.left > 0 && (
              <Row label="No longer candidates">
                {countOf(review.left, 'user')} whom the newest candidates file no longer names: left
                alone.
              </Row>
            )}
            {review.rulesOff.map(({ rule, reason }) => (
              <Row key={rule} label="Rule switched off">
                {REVIEW_FLAG_TEXTS[rule].label}: {reason}
              </Row>
            ))}
            <SampleRows samples={review.samples} />
            <Row label="Protected register">{countOf(review.protectedRules, 'rule')}</Row>
            {review.staffLists.map(({ importId, fileName, addedAt, addedBy }) => (
              <Row key={importId} label="Staff roles by a list">
                {fileName}, added <InstantText instant={addedAt} /> by {addedBy}; all others whose
                role no report gives count as having no staff role
              </Row>
            ))}
          </Table.Tbody>
        </Table>
      ) : (
        <Text size="sm" c="dimmed" p={12}>
          This job is from an earlier version, which kept nothing of the review.
        </Text>
      )}
    </TitledCard>
  );
}

interface RowProps {
  readonly label: string;
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
  if (!seal) return <Row label="Sign-off">Nobody had signed the review.</Row>;
  return (
    <>
      {seal.signatures.map(({ name, at }, n) => (
        <Row key={name} label={n === 0 ? 'First signature' : 'Second signature'}>
          {name}, <InstantText instant={at} />
        </Row>
      ))}
      <Row label="Signed">
        {countOf(seal.counts.approved, 'user')} approved, {formatCount(seal.counts.excluded)}{' '}
        excluded, {formatCount(seal.counts.undecided)} undecided
        {seal.counts.staffConfirmed > 0 &&
          `; ${formatCount(seal.counts.staffConfirmed)} approved although staff`}
      </Row>
      <Row label="Seal">
        <SealState seal={seal} />
        <span className={styles.seal}>
          <span className={styles.hash}>{seal.seal}</span>
          <CopyButton text={seal.seal} what="the seal" />
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
        Broken: {brokenParts(seal)} had changed since
      </span>
    );
  }
  const Icon = stage === 'sealed' ? IconLockCheck : IconWritingSign;
  return (
    <span className={styles.sealState} data-stage={stage}>
      <Icon size={16} aria-hidden />
      {stage === 'sealed' ? 'Held, with two signatures' : 'Held, with one signature'}
    </span>
  );
}

function SampleRows({ samples }: { readonly samples: readonly SampleSummary[] }) {
  if (samples.length === 0) return <Row label="Sampling check">No sample was drawn.</Row>;
  return samples.map((sample) => (
    <Row key={sample.sampleId} label="Sampling check">
      {countOf(sample.users, 'user')} drawn <InstantText instant={sample.at} dayOnly /> by{' '}
      {sample.by}: {findingsText(sample)}
    </Row>
  ));
}

/** `11 as reported, 1 differs, 28 not looked up`. */
function findingsText({ findings }: SampleSummary): string {
  const parts = (['as-reported', 'differs', 'not-in-alma'] as const)
    .filter((finding) => findings[finding] > 0)
    .map((finding) => `${formatCount(findings[finding])} ${lowerFirst(FINDING_TEXTS[finding])}`);
  if (findings.open > 0) parts.push(`${formatCount(findings.open)} not looked up`);
  return parts.join(', ');
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
