/**
 * One list of reasons: renamed in place, moved by buttons or Alt+Up and Alt+Down, removed with Undo, added at the
 * end. Changes are given back as a whole list.
 */
import { ActionIcon, Button, Group, Kbd, Text, TextInput, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { announce } from '../../ui/announce.tsx';
import { notifyDone } from '../../ui/notify.tsx';
import styles from './ReasonList.module.css';
import { reasonWords } from './words.tsx';

interface ReasonListProps {
  readonly words: typeof reasonWords.excluding | typeof reasonWords.approving;
  readonly reasons: readonly string[];
  /** So many must stay. */
  readonly atLeast: number;
  readonly onChange: (reasons: readonly string[]) => void;
}

const MOST = 50;
const DIGITS = 9;

// One list: its rows move among each other and must not be the same.
export function ReasonList({ words, reasons, atLeast, onChange }: ReasonListProps) {
  const id = useId();
  const list = useRef<HTMLOListElement>(null);
  const [focusAt, setFocusAt] = useState<number>();
  useEffect(() => {
    if (focusAt === undefined) return;
    list.current?.querySelectorAll('input')[focusAt]?.focus();
    setFocusAt(undefined);
  }, [focusAt]);

  const isTaken = (text: string, but?: number) =>
    reasons.some((each, n) => n !== but && foldText(each) === foldText(text));

  function move(from: number, to: number) {
    if (to < 0 || to >= reasons.length) return;
    const moved = [...reasons];
    moved.splice(to, 0, ...moved.splice(from, 1));
    onChange(moved);
    announce(reasonWords.moved(reasons[from]!, to + 1, reasons.length));
  }

  function remove(at: number) {
    const before = reasons;
    onChange(reasons.filter((_, n) => n !== at));
    setFocusAt(Math.min(at, reasons.length - 2));
    notifyDone(reasonWords.removed(reasons[at]!), { undo: () => onChange(before) });
  }

  return (
    <section aria-labelledby={id}>
      <Text size="sm" fw={500} id={id} component="h3">
        {words.label}
      </Text>
      <Text size="xs" c="dimmed" mb={6}>
        {words.about}
      </Text>
      <ol className={styles.list} ref={list}>
        {reasons.map((reason, n) => (
          <ReasonRow
            // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is what a row edits
            key={n}
            reason={reason}
            place={n}
            last={reasons.length - 1}
            removable={reasons.length > atLeast}
            isTaken={(text) => isTaken(text, n)}
            onRename={(text) => onChange(reasons.map((each, m) => (m === n ? text : each)))}
            onMove={(to, keepFocus) => {
              move(n, to);
              if (keepFocus) setFocusAt(Math.max(0, Math.min(to, reasons.length - 1)));
            }}
            onRemove={() => remove(n)}
          />
        ))}
      </ol>
      {reasons.length < MOST && (
        <AddReason
          label={words.add}
          isTaken={isTaken}
          onAdd={(text) => onChange([...reasons, text])}
        />
      )}
    </section>
  );
}

interface ReasonRowProps {
  readonly reason: string;
  readonly place: number;
  readonly last: number;
  readonly removable: boolean;
  readonly isTaken: (text: string) => boolean;
  readonly onRename: (text: string) => void;
  readonly onMove: (to: number, keepFocus: boolean) => void;
  readonly onRemove: () => void;
}

function ReasonRow(props: ReasonRowProps) {
  const { reason, place, last, removable, isTaken, onRename, onMove, onRemove } = props;
  const [typed, setTyped] = useState<string>();
  const text = typed?.trim() ?? reason;
  const taken = typed !== undefined && isTaken(text);

  /** Nothing, or what is there already, goes back to what it was. */
  function commit() {
    if (typed !== undefined && text !== '' && text !== reason && !taken) onRename(text);
    setTyped(undefined);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.key === 'Enter') commit();
    else if (event.key === 'Escape' && typed !== undefined) setTyped(undefined);
    else if (event.altKey && step && typed === undefined) onMove(place + step, true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <li className={styles.row}>
      <span className={styles.digit}>{place < DIGITS && <Kbd size="xs">{place + 1}</Kbd>}</span>
      <TextInput
        flex={1}
        size="xs"
        aria-label={reasonWords.reason(place + 1)}
        maxLength={200}
        value={typed ?? reason}
        error={taken && reasonWords.taken}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      <Group gap={0} wrap="nowrap">
        <RowButton
          label={reasonWords.moveUp(reason)}
          icon={IconArrowUp}
          disabled={place === 0}
          onClick={() => onMove(place - 1, false)}
        />
        <RowButton
          label={reasonWords.moveDown(reason)}
          icon={IconArrowDown}
          disabled={place === last}
          onClick={() => onMove(place + 1, false)}
        />
        <RowButton
          label={reasonWords.remove(reason)}
          icon={IconTrash}
          disabled={!removable}
          onClick={onRemove}
        />
      </Group>
    </li>
  );
}

interface RowButtonProps {
  readonly label: string;
  readonly icon: typeof IconTrash;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

function RowButton({ label, icon: Icon, disabled, onClick }: RowButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size={26} aria-label={label} disabled={disabled} onClick={onClick}>
        <Icon size={15} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

interface AddReasonProps {
  readonly label: string;
  readonly isTaken: (text: string) => boolean;
  readonly onAdd: (text: string) => void;
}

function AddReason({ label, isTaken, onAdd }: AddReasonProps) {
  const [typed, setTyped] = useState('');
  const text = typed.trim();
  const taken = text !== '' && isTaken(text);

  function add(event: FormEvent) {
    event.preventDefault();
    if (text === '' || taken) return;
    onAdd(text);
    setTyped('');
    announce(reasonWords.added(text));
  }

  return (
    <form onSubmit={add} className={styles.add}>
      <TextInput
        flex={1}
        size="xs"
        aria-label={label}
        placeholder={reasonWords.another}
        maxLength={200}
        value={typed}
        error={taken && reasonWords.taken}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="default" disabled={text === '' || taken}>
        {reasonWords.addButton}
      </Button>
    </form>
  );
}
