/**
 * Fines and fees of one user as Alma shows them: what they add up to by status, then the lines of one status and owner,
 * the active ones at first; and what can be done to them in the rehearsal. Says when the lines and the balance that a
 * report tells disagree.
 */
import { Button, Checkbox, Group, Select, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { KindDetails } from '#shared/contract/shapes/details.ts';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { activeOf, FEE_ACTIONS, type FeeAction, type FeeState } from '#shared/domain/feeActions.ts';
import { FEE_STATUSES, type FeeStatus } from '#shared/domain/feeStatus.ts';
import { FEE_ACTION_LABELS } from '#shared/jobKinds/changeFees.ts';
import { desktop } from '../../client/desktop.ts';
import { engine, queries } from '../../client/engineClient.ts';
import { useWriteBar } from '../../client/writing.ts';
import { tellSaved } from '../../ui/exportFile.ts';
import { LOCALES } from '../../ui/format.ts';
import { notifyFailure } from '../../ui/notify.tsx';
import { Money } from '../../ui/Values.tsx';
import { DetailLines } from './DetailLines.tsx';
import styles from './Details.module.css';
import { FeeChangeDialog } from './FeeChangeDialog.tsx';
import { amountUnder, remaining, type ShownFee, shownFees } from './feeView.ts';
import { FEE_STATUS_LABELS, feeChangeWords, feeWords } from './words.tsx';

interface FeesTabProps {
  readonly details: KindDetails;
  readonly user: UserRow;
}

const ALL = 'all';

export function FeesTab({ details, user }: FeesTabProps) {
  const { userNo } = user;
  const { data } = useQuery(queries.users.fees.queryOptions({ input: { userNo } }));
  if (details.lines.length === 0) return <DetailLines details={details} titled={false} />;
  if (!data) return <Skeleton height={160} />;
  return <Fees details={details} user={user} states={data.states} changed={data.changed} />;
}

interface FeesProps extends FeesTabProps {
  readonly states: readonly FeeState[];
  readonly changed: boolean;
}

function Fees({ details, user, states, changed }: FeesProps) {
  const [status, setStatus] = useState<FeeStatus | typeof ALL>('active');
  const [owner, setOwner] = useState(ALL);
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [action, setAction] = useState<FeeAction | null>(null);
  const fees = shownFees(details, states);
  const added = states.filter(({ ref }) => ref.startsWith('j'));
  const under = (asked: FeeStatus) =>
    fees.reduce((sum, fee) => sum + (amountUnder(fee, asked) ?? 0), 0);
  const owners = [...new Set(fees.map((fee) => fee.owner))].filter((each) => each !== '').sort();
  const shown = fees.filter(
    (fee) =>
      (status === ALL || amountUnder(fee, status) !== null) &&
      (owner === ALL || fee.owner === owner),
  );
  const filtered = shown.reduce(
    (sum, fee) => sum + (status === ALL ? remaining(fee) : (amountUnder(fee, status) ?? 0)),
    0,
  );
  const active = activeOf(states);
  const disagrees = user.balance !== null && user.balance !== active;
  // Lines that another filter hides aren't meant.
  const refs = [...shown.map(({ state }) => state.ref), ...added.map(({ ref }) => ref)];
  const meant = selected.filter((ref) => refs.includes(ref));
  const toggle = (ref: string) =>
    setSelected(meant.includes(ref) ? meant.filter((each) => each !== ref) : [...meant, ref]);
  const box = (ref: string, label: string) => (
    <Checkbox
      size="xs"
      aria-label={label}
      checked={meant.includes(ref)}
      onChange={() => toggle(ref)}
    />
  );

  return (
    <>
      <dl className={styles.sums}>
        <Sum label={feeWords.active} minor={active} />
        <Sum label={feeWords.filtered} minor={filtered} />
        <Sum
          label={feeWords.disputed}
          minor={states.reduce((sum, { disputed }) => sum + disputed, 0)}
        />
        <Sum label={feeWords.transferred} minor={under('transferred')} />
        <Sum label={feeWords.accrued} minor={under('accrued')} />
      </dl>
      {disagrees && (
        <Text size="sm" mb={12}>
          {feeWords.disagrees(<Money minor={user.balance} />)}
        </Text>
      )}
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
        {!user.deleted && <Actions selected={meant.length} onAsk={setAction} changed={changed} />}
      </Group>
      {shown.length === 0 ? (
        <Text size="sm" c="dimmed">
          {feeWords.noneShown(details.lines.length)}
        </Text>
      ) : (
        <DetailLines
          details={{ ...details, lines: shown.map(({ line }) => line) }}
          titled={false}
          more={{
            lead: (n) => box(shown[n]!.state.ref, feeChangeWords.select(shown[n]!.line.row)),
            heading: feeChangeWords.here,
            cell: (n) => <InRehearsal fee={shown[n]!} />,
          }}
        />
      )}
      {added.map(({ ref, active: owed, waived, disputed }) => (
        <Group key={ref} gap={8} mt={8}>
          {box(ref, feeChangeWords.added(Number(ref.slice(1))))}
          <Text size="sm">
            {feeChangeWords.added(Number(ref.slice(1)))} <Money minor={owed + waived + disputed} />
          </Text>
        </Group>
      ))}
      <FeeChangeDialog
        userNo={user.userNo}
        states={states}
        lines={meant}
        action={action}
        onClose={() => setAction(null)}
        onDone={() => {
          setAction(null);
          setSelected([]);
        }}
      />
    </>
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
      data={[...choices, { value: ALL, label: feeWords.all }]}
    />
  );
}

interface ActionsProps {
  readonly selected: number;
  readonly changed: boolean;
  readonly onAsk: (action: FeeAction) => void;
}

function Actions({ selected, changed, onAsk }: ActionsProps) {
  const bar = useWriteBar();
  return (
    <Group gap={6} role="group" aria-label={feeChangeWords.actions}>
      {FEE_ACTIONS.map((action) => (
        <Button
          key={action}
          size="xs"
          variant="default"
          disabled={selected === 0 && action !== 'add' && action !== 'credit'}
          onClick={() => onAsk(action)}
          {...bar}
        >
          {FEE_ACTION_LABELS[action]}
        </Button>
      ))}
      {changed && (
        <Button size="xs" variant="subtle" onClick={() => void saveWork().catch(notifyFailure)}>
          {feeChangeWords.saveWork}
        </Button>
      )}
    </Group>
  );
}

/** Of everybody whose fines and fees were changed here. */
async function saveWork(): Promise<void> {
  const target = await desktop.chooseTarget('csv', feeChangeWords.workName);
  if (!target) return;
  const { fileName, rows } = await engine.users.writeFeeWork({
    file: target.token,
    locales: LOCALES,
  });
  tellSaved(feeChangeWords.workWritten(fileName, rows), target.token);
}

function InRehearsal({ fee: { state, isChanged } }: { readonly fee: ShownFee }) {
  if (!isChanged) return null;
  return (
    <>
      {state.waived > 0 && <div>{feeChangeWords.waived(<Money minor={state.waived} />)}</div>}
      {state.disputed > 0 && <div>{feeChangeWords.disputed(<Money minor={state.disputed} />)}</div>}
      <div>{feeChangeWords.owed(<Money minor={state.active} />)}</div>
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
