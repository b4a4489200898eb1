/**
 * The what-if in numbers, each the way to its candidates, and the button that plans with an amount. Part
 * of the threshold what-if.
 */
import { Button, Table } from '@mantine/core';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import type { ThresholdPoint } from '#shared/contract/shapes/review.ts';
import { today } from '#shared/domain/calendar.ts';
import { CandidateLink } from '../../../ui/CountLink.tsx';
import { formatAmount, formatCount } from '../../../ui/format.ts';
import { Money } from '../../../ui/Values.tsx';
import styles from './Checks.module.css';
import { between, thresholdParts } from './checkCriteria.ts';
import { planWith } from './planWith.ts';
import { plannedPoint, type Thresholds } from './thresholds.ts';

export function ThresholdTable(props: Thresholds) {
  return (
    <div className={styles.table}>
      <Table aria-label="Waive thresholds in numbers">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Waive threshold</Table.Th>
            <Table.Th scope="col" ta="right">
              Users purged
            </Table.Th>
            <Table.Th scope="col" ta="right">
              More than planned
            </Table.Th>
            <Table.Th scope="col" ta="right">
              Retained for the balance alone
            </Table.Th>
            <Table.Th scope="col" ta="right">
              Money forgiven
            </Table.Th>
            <Table.Th scope="col">
              <span className="pd-visually-hidden">Plan</span>
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
  const parts = thresholdParts(among, settings, settings.runDate ?? today(), point.threshold);
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
          title={`Would be purged at a waive threshold of ${amount}`}
        />
      </Table.Td>
      <Table.Td ta="right">{isPlanned ? '–' : <Compared {...props} />}</Table.Td>
      <Table.Td ta="right">
        <CandidateLink
          count={point.retained}
          criteria={parts.retained}
          title={`Would be retained for the balance alone at ${amount}`}
        />
      </Table.Td>
      <Table.Td ta="right">
        <CandidateLink
          count={point.waived}
          criteria={parts.waived}
          title={`Would be purged owing up to ${amount}`}
        >
          <Money minor={point.waived} />
        </CandidateLink>
      </Table.Td>
      <Table.Td ta="right">
        {isPlanned ? (
          <span className={styles.chosen}>
            <IconCircleCheckFilled size={14} aria-hidden />
            Planned
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
  const runDate = settings.runDate ?? today();
  return (
    <CandidateLink
      count={Math.abs(more)}
      criteria={between(among, settings, runDate, [point.threshold, planned])}
      title={
        more > 0
          ? `Would be purged at ${amount}, not as planned`
          : `Would be retained at ${amount}, purged as planned`
      }
    >
      {more === 0 ? 'none' : `${more > 0 ? '+' : '−'}${formatCount(Math.abs(more))}`}
    </CandidateLink>
  );
}

function PlanButton({ point, planned, settings }: PointRowProps) {
  const amount = formatAmount(point.threshold, settings.currency);
  const before = formatAmount(planned, settings.currency);
  return (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={`Plan with this threshold: ${amount}`}
      onClick={() =>
        planWith(
          { waiveThreshold: point.threshold },
          `The run is planned with a waive threshold of ${amount} instead of ${before}.`,
        )
      }
    >
      Plan with this threshold
    </Button>
  );
}
