/**
 * Choosing the reason of a decision: those of Settings in their order, each with its digit, or own words.
 * `useReason` holds what is chosen, `useReasonKeys` lets the digits choose.
 */
import { Group, Kbd, Radio, TextInput } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import styles from './DecisionDialog.module.css';
import { useKept } from './keptForm.ts';
import { type KeysDo, reasonWords } from './words/decisions.tsx';

/** No reason begins with a space. */
const OWN = ' #own';
/** So many have a digit. */
const DIGITS = 9;
const TEXT_FIELDS = 'input[type="text"], input:not([type]), textarea';

export interface ReasonState {
  readonly chosen: string | null;
  readonly own: string;
  /** What the decision is given. */
  readonly reason: string | null;
  /** Own words are meant, but there are none yet. */
  readonly unfinished: boolean;
  choose(reason: string): void;
  write(own: string): void;
}

/** @param form the dialog whose choice is kept while somebody looks elsewhere (keptForm.ts) */
export function useReason(suggested: string | null, form: string): ReasonState {
  const [chosen, choose] = useKept(form, 'reason', suggested);
  const [own, setOwn] = useKept(form, 'own', '');
  // Not on focus: who only passes through with Tab keeps the reason that was chosen.
  function write(text: string) {
    setOwn(text);
    choose(OWN);
  }
  const reason = chosen === OWN ? own.trim() || null : chosen;
  return { chosen, own, reason, unfinished: chosen === OWN && reason === null, choose, write };
}

/** On the window: a digit typed at once must count before the focus has come into the dialog. */
export function useReasonKeys(
  reasons: readonly string[],
  onPick: (reason: string) => void,
  enabled = true,
): void {
  useWindowEvent('keydown', (event) => {
    const typing = event.target instanceof HTMLElement && event.target.matches(TEXT_FIELDS);
    if (typing || event.ctrlKey || event.altKey || event.metaKey || !enabled) return;
    const picked = /^[1-9]$/.test(event.key) ? reasons[Number(event.key) - 1] : undefined;
    if (!picked) return;
    event.preventDefault();
    onPick(picked);
  });
}

interface ReasonChoiceProps {
  readonly reasons: readonly string[];
  readonly state: ReasonState;
  readonly label: string;
  readonly keysDo: KeysDo;
}

export function ReasonChoice({ reasons, state, label, keysDo }: ReasonChoiceProps) {
  const { chosen, own, choose, write } = state;
  const last = Math.min(reasons.length, DIGITS);
  return (
    <Radio.Group
      label={label}
      description={last > 0 && reasonWords.keys(keysDo, last)}
      value={chosen ?? ''}
      onChange={choose}
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
                {n < DIGITS && <Kbd size="xs">{n + 1}</Kbd>}
              </span>
            }
            classNames={{ body: styles.radio!, labelWrapper: styles.radioLabel! }}
            data-autofocus={each === (chosen ?? reasons[0]) || undefined}
          />
        ))}
        <Group gap={8} wrap="nowrap" className={styles.own}>
          <Radio value={OWN} size="xs" aria-label={reasonWords.own} />
          <TextInput
            flex={1}
            size="xs"
            placeholder={reasonWords.ownPlaceholder}
            aria-label={reasonWords.ownLabel}
            maxLength={200}
            value={own}
            data-autofocus={reasons.length === 0 || undefined}
            onPointerDown={() => choose(OWN)}
            onChange={(event) => write(event.currentTarget.value)}
          />
        </Group>
      </div>
    </Radio.Group>
  );
}
