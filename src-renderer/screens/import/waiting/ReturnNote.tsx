/**
 * Whom a file brings back, why, and how many decisions end by it: said before it is added, on its card.
 */
import { Anchor } from '@mantine/core';
import { IconUserCheck } from '@tabler/icons-react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { countOf } from '../../../ui/format.ts';
import { Note } from '../Notes.tsx';
import { decisionsThatEnd } from '../rows/comparisonLines.ts';
import { returnReasons } from '../words/comparison.tsx';

interface ReturnNoteProps {
  readonly check: ImportCheck;
  readonly onShow: () => void;
}

export function ReturnNote({ check, onShow }: ReturnNoteProps) {
  const { diff } = check;
  const ends = decisionsThatEnd(check);
  if (!diff || (diff.returned === 0 && ends === 0)) return null;
  const one = diff.returned === 1;
  return (
    <Note
      icon={IconUserCheck}
      doubtful
      action={
        diff.returned > 0 && (
          <Anchor component="button" type="button" size="sm" onClick={onShow}>
            Show
          </Anchor>
        )
      }
    >
      {diff.returned > 0 &&
        `${countOf(diff.returned, 'user')} ${one ? 'returns' : 'return'}: ${returnReasons(diff.reasons)}. `}
      {ends === 0
        ? 'No decision ends because of it.'
        : `When this file is added, ${ends === 1 ? 'the decision about 1 user ends' : `the decisions about ${countOf(ends, 'user')} end`}, and ${ends === 1 ? 'they are' : 'all of them are'} undecided again.`}
      {ends > 0 && diff.returned === 0 && ' It says something about them that needs a look first.'}
    </Note>
  );
}
