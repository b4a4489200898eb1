/**
 * Notes about one user: written here, listed with who and when, newest first; a removed one can be put back. Notes
 * stay in the workspace: Alma's own notes are another thing.
 */
import { ActionIcon, Button, Group, Text, Textarea, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { UserNote } from '#shared/contract/shapes/users.ts';
import { engine } from '../client/engineClient.ts';
import { announce } from '../ui/announce.tsx';
import { notifyDone, notifyFailure } from '../ui/notify.tsx';
import { InstantText } from '../ui/Values.tsx';
import { Writing } from '../ui/Writing.tsx';
import styles from './UserPanel.module.css';
import { noteWords, recordWords } from './words.tsx';

interface UserNotesProps {
  readonly userNo: number;
  readonly notes: readonly UserNote[];
}

export function UserNotes({ userNo, notes }: UserNotesProps) {
  return (
    <>
      {notes.length > 0 && (
        <ul className={styles.list}>
          {notes.map((note) => (
            <li key={note.noteId} className={styles.entry}>
              <div className={styles.noteHead}>
                <Text size="sm" className={styles.noteText}>
                  {note.text}
                </Text>
                <RemoveNote userNo={userNo} note={note} />
              </div>
              <Text size="xs" c="dimmed">
                {recordWords.atBy(<InstantText instant={note.at} />, note.by)}
              </Text>
            </li>
          ))}
        </ul>
      )}
      {/* Another user's field: nothing typed for one may end up with another. */}
      <AddNote key={userNo} userNo={userNo} />
    </>
  );
}

function AddNote({ userNo }: { readonly userNo: number }) {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const wanted = text.trim();

  async function add() {
    if (wanted === '' || busy) return;
    setBusy(true);
    try {
      await engine.users.addNote({ userNo, text: wanted });
      setText('');
      announce(noteWords.added);
      field.current?.focus();
    } catch (error) {
      notifyFailure(error);
    } finally {
      setBusy(false);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void add();
  }

  return (
    <Writing>
      <Group gap={8} align="flex-end" wrap="nowrap" className={styles.addNote}>
        <Textarea
          ref={field}
          flex={1}
          size="xs"
          aria-label={noteWords.label}
          placeholder={noteWords.placeholder}
          autosize
          minRows={1}
          maxRows={8}
          maxLength={2000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {wanted !== '' && (
          <Tooltip label={noteWords.addHint}>
            <Button size="xs" variant="default" loading={busy} onClick={() => void add()}>
              {noteWords.add}
            </Button>
          </Tooltip>
        )}
      </Group>
    </Writing>
  );
}

function RemoveNote({ userNo, note }: { readonly userNo: number; readonly note: UserNote }) {
  async function putBack() {
    try {
      await engine.users.addNote({ userNo, text: note.text });
      announce(noteWords.putBack);
    } catch (error) {
      notifyFailure(error);
    }
  }

  async function remove() {
    try {
      await engine.users.removeNote({ noteId: note.noteId });
      notifyDone(noteWords.removed, { undo: putBack });
    } catch (error) {
      notifyFailure(error);
    }
  }

  return (
    <Writing>
      <Tooltip label={noteWords.remove}>
        <ActionIcon size={22} aria-label={noteWords.remove} onClick={() => void remove()}>
          <IconTrash size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Writing>
  );
}
