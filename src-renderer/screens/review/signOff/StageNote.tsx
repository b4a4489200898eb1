/** How the sign-off stands, in colour, icon and words, and what follows from it. */
import {
  IconCircleDashed,
  IconLockCheck,
  IconLockOpen,
  IconWritingSign,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SignOffStatus } from '#shared/contract/shapes/signOff.ts';
import { RuleHelp } from '../../../ui/RuleHelp.tsx';
import { type SealStage, sealStage } from '../../../ui/seal.ts';
import { whyTwo } from '../../../ui/words/seal.tsx';
import { stageTitles, stageWords } from '../words/signOff.tsx';
import styles from './SignOff.module.css';

const ICONS: Readonly<Record<SealStage, typeof IconLockCheck>> = {
  unsigned: IconCircleDashed,
  half: IconWritingSign,
  sealed: IconLockCheck,
  broken: IconLockOpen,
};

export function StageNote({ status }: { readonly status: SignOffStatus }) {
  const stage = sealStage(status.seal);
  const Icon = ICONS[stage];
  return (
    <div className={styles.stage} data-stage={stage} role="status">
      <Icon size={28} stroke={1.5} aria-hidden className={styles.stageIcon} />
      <div className={styles.stageWords}>
        <div className={styles.stageWord}>{stageTitles[stage]}</div>
        <div>{consequence(stage, status)}</div>
        <Needed status={status} />
      </div>
    </div>
  );
}

function consequence(stage: SealStage, { seal }: SignOffStatus): ReactNode {
  if (!seal) return stageWords.nobody;
  return stage === 'broken' ? stageWords.broken(seal) : stageWords.signed(seal);
}

function Needed({ status }: { readonly status: SignOffStatus }) {
  const why = whyTwo(status);
  const { help } = stageWords;
  return (
    <div className={styles.needed}>
      {why ? stageWords.twoNeeded(why) : stageWords.twoNotNeeded}{' '}
      <RuleHelp about={help.about} source={help.source}>
        {help.text}
      </RuleHelp>
    </div>
  );
}
