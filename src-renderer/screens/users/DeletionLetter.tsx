/**
 * The letter to a user who can't be deleted yet: to be read and changed, then written as a text or as a list from which
 * a word processor makes letters. The engine keeps a copy with the user, and a note that it was written. Sends nothing.
 */
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Settings } from '#shared/contract/shapes/settings.ts';
import type { Deletion, UserRow } from '#shared/contract/shapes/users.ts';
import { desktop } from '../../client/desktop.ts';
import { engine, queries } from '../../client/engineClient.ts';
import { currentDay, useSettings } from '../../client/workspace.ts';
import { useWriteBar } from '../../client/writing.ts';
import { tellSaved } from '../../ui/exportFile.ts';
import { formatAmount, formatDate, LOCALES } from '../../ui/format.ts';
import { notifyFailure } from '../../ui/notify.tsx';
import { commonWords } from '../../ui/words/components.tsx';
import { letterText, letterWords } from './words.tsx';

interface DeletionLetterProps {
  readonly user: UserRow;
  readonly onClose: () => void;
}

export function DeletionLetter({ user, onClose }: DeletionLetterProps) {
  const { userNo } = user;
  const { data } = useQuery(queries.users.deletion.queryOptions({ input: { userNo } }));
  const fees = useQuery(queries.users.fees.queryOptions({ input: { userNo } }));
  const settings = useSettings();
  if (data === undefined || !fees.data || !settings) return null;
  const isRehearsed = fees.data.standing > 0 && data?.reasons.includes('fines-fees');
  return (
    <Letter
      user={user}
      onClose={onClose}
      first={textOf(user, data, settings)}
      hint={isRehearsed ? letterWords.rehearsed : undefined}
    />
  );
}

function textOf(user: UserRow, deletion: Deletion | null, settings: Settings): string {
  const balance = deletion?.balance ?? 0;
  return letterText({
    name: [user.first_name, user.last_name].filter(Boolean).join(' '),
    institution: settings.institution.name,
    date: formatDate(currentDay()),
    reasons: deletion?.reasons ?? [],
    loans: user.loans ?? 0,
    balance: balance > 0 ? formatAmount(balance, settings.currency) : null,
  });
}

interface LetterProps extends DeletionLetterProps {
  readonly first: string;
  /** What is to know before it is written. */
  readonly hint: string | undefined;
}

function Letter({ user, onClose, first, hint }: LetterProps) {
  const bar = useWriteBar();
  const [text, setText] = useState(first);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  // The button that led here is gone, and the keyboard with it.
  useEffect(() => field.current?.focus(), []);

  async function write(as: 'text' | 'list') {
    setBusy(true);
    try {
      const target = await desktop.chooseTarget(
        as === 'text' ? 'letter' : 'csv',
        letterWords.fileName(user.primary_identifier.trim(), as),
      );
      if (!target) return;
      const { fileName } = await engine.users.writeLetter({
        userNo: user.userNo,
        file: target.token,
        text: as === 'text' ? text : null,
        note: letterWords.note(target.name),
        locales: LOCALES,
      });
      tellSaved(letterWords.written(fileName), target.token);
      onClose();
    } catch (error) {
      notifyFailure(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Stack gap={16}>
      <Textarea
        label={letterWords.label}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autosize
        minRows={8}
        maxRows={16}
        maxLength={20_000}
        ref={field}
      />
      {hint && <Text size="sm">{hint}</Text>}
      <Text size="xs" c="dimmed">
        {letterWords.sendsNothing}
      </Text>
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>
          {commonWords.cancel}
        </Button>
        <Button variant="default" loading={busy} onClick={() => void write('list')} {...bar}>
          {letterWords.saveList}
        </Button>
        <Button loading={busy} onClick={() => void write('text')} {...bar}>
          {letterWords.saveText}
        </Button>
      </Group>
    </Stack>
  );
}
