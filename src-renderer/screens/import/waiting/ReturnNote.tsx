/**
 * Whom a file brings back, why, and how many decisions end by it: said before it is added, on its card.
 */
import { Anchor } from '@mantine/core';
import { IconUserCheck } from '@tabler/icons-react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { InstantText } from '../../../ui/Values.tsx';
import { Note } from '../Notes.tsx';
import { decisionsThatEnd } from '../rows/comparisonLines.ts';
import { returnReasons } from '../words/comparison.tsx';
import { returnedWords } from '../words/erased.tsx';
import { returnWords } from '../words/waiting.tsx';

interface ReturnNoteProps {
  readonly check: ImportCheck;
  readonly onShow: () => void;
}

export function ReturnNote({ check, onShow }: ReturnNoteProps) {
  const { diff } = check;
  const ends = decisionsThatEnd(check);
  if (!diff || (diff.returned === 0 && ends === 0)) return null;
  const sentences = [
    ...(diff.returned > 0
      ? [returnWords.returned(diff.returned, returnReasons(diff.reasons))]
      : []),
    ends === 0 ? returnWords.noneEnds : returnWords.ends(ends),
    ...(ends > 0 && diff.returned === 0 ? [returnWords.needsLook] : []),
  ];
  return (
    <Note
      icon={IconUserCheck}
      doubtful
      action={
        diff.returned > 0 && (
          <Anchor component="button" type="button" size="sm" onClick={onShow}>
            {returnWords.show}
          </Anchor>
        )
      }
    >
      {sentences.join(' ')}
    </Note>
  );
}

/** That rows of erased users may be entered, by whom and why. */
export function DecidedNote({ check: { returns } }: { readonly check: ImportCheck }) {
  return returns.map(({ decisionNo, rows, at, by, reason }) => (
    <Note key={decisionNo} icon={IconUserCheck}>
      {returnedWords.decided(rows, <InstantText instant={at} />, by, reason)}
    </Note>
  ));
}
