/**
 * The what-if in numbers, each the way to its candidates, and the button that plans with an amount. Part
 * of the threshold what-if.
 */

import { Button, Table } from '@mantine/core';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import type { ThresholdPoint } from '#shared/contract/shapes/review.ts';
import { useToday } from '../../../client/workspace.ts';
import { CandidateLink } from '../../../ui/CountLink.tsx';
import { formatAmount } from '../../../ui/format.ts';
import { Money } from '../../../ui/Values.tsx';
import { Writing } from '../../../ui/Writing.tsx';
import { thresholdTableWords } from '../words/threshold.tsx';
import styles from './Checks.module.css';
import { between, thresholdParts } from './checkCriteria.ts';
import { planWith } from './planWith.ts';
import { plannedPoint, type Thresholds } from './thresholds.ts';

export function ThresholdTable(props: Thresholds) {
  return (
    <div className={styles.table}>
      <Table aria-label={thresholdTableWords.label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{thresholdTableWords.threshold}</Table.Th>
            <Table.Th scope="col" ta="right">
              {thresholdTableWords.purged}
            </Table.Th>
            <Table.Th scope="col" ta="right">
              {thresholdTableWords.more}
            </Table.Th>
            <Table.Th scope="col" ta="right">
              {thresholdTableWords.retained}
            </Table.Th>
            <Table.Th scope="col" ta="right">
              {thresholdTableWords.money}
            </Table.Th>
            <Table.Th scope="col">
              <span className="pd-visually-hidden">{thresholdTableWords.plan}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {props.points.map((point) => (
            <PointRow key={point.threshold} {...props} point={point} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

interface PointRowProps extends Thresholds {
  readonly point: ThresholdPoint;
}

// One row: six cells that each need the point and its users.
function PointRow(props: PointRowProps) {
  const { point, planned, among, settings } = props;
  const isPlanned = point.threshold === planned;
  const today = useToday();
  const parts = thresholdParts(among, settings, settings.runDate ?? today, point.threshold);
  const amount = formatAmount(point.threshold, settings.currency);
  return (
    <Table.Tr data-chosen={isPlanned || undefined}>
      <Table.Th scope="row">
        <Money minor={point.threshold} />
      </Table.Th>
      <Table.Td ta="right">
        <CandidateLink
          count={point.purged}
          criteria={parts.purged}
          title={thresholdTableWords.purgedAt(amount)}
        />
      </Table.Td>
      <Table.Td ta="right">
        {isPlanned ? thresholdTableWords.itself : <Compared {...props} />}
      </Table.Td>
      <Table.Td ta="right">
        <CandidateLink
          count={point.retained}
          criteria={parts.retained}
          title={thresholdTableWords.retainedAt(amount)}
        />
      </Table.Td>
      <Table.Td ta="right">
        <CandidateLink
          count={point.waived}
          criteria={parts.waived}
          title={thresholdTableWords.waivedUpTo(amount)}
        >
          <Money minor={point.waived} />
        </CandidateLink>
      </Table.Td>
      <Table.Td ta="right">
        {isPlanned ? (
          <span className={styles.chosen}>
            <IconCircleCheckFilled size={14} aria-hidden />
            {thresholdTableWords.planned}
          </span>
        ) : (
          <PlanButton {...props} />
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** How many more, or fewer, than at the planned threshold. */
function Compared(props: PointRowProps) {
  const { point, planned, among, settings } = props;
  const more = point.purged - (plannedPoint(props)?.purged ?? 0);
  const amount = formatAmount(point.threshold, settings.currency);
  const today = useToday();
  const runDate = settings.runDate ?? today;
  return (
    <CandidateLink
      count={Math.abs(more)}
      criteria={between(among, settings, runDate, [point.threshold, planned])}
      title={
        more > 0
          ? thresholdTableWords.onlyPurgedAt(amount)
          : thresholdTableWords.onlyRetainedAt(amount)
      }
    >
      {thresholdTableWords.difference(more)}
    </CandidateLink>
  );
}

function PlanButton({ point, planned, settings }: PointRowProps) {
  const amount = formatAmount(point.threshold, settings.currency);
  const before = formatAmount(planned, settings.currency);
  return (
    <Writing>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={thresholdTableWords.planWithAmount(amount)}
        onClick={() =>
          planWith(
            { waiveThreshold: point.threshold },
            thresholdTableWords.nowPlanned(amount, before),
          )
        }
      >
        {thresholdTableWords.planWith}
      </Button>
    </Writing>
  );
}
