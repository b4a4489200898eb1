/**
 * Says before Submit that a job needs two signatures and has not got them, with the way to the sign-off, or
 * that it has. Nothing where none are needed. Part of both review pages.
 */
import { Button } from '@mantine/core';
import { navigate } from '../../shell/navigation.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { SealBanner } from '../../ui/SealBanner.tsx';
import type { SealStage } from '../../ui/sealWords.ts';
import type { SignOffNeed } from './useSignOffNeed.ts';

const STATES: Readonly<Record<SealStage, string>> = {
  unsigned: 'Nobody has signed the review.',
  half: 'One person has signed the review; a second has to.',
  broken: 'The seal is broken: the review changed after it was signed.',
  sealed: '',
};

/** For the line beside Submit. */
export const SIGN_OFF_MISSING = 'Two persons have to sign the review first.';

export function SignOffNote({ need }: { readonly need: SignOffNeed | undefined }) {
  if (!need) return null;
  // Nobody must sign, or two have: said quietly, so that a seal that broke is seen all the same.
  if (!need.missing) return <SealBanner boxed />;
  return (
    <ErrorNote
      text="This job needs the signatures of two persons under the review."
      where={`Because ${need.why}.`}
      todo={STATES[need.stage]}
      action={
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => navigate({ screen: 'review', view: 'signOff' })}
        >
          Go to Sign-off
        </Button>
      }
    />
  );
}
