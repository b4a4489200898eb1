/**
 * Whom a file brings back, why, and how many decisions end by it: said before it is added, on its card.
 */
import { Anchor, Button } from '@mantine/core';
import { IconUserCheck, IconUserOff } from '@tabler/icons-react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { engine } from '../../../client/engineClient.ts';
import { makeStale } from '../../../client/revision.ts';
import { useWriteBar } from '../../../client/writing.ts';
import { notifyFailure } from '../../../ui/notify.tsx';
import { InstantText } from '../../../ui/Values.tsx';
import { readAgain } from '../importSteps.ts';
import { Note } from '../Notes.tsx';
import { decisionsThatEnd } from '../rows/comparisonLines.ts';
import { returnReasons } from '../words/comparison.tsx';
import { returnedWords as words } from '../words/erased.tsx';
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

/** That rows of erased users may be entered, by whom and why; or no longer. */
export function DecidedNote({ check }: { readonly check: ImportCheck }) {
  return check.returns.map((decision) => (
    <Note
      key={decision.decisionNo}
      icon={decision.withdrawn ? IconUserOff : IconUserCheck}
      action={decision.holds && <Withdraw check={check} decisionNo={decision.decisionNo} />}
    >
      <Decided {...decision} />
    </Note>
  ));
}

function Decided({ rows, at, by, reason, withdrawn }: ImportCheck['returns'][number]) {
  return withdrawn
    ? words.withdrawn(rows, <InstantText instant={withdrawn.at} />, withdrawn.by)
    : words.decided(rows, <InstantText instant={at} />, by, reason);
}

interface WithdrawProps {
  readonly check: ImportCheck;
  readonly decisionNo: number;
}

/** A file that waits is read again: as it was read, it isn't added. */
function Withdraw({ check, decisionNo }: WithdrawProps) {
  const bar = useWriteBar();
  async function withdraw() {
    await engine.imports.withdrawReturn({ decisionNo });
    makeStale();
    if (check.state === 'checked') await readAgain(check, check.options);
  }
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      onClick={() => void withdraw().catch(notifyFailure)}
      {...bar}
    >
      {words.withdraw}
    </Button>
  );
}
