/**
 * The three views of the review, in the bar: candidates, checks, sign-off. Each is a place of its own, so Back goes
 * back.
 */
import { UnstyledButton } from '@mantine/core';
import { IconLockCheck, IconLockOpen, IconWritingSign } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { queries } from '../../client/engineClient.ts';
import { navigate, REVIEW_VIEWS, usePlace } from '../../place/navigation.ts';
import { REVIEW_VIEW_TITLES } from '../../place/words.ts';
import { type SealStage, sealStage } from '../../ui/seal.ts';
import styles from './ReviewViews.module.css';
import { reviewWords } from './words/review.tsx';
import { stageTitles } from './words/signOff.tsx';

export function ReviewViews() {
  const { view = 'candidates' } = usePlace('review');
  return (
    <nav className={styles.views} aria-label={reviewWords.views}>
      {REVIEW_VIEWS.map((each) => (
        <UnstyledButton
          key={each}
          className={styles.view}
          aria-current={each === view ? 'page' : undefined}
          onClick={() => each !== view && navigate({ screen: 'review', view: each })}
        >
          {REVIEW_VIEW_TITLES[each]}
          {each === 'signOff' && <Stage />}
        </UnstyledButton>
      ))}
    </nav>
  );
}

const STAGES: Readonly<Record<Exclude<SealStage, 'unsigned'>, typeof IconLockCheck>> = {
  half: IconWritingSign,
  sealed: IconLockCheck,
  broken: IconLockOpen,
};

function Stage() {
  const { data } = useQuery(queries.signOff.status.queryOptions());
  const stage = sealStage(data?.seal ?? null);
  if (stage === 'unsigned') return null;
  const Icon = STAGES[stage];
  return (
    <Icon
      size={15}
      role="img"
      aria-label={stageTitles[stage]}
      className={styles.stage}
      data-stage={stage}
    />
  );
}
