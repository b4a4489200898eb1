/**
 * Tells when the very same file was added before: by its content, whatever it is called now.
 */
import { Anchor } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { navigate } from '../../../place/navigation.ts';
import { InstantText } from '../../../ui/Values.tsx';
import { Note } from '../Notes.tsx';
import { pendingWords } from '../words/waiting.tsx';

export function EarlierImport({ check }: { readonly check: ImportCheck }) {
  const { same } = check;
  if (!same) return null;
  return (
    <Note icon={IconHistory} doubtful>
      {pendingWords.sameAdded(
        <InstantText instant={same.importedAt} />,
        <Anchor
          component="button"
          type="button"
          inherit
          onClick={() => navigate({ screen: 'import', importId: same.importId })}
        >
          {same.fileName}
        </Anchor>,
      )}
    </Note>
  );
}
