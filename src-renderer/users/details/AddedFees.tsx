/** Fines, fees and credits that were added in the rehearsal: by which job, why, and what became of them since. */
import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { FEE_ACTION_LABELS } from '#shared/jobKinds/changeFees.ts';
import { Money } from '../../ui/Values.tsx';
import styles from './Details.module.css';
import { Part } from './EvidenceTab.tsx';
import { FeeChanges } from './FeeChanges.tsx';
import type { ShownFee } from './feeView.ts';
import { JobLink } from './JobLink.tsx';
import { feeChangeWords } from './words.tsx';

interface AddedFeesProps {
  readonly fees: readonly ShownFee[];
  /** Selects one. */
  readonly boxOf: (fee: ShownFee, label: string) => ReactNode;
}

export function AddedFees({ fees, boxOf }: AddedFeesProps) {
  if (fees.length === 0) return null;
  return (
    <Part title={feeChangeWords.addedHere}>
      <div className={styles.wide}>
        <Table className={styles.table} aria-label={feeChangeWords.addedHere}>
          <Table.Thead>
            <Table.Tr>
              <Table.Td w={32} />
              <Table.Th scope="col">{feeChangeWords.what}</Table.Th>
              <Table.Th scope="col">{feeChangeWords.reason}</Table.Th>
              <Table.Th scope="col">{feeChangeWords.comment}</Table.Th>
              <Table.Th scope="col" ta="right">
                {feeChangeWords.amount}
              </Table.Th>
              <Table.Th scope="col">{feeChangeWords.since}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {fees.map((fee) => (
              <AddedRow key={fee.state.ref} fee={fee} boxOf={boxOf} />
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Part>
  );
}

function AddedRow({ fee, boxOf }: Pick<AddedFeesProps, 'boxOf'> & { readonly fee: ShownFee }) {
  const { added } = fee.state;
  if (!added) return null;
  const { jobId, action, reason, comment } = added;
  return (
    <Table.Tr>
      <Table.Td>{boxOf(fee, feeChangeWords.selectAdded(jobId))}</Table.Td>
      <Table.Td>
        {FEE_ACTION_LABELS[action]}
        <span className={styles.aside}>
          <JobLink jobId={jobId} />
        </span>
      </Table.Td>
      <Table.Td>
        <span className={styles.text}>{reason}</span>
      </Table.Td>
      <Table.Td>
        <span className={styles.text}>{comment}</span>
      </Table.Td>
      <Table.Td ta="right">
        <Money minor={fee.amount} />
      </Table.Td>
      <Table.Td>{fee.isChanged && <FeeChanges state={fee.state} />}</Table.Td>
    </Table.Tr>
  );
}
