/** How the sign-off stands, in colour, icon and words, and what follows from it. */
import {
  IconCircleDashed,
  IconLockCheck,
  IconLockOpen,
  IconWritingSign,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SignOffStatus } from '#shared/contract/shapes/signOff.ts';
import { countOf } from '../../../ui/format.ts';
import { RuleHelp } from '../../../ui/RuleHelp.tsx';
import { type SealStage, sealStage } from '../../../ui/seal.ts';
import { InstantText } from '../../../ui/Values.tsx';
import { brokenParts, signersOf, whyTwo } from '../../../ui/words/seal.tsx';
import styles from './SignOff.module.css';

const STAGES: Readonly<Record<SealStage, { icon: typeof IconLockCheck; word: string }>> = {
  unsigned: { icon: IconCircleDashed, word: 'Not signed' },
  half: { icon: IconWritingSign, word: 'Signed by one person' },
  sealed: { icon: IconLockCheck, word: 'Sealed' },
  broken: { icon: IconLockOpen, word: 'The seal is broken' },
};

export function StageNote({ status }: { readonly status: SignOffStatus }) {
  const stage = sealStage(status.seal);
  const { icon: Icon, word } = STAGES[stage];
  return (
    <div className={styles.stage} data-stage={stage} role="status">
      <Icon size={28} stroke={1.5} aria-hidden className={styles.stageIcon} />
      <div className={styles.stageWords}>
        <div className={styles.stageWord}>{word}</div>
        <div>{consequence(stage, status)}</div>
        <Needed status={status} />
      </div>
    </div>
  );
}

function consequence(stage: SealStage, { seal }: SignOffStatus): ReactNode {
  if (!seal) return 'Nobody has signed this review.';
  const at = <InstantText instant={seal.signatures.at(-1)?.at ?? null} />;
  if (stage === 'broken') {
    return (
      <>
        <strong>{capitalised(brokenParts(seal))}</strong> changed since {signersOf(seal)} signed on{' '}
        {at}
        {seal.stepsSince > 0 && <>: {countOf(seal.stepsSince, 'step')} of the review since</>}. Look
        at what changed, then sign again.
      </>
    );
  }
  return (
    <>
      {signersOf(seal)}, {at}. A change of inputs, rules or decisions breaks the seal.
    </>
  );
}

function Needed({ status }: { readonly status: SignOffStatus }) {
  const why = whyTwo(status);
  return (
    <div className={styles.needed}>
      {why ? (
        <>
          <strong>Two signatures are needed before a job:</strong> {why}
        </>
      ) : (
        'Two signatures aren’t needed for what is approved now; the review can be signed all the same.'
      )}{' '}
      <RuleHelp
        about="when two signatures are needed"
        source="this program’s rule; Settings hold the size"
      >
        A job on more users than Settings name, or on anybody who was approved although staff, needs
        two people’s signatures under the review as it stands. The purge can’t be undone, and two
        pairs of eyes see more than one.
      </RuleHelp>
    </div>
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
