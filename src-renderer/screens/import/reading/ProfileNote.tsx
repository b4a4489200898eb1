/**
 * Tells when a saved profile fits the file's headings, and reads the file by it, or without it.
 */
import { Button } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { Writing } from '../../../ui/Writing.tsx';
import { useFileMemory } from '../importMemory.ts';
import { readAgain, readByProfile } from '../importSteps.ts';
import { Note } from '../Notes.tsx';
import { profileNoteWords } from '../words/reading.tsx';

export function ProfileNote({ check }: { readonly check: ImportCheck }) {
  const { busy } = useFileMemory(check.importId);
  const { profile, state } = check;
  if (!profile || (state === 'committed' && !profile.used)) return null;
  const { profileId, name, used } = profile;
  const named = <strong>{profileNoteWords.quoted(name)}</strong>;
  return (
    <Note
      icon={IconTemplate}
      action={
        state === 'checked' && (
          <Writing>
            <Button
              size="compact-sm"
              variant="subtle"
              loading={busy === 'reading'}
              onClick={() => (used ? readAgain(check) : readByProfile(check, profileId))}
            >
              {used ? profileNoteWords.readWithout : profileNoteWords.use}
            </Button>
          </Writing>
        )
      }
    >
      {used ? profileNoteWords.readBy(named) : profileNoteWords.fits(named)}
    </Note>
  );
}
