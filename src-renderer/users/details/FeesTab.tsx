/**
 * Fines and fees of one user as Alma shows them: what they add up to by status, then those of one status and owner, the
 * active ones at first; and what can be done to them in the rehearsal. Says when the lines and the balance disagree, and
 * when a newer file has overtaken what was done.
 */
import { Checkbox, Group, Select, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { KindDetails } from '#shared/contract/shapes/details.ts';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { FEE_ACTIONS, type FeeAction, type FeeState } from '#shared/domain/feeActions.ts';
import { FEE_STATUSES, type FeeStatus } from '#shared/domain/feeStatus.ts';
import { queries } from '../../client/engineClient.ts';
import { Money } from '../../ui/Values.tsx';
import { AddedFees } from './AddedFees.tsx';
import { DetailLines } from './DetailLines.tsx';
import styles from './Details.module.css';
import { FeeButtons } from './FeeButtons.tsx';
import { FeeChangeDialog } from './FeeChangeDialog.tsx';
import { FeeChanges } from './FeeChanges.tsx';
import { balancesOf, filteredFees, type ShownFee, shownFees } from './feeView.ts';
import { FEE_STATUS_LABELS, feeChangeWords, feeWords } from './words.tsx';

interface FeesTabProps {
  readonly details: KindDetails;
  readonly user: UserRow;
}

export function FeesTab({ details, user }: FeesTabProps) {
  const { userNo } = user;
  const { data } = useQuery(queries.users.fees.queryOptions({ input: { userNo } }));
  if (!data) return <Skeleton height={160} />;
  return <Fees details={details} user={user} {...data} />;
}

interface FeesProps extends FeesTabProps {
  readonly held: boolean;
  readonly states: readonly FeeState[];
  readonly standing: number;
  readonly overtaken: number;
}

function Fees({ details, user, held, states, standing, overtaken }: FeesProps) {
  const [status, setStatus] = useState<FeeStatus | 'all'>('active');
  const [owner, setOwner] = useState('all');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [action, setAction] = useState<FeeAction | null>(null);
  const fees = shownFees(details, states);
  const owners = [...new Set(fees.map((fee) => fee.owner))].filter((each) => each !== '').sort();
  const { shown, balance } = filteredFees(fees, { status, owner });
  // Those that a filter hides aren't meant.
  const meant = shown.filter(({ state }) => selected.has(state.ref));
  const select = (several: readonly ShownFee[], isMeant: boolean) => {
    const others = meant.filter((each) => !several.includes(each));
    setSelected(new Set([...others, ...(isMeant ? several : [])].map(({ state }) => state.ref)));
  };
  const buttons = held && (
    <FeeButtons
      actions={fees.length > 0 ? FEE_ACTIONS : ['add', 'credit']}
      meant={meant}
      standing={standing}
      onAsk={setAction}
    />
  );

  return (
    <>
      {fees.length > 0 && (
        <>
          <Sums fees={fees} filtered={balance} told={user.balance} />
          <Group gap={12} mb={12} align="flex-end">
            <Choice
              label={feeWords.status}
              value={status}
              onChoose={(value) => setStatus(value as FeeStatus)}
              choices={FEE_STATUSES.map((value) => ({ value, label: FEE_STATUS_LABELS[value] }))}
            />
            {owners.length > 1 && (
              <Choice
                label={feeWords.owner}
                value={owner}
                onChoose={setOwner}
                choices={owners.map((value) => ({ value, label: value }))}
              />
            )}
            {buttons}
          </Group>
        </>
      )}
      {!held && !user.deleted && (
        <Text size="sm" mb={12}>
          {feeChangeWords.notHeld}
        </Text>
      )}
      {overtaken > 0 && (
        <Text size="sm" mb={12}>
          {feeChangeWords.overtaken(overtaken)}
        </Text>
      )}
      <FeeLines details={details} fees={fees} shown={shown} meant={meant} onSelect={select} />
      <AddedFees
        fees={shown.filter(({ line }) => !line)}
        boxOf={(fee, label) => <Box fees={[fee]} meant={meant} label={label} onSelect={select} />}
      />
      {fees.length === 0 && (
        <div className={styles.below}>
          {held && (user.balance ?? 0) > 0 && (
            <Text size="sm" mb={12}>
              {feeWords.withoutLines(<Money minor={user.balance} />)}
            </Text>
          )}
          {buttons}
        </div>
      )}
      <FeeChangeDialog
        user={user}
        states={states}
        lines={meant.map(({ state }) => state.ref)}
        action={action}
        onClose={() => setAction(null)}
        onDone={() => {
          setAction(null);
          setSelected(new Set());
        }}
      />
    </>
  );
}

interface SumsProps {
  readonly fees: readonly ShownFee[];
  readonly filtered: number;
  /** What the user owes by General information; null: no report says. */
  readonly told: number | null;
}

function Sums({ fees, filtered, told }: SumsProps) {
  const { active, disputed, transferred, accrued } = balancesOf(fees);
  return (
    <>
      <dl className={styles.sums}>
        <Sum label={feeWords.active} minor={active} />
        <Sum label={feeWords.filtered} minor={filtered} />
        <Sum label={feeWords.disputed} minor={disputed} />
        <Sum label={feeWords.transferred} minor={transferred} />
        <Sum label={feeWords.accrued} minor={accrued} />
      </dl>
      {told !== null && told !== active && (
        <Text size="sm" mb={12}>
          {feeWords.disagrees(<Money minor={told} />)}
        </Text>
      )}
    </>
  );
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

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChoose: (value: string) => void;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

function Choice({ label, value, onChoose, choices }: ChoiceProps) {
  return (
    <Select
      size="xs"
      label={label}
      value={value}
      allowDeselect={false}
      onChange={(chosen) => chosen && onChoose(chosen)}
      data={[...choices, { value: 'all', label: feeWords.all }]}
    />
  );
}

interface FeeLinesProps {
  readonly details: KindDetails;
  readonly fees: readonly ShownFee[];
  readonly shown: readonly ShownFee[];
  readonly meant: readonly ShownFee[];
  readonly onSelect: (fees: readonly ShownFee[], isMeant: boolean) => void;
}

/** The lines of the file; where nobody shows any, why. */
function FeeLines({ details, fees, shown, meant, onSelect }: FeeLinesProps) {
  const ofFile = shown.flatMap((fee) => (fee.line ? [{ ...fee, line: fee.line }] : []));
  if (details.lines.length === 0) return <DetailLines details={details} titled={false} />;
  if (ofFile.length === 0 && shown.length > 0) return null;
  if (ofFile.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {feeWords.noneShown(fees.length)}
      </Text>
    );
  const whole = shown.filter(({ line }) => line);
  const box = (several: readonly ShownFee[], label: string) => (
    <Box fees={several} meant={meant} label={label} onSelect={onSelect} />
  );
  return (
    <DetailLines
      details={{ ...details, lines: ofFile.map(({ line }) => line) }}
      titled={false}
      more={{
        first: 'fee_amount',
        leadHeading: box(whole, feeChangeWords.selectAll),
        lead: (n) => box([whole[n]!], feeChangeWords.select(ofFile[n]!.line.row)),
        heading: feeChangeWords.here,
        cell: ofFile.some(({ isChanged }) => isChanged)
          ? (n) => ofFile[n]!.isChanged && <FeeChanges state={ofFile[n]!.state} />
          : undefined,
      }}
    />
  );
}

interface BoxProps extends Pick<FeeLinesProps, 'fees' | 'meant' | 'onSelect'> {
  readonly label: string;
}

function Box({ fees, meant, label, onSelect }: BoxProps) {
  const chosen = fees.filter((each) => meant.includes(each)).length;
  return (
    <Checkbox
      size="xs"
      aria-label={label}
      checked={chosen === fees.length}
      indeterminate={chosen > 0 && chosen < fees.length}
      onChange={(event) => onSelect(fees, event.currentTarget.checked)}
    />
  );
}
