/** What can be done to the selected fines and fees in the rehearsal, and the list of it for the desk. */
import { Button, Group, Text } from '@mantine/core';
import type { FeeAction } from '#shared/domain/feeActions.ts';
import { FEE_ACTION_LABELS } from '#shared/jobKinds/changeFees.ts';
import { desktop } from '../../client/desktop.ts';
import { engine } from '../../client/engineClient.ts';
import { useWriteBar } from '../../client/writing.ts';
import { tellSaved } from '../../ui/exportFile.ts';
import { LOCALES } from '../../ui/format.ts';
import { notifyFailure } from '../../ui/notify.tsx';
import { Money } from '../../ui/Values.tsx';
import { balancesOf, type ShownFee } from './feeView.ts';
import { feeChangeWords } from './words.tsx';

interface FeeButtonsProps {
  readonly actions: readonly FeeAction[];
  readonly meant: readonly ShownFee[];
  /** How many changes of this user hold. */
  readonly standing: number;
  readonly onAsk: (action: FeeAction) => void;
}

export function FeeButtons({ actions, meant, standing, onAsk }: FeeButtonsProps) {
  const bar = useWriteBar();
  const needsSome = actions.includes('waive');
  return (
    <div>
      {needsSome && (
        <Text size="xs" c="dimmed" mb={2} id="fees-meant" role="status">
          {meant.length === 0 ? feeChangeWords.selectFirst : <Meant fees={meant} />}
        </Text>
      )}
      <Group gap={6} role="group" aria-label={feeChangeWords.actions}>
        {actions.map((action) => (
          <Button
            key={action}
            size="xs"
            variant="default"
            disabled={meant.length === 0 && action !== 'add' && action !== 'credit'}
            aria-describedby={needsSome ? 'fees-meant' : undefined}
            onClick={() => onAsk(action)}
            {...bar}
          >
            {FEE_ACTION_LABELS[action]}
          </Button>
        ))}
        {standing > 0 && (
          <Button size="xs" variant="subtle" onClick={() => void saveWork()}>
            {feeChangeWords.saveWork}
          </Button>
        )}
      </Group>
    </div>
  );
}

/** What is owed of them, or in dispute: both can be asked for. */
function Meant({ fees }: { readonly fees: readonly ShownFee[] }) {
  const { active, disputed } = balancesOf(fees);
  return (
    <>
      {feeChangeWords.selected(fees.length)}{' '}
      {(active !== 0 || disputed === 0) && feeChangeWords.owed(<Money minor={active} />)}
      {active !== 0 && disputed !== 0 && ', '}
      {disputed !== 0 && feeChangeWords.disputed(<Money minor={disputed} />)}
    </>
  );
}

/** Of everybody whose fines and fees were changed here. */
async function saveWork(): Promise<void> {
  try {
    const target = await desktop.chooseTarget('csv', feeChangeWords.workName);
    if (!target) return;
    const file = target.token;
    const written = await engine.users.writeFeeWork({ file, locales: LOCALES });
    tellSaved(feeChangeWords.workWritten(written), file);
  } catch (error) {
    notifyFailure(error);
  }
}
