/**
 * Fines and fees of one user as Alma shows them: what they add up to by status, then the lines of one status and owner,
 * the active ones at first. Changes nothing; says when the lines and the balance that a report tells disagree.
 */
import { Group, Select, Text } from '@mantine/core';
import { useState } from 'react';
import type { KindDetails } from '#shared/contract/shapes/details.ts';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { type DetailFieldName, detailFieldNames } from '#shared/details/details.ts';
import { FEE_STATUSES, type FeeStatus, feeStatus, feeSums } from '#shared/domain/feeStatus.ts';
import { Money } from '../../ui/Values.tsx';
import { DetailLines } from './DetailLines.tsx';
import styles from './Details.module.css';
import { FEE_STATUS_LABELS, feeWords } from './words.tsx';

interface FeesTabProps {
  readonly details: KindDetails;
  readonly user: UserRow;
}

const ALL = 'all';

export function FeesTab({ details, user }: FeesTabProps) {
  const [status, setStatus] = useState<FeeStatus | typeof ALL>('active');
  const [owner, setOwner] = useState(ALL);
  if (details.lines.length === 0) return <DetailLines details={details} titled={false} />;
  const fees = details.lines.map(feeOf);
  const sums = feeSums(fees);
  const owners = [...new Set(fees.map((fee) => fee.owner))].filter((each) => each !== '').sort();
  const shown = fees.filter(
    (fee) => (status === ALL || fee.status === status) && (owner === ALL || fee.owner === owner),
  );
  const filtered = shown.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  const disagrees = user.balance !== null && user.balance !== sums.active;
  return (
    <>
      <dl className={styles.sums}>
        <Sum label={feeWords.active} minor={sums.active} />
        <Sum label={feeWords.filtered} minor={filtered} />
        <Sum label={feeWords.disputed} minor={sums.disputed} />
        <Sum label={feeWords.transferred} minor={sums.transferred} />
        <Sum label={feeWords.accrued} minor={sums.accrued} />
      </dl>
      {disagrees && (
        <Text size="sm" mb={12}>
          {feeWords.disagrees(<Money minor={user.balance} />)}
        </Text>
      )}
      <Group gap={12} mb={12}>
        <Select
          size="xs"
          label={feeWords.status}
          value={status}
          allowDeselect={false}
          onChange={(value) => value && setStatus(value as FeeStatus)}
          data={[
            ...FEE_STATUSES.map((value) => ({ value, label: FEE_STATUS_LABELS[value] })),
            { value: ALL, label: feeWords.all },
          ]}
        />
        {owners.length > 1 && (
          <Select
            size="xs"
            label={feeWords.owner}
            value={owner}
            allowDeselect={false}
            onChange={(value) => value && setOwner(value)}
            data={[
              { value: ALL, label: feeWords.all },
              ...owners.map((value) => ({ value, label: value })),
            ]}
          />
        )}
      </Group>
      {shown.length === 0 ? (
        <Text size="sm" c="dimmed">
          {feeWords.noneShown(details.lines.length)}
        </Text>
      ) : (
        <DetailLines
          details={{ ...details, lines: shown.map(({ line }) => line) }}
          titled={false}
        />
      )}
    </>
  );
}

const FIELDS = detailFieldNames('fees');

function feeOf(line: KindDetails['lines'][number]) {
  const value = (name: DetailFieldName<'fees'>) => line.values[FIELDS.indexOf(name)] ?? null;
  const amount = value('fee_amount');
  return {
    line,
    status: feeStatus(textOf(value('fee_status'))),
    amount: typeof amount === 'number' ? amount : null,
    owner: textOf(value('fee_owner')) ?? '',
  };
}

function textOf(value: string | number | null): string | null {
  return value === null ? null : String(value);
}

function Sum({ label, minor }: { readonly label: string; readonly minor: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <Money minor={minor} />
      </dd>
    </div>
  );
}
