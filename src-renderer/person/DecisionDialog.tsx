/**
 * Asks for the reason of a decision, and says before users are included how many of them carry a flag
 * that a review by rule would exclude. Digits choose a reason at once. Opened by useDecisions.
 * Never asks "are you sure": what it does can be undone.
 */
import { Button, Group, Kbd, Modal, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';
import { EXCLUDING_FLAGS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { formatCount } from '../ui/format.ts';
import styles from './DecisionDialog.module.css';
import {
  candidatesAmong,
  type DecisionTarget,
  decide,
  decisionLabel,
  REASONS,
  VERBS,
  withoutExcludingFlags,
} from './decisions.ts';
import { FlaggedNote } from './FlaggedNote.tsx';
import { flaggedTitle, useFlagCounts } from './flagCounts.ts';

export interface AskedDecision {
  readonly decision: 'excluded' | 'included';
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
      {asked && <ReasonForm {...asked} onClose={onClose} onDone={onDone} />}
    </Modal>
  );
}

const OWN = 'own';

interface ReasonFormProps extends AskedDecision {
  readonly onClose: () => void;
  readonly onDone: () => void;
}

// One form: its parts share what is chosen and whether a flag must be read first.
function ReasonForm({ decision, target, onClose, onDone }: ReasonFormProps) {
  const reasons = REASONS[decision];
  const flagged = useFlagCounts(candidatesAmong(target), decision === 'included');
  const [chosen, setChosen] = useState<string | null>(() => suggestedReason(decision, target));
  const [own, setOwn] = useState('');
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const reason = chosen === OWN ? own.trim() || null : chosen;
  // Excluding without a reason helps nobody later; including needs none.
  const ready = decision === 'included' ? chosen !== OWN || reason !== null : reason !== null;
  const warned = decision === 'included' && (flagged === undefined || flagged.users > 0);

  async function apply(because: string | null, to = target) {
    setBusy(true);
    const done = await decide(to, decision, because, note.trim());
    setBusy(false);
    if (done) onDone();
  }

  function onKeyDown(event: KeyboardEvent) {
    const typing = event.target instanceof HTMLElement && event.target.matches(TEXT_FIELDS);
    if (typing || event.ctrlKey || event.altKey || event.metaKey || busy) return;
    const picked = /^\d$/.test(event.key) ? reasons[Number(event.key) - 1] : undefined;
    if (!picked) return;
    event.preventDefault();
    setChosen(picked);
    // With a warning on screen the digit only chooses: it must be possible to read first.
    if (!warned) void apply(picked);
  }

  // On the window: a digit typed at once must count before the focus has come into the dialog.
  useWindowEvent('keydown', onKeyDown);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (ready && !busy) void apply(reason);
  }

  return (
    <form onSubmit={onSubmit}>
      <Stack gap={16}>
        <Text size="sm" c="dimmed">
          {decision === 'excluded'
            ? 'Excluded users are left out of the set that is moved to OK to Purge, so they stay in Alma.'
            : 'Included users have been looked at and may be purged.'}
        </Text>
        {flagged && flagged.users > 0 && (
          <FlaggedNote
            counts={flagged}
            title={
              target.user ? 'A review by rule would exclude this user:' : flaggedTitle(flagged)
            }
            single={target.user !== undefined}
          >
            Flags don’t stop the purge: Alma purges staff and linked users like anybody else.
          </FlaggedNote>
        )}
        <Radio.Group
          label={decision === 'excluded' ? 'Reason' : 'Reason (optional)'}
          description={
            warned
              ? 'The keys 1 to 6 choose one.'
              : `The keys 1 to 6 ${decision === 'excluded' ? 'exclude' : 'include'} at once.`
          }
          value={chosen ?? ''}
          onChange={setChosen}
        >
          <div className={styles.reasons}>
            {reasons.map((each, n) => (
              <Radio
                key={each}
                value={each}
                size="xs"
                label={
                  <span className={styles.reason}>
                    {each}
                    <Kbd size="xs">{n + 1}</Kbd>
                  </span>
                }
                classNames={{ body: styles.radio!, labelWrapper: styles.radioLabel! }}
                data-autofocus={each === (chosen ?? reasons[0]) || undefined}
              />
            ))}
            <Group gap={8} wrap="nowrap" className={styles.own}>
              <Radio value={OWN} size="xs" aria-label="Own words" />
              <TextInput
                flex={1}
                size="xs"
                placeholder="In your own words"
                aria-label="Reason in your own words"
                maxLength={200}
                value={own}
                onFocus={() => setChosen(OWN)}
                onChange={(event) => setOwn(event.currentTarget.value)}
              />
            </Group>
          </div>
        </Radio.Group>
        <Textarea
          label="Note (optional)"
          autosize
          minRows={1}
          maxRows={4}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!ready} loading={busy}>
            {target.user ? `${VERBS[decision]} this user` : decisionLabel(decision, target)}
          </Button>
        </Group>
        {flagged && flagged.users > 0 && !target.user && flagged.users < target.users && (
          <Button
            variant="subtle"
            size="compact-sm"
            style={{ alignSelf: 'flex-end' }}
            disabled={busy || (chosen === OWN && reason === null)}
            onClick={() =>
              apply(reason, withoutExcludingFlags(target, target.users - flagged.users))
            }
          >
            Include only the {formatCount(target.users - flagged.users)} without these flags
          </Button>
        )}
      </Stack>
    </form>
  );
}

const TEXT_FIELDS = 'input[type="text"], input:not([type]), textarea';

const REASON_OF_FLAG: Partial<Record<ReviewFlag, string>> = {
  'staff-role': 'Staff role',
  'exclusion-list': 'Activity elsewhere',
  'zero-loss-pair': 'Activity elsewhere',
  'protected-group': 'Protected group',
  conflict: 'Data conflict',
  'unreadable-value': 'Data conflict',
  'expiry-in-future': 'Still affiliated',
};

/** What the user's own flags suggest; nothing for many users, whose flags differ. */
function suggestedReason(decision: 'excluded' | 'included', target: DecisionTarget): string | null {
  if (decision !== 'excluded' || !target.user) return null;
  const { flags } = target.user;
  const flag = EXCLUDING_FLAGS.find((each) => flags.includes(each) && REASON_OF_FLAG[each]);
  return REASON_OF_FLAG[flag ?? flags.find((each) => REASON_OF_FLAG[each])!] ?? null;
}
