/**
 * One quiet line: who signed the review and when, or that the seal is broken and by what, with the way to
 * the sign-off. Shown above the candidates, on Overview and before a job. Nothing while nobody has signed.
 */
import { IconLockCheck, IconLockOpen, IconWritingSign } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Seal } from '#shared/contract/shapes/signOff.ts';
import { queries } from '../client/engineClient.ts';
import { navigate } from '../place/navigation.ts';
import { QuietBanner } from './QuietBanner.tsx';
import { type SealStage, sealStage } from './seal.ts';
import { InstantText } from './Values.tsx';
import { sealBannerWords } from './words/seal.tsx';

const ICONS = { half: IconWritingSign, sealed: IconLockCheck, broken: IconLockOpen } as const;

interface SealBannerProps {
  /** Standing by itself on a page, not as a strip of the frame. */
  readonly boxed?: boolean;
}

export function SealBanner({ boxed = false }: SealBannerProps) {
  const { data } = useQuery(queries.signOff.status.queryOptions());
  const stage = sealStage(data?.seal ?? null);
  if (!data?.seal || stage === 'unsigned') return null;
  return (
    <QuietBanner
      icon={ICONS[stage]}
      stage={stage}
      boxed={boxed}
      link={sealBannerWords.goToSignOff}
      onFollow={() => navigate({ screen: 'review', view: 'signOff' })}
    >
      {wordsFor(stage, data.seal, data.requiredBy.length > 0)}
    </QuietBanner>
  );
}

function wordsFor(stage: Exclude<SealStage, 'unsigned'>, seal: Seal, needsTwo: boolean): ReactNode {
  const at = <InstantText instant={seal.signatures.at(-1)?.at ?? null} />;
  if (stage === 'broken') return sealBannerWords.broken(seal, at);
  if (stage === 'half' && needsTwo) return sealBannerWords.byOneOfTwo(seal, at);
  return sealBannerWords.signed(seal, at);
}
