/**
 * What is asked before a decision: a reason, and before an approval whatever speaks against it. One staff
 * user is approved by typing, a protected one not at all, and for many it is said who is left alone.
 * Opened by useDecisions. Never asks "are you sure": what it does can be undone.
 */
import { Modal } from '@mantine/core';
import { useSettings } from '../client/workspace.ts';
import { ApproveForm } from './ApproveForm.tsx';
import { ApproveStaffForm } from './ApproveStaffForm.tsx';
import { barOf, type DecisionTarget } from './decisions.ts';
import { ExcludeForm } from './ExcludeForm.tsx';
import { ProtectedRefusal } from './ProtectedRefusal.tsx';
import { decisionLabel } from './words/decisions.tsx';

export interface AskedDecision {
  readonly decision: 'excluded' | 'approved';
  readonly target: DecisionTarget;
}

interface DecisionDialogProps {
  /** Null while nothing is asked. */
  readonly asked: AskedDecision | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function DecisionDialog({ asked, onClose, onDone }: DecisionDialogProps) {
  return (
    <Modal
      opened={asked !== null}
      onClose={onClose}
      title={asked && decisionLabel(asked.decision, asked.target)}
      size={520}
      // The rows behind may be drawn anew meanwhile; the screen puts the keyboard back where it was.
      returnFocus={false}
    >
      {/* Mounted anew each time, so that no reason is left from the last one. */}
      {asked && <Asked {...asked} onClose={onClose} onDone={onDone} />}
    </Modal>
  );
}

function Asked({
  decision,
  target,
  ...listeners
}: AskedDecision & Omit<DecisionDialogProps, 'asked'>) {
  const settings = useSettings();
  if (!settings) return null;
  if (decision === 'excluded')
    return <ExcludeForm target={target} reasons={settings.excludeReasons} {...listeners} />;
  const form = { target, reasons: settings.approveReasons, ...listeners };
  const { user } = target;
  const bar = user && barOf(user);
  if (bar === 'protected') return <ProtectedRefusal user={user!} onClose={listeners.onClose} />;
  if (bar === 'staff') return <ApproveStaffForm {...form} user={user!} />;
  return <ApproveForm {...form} />;
}
