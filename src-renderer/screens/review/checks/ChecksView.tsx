/**
 * The checks of the review: a list of all with what each found, and the one that is open. Shown by
 * ReviewScreen; `check` of the place says which one. Checks look and count; what they lead to is decided
 * in the rows, the planned run or the settings.
 */
import { UnstyledButton } from '@mantine/core';
import {
  IconCalendarQuestion,
  IconCoins,
  IconDice5,
  IconMoon,
  IconShieldLock,
  IconUserCheck,
  IconUserSearch,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { CHECKS, type CheckName, navigate, usePlace } from '../../../place/navigation.ts';
import { SCREEN_TITLES } from '../../../place/words.ts';
import { ScreenFrame } from '../../../ui/ScreenFrame.tsx';
import { ReviewViews } from '../ReviewViews.tsx';
import { checkListWords, checkTitles } from '../words/checks.ts';
import { BoundaryCheck } from './BoundaryCheck.tsx';
import styles from './Checks.module.css';
import { MissingCheck } from './MissingCheck.tsx';
import { OddDatesCheck } from './OddDatesCheck.tsx';
import { RegisterCheck } from './RegisterCheck.tsx';
import { ReturnedCheck } from './ReturnedCheck.tsx';
import { SamplingCheck } from './SamplingCheck.tsx';
import { ThresholdCheck } from './ThresholdCheck.tsx';
import { useFoundByCheck } from './useFoundByCheck.ts';

const PARTS: Readonly<Record<CheckName, { icon: TablerIcon; Part: ComponentType }>> = {
  boundary: { icon: IconMoon, Part: BoundaryCheck },
  threshold: { icon: IconCoins, Part: ThresholdCheck },
  oddDates: { icon: IconCalendarQuestion, Part: OddDatesCheck },
  returned: { icon: IconUserCheck, Part: ReturnedCheck },
  missing: { icon: IconUserSearch, Part: MissingCheck },
  register: { icon: IconShieldLock, Part: RegisterCheck },
  sampling: { icon: IconDice5, Part: SamplingCheck },
};

export function ChecksView() {
  const { check = 'boundary' } = usePlace('review');
  const { Part } = PARTS[check];
  return (
    <ScreenFrame title={SCREEN_TITLES.review} middle={<ReviewViews />} fill>
      <div className={styles.view}>
        <div className={styles.split}>
          <CheckList open={check} />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs the focus */}
          <div className={styles.room} tabIndex={0} key={check}>
            <section className={styles.check} aria-label={checkTitles[check]}>
              <Part />
            </section>
          </div>
        </div>
      </div>
    </ScreenFrame>
  );
}

function CheckList({ open }: { readonly open: CheckName }) {
  const found = useFoundByCheck();
  return (
    <nav className={styles.list} aria-label={checkListWords.label}>
      {CHECKS.map((each) => {
        const { icon: Icon } = PARTS[each];
        return (
          <UnstyledButton
            key={each}
            className={styles.entry}
            aria-current={each === open ? 'true' : undefined}
            onClick={() =>
              each !== open && navigate({ screen: 'review', view: 'checks', check: each })
            }
          >
            <Icon size={18} stroke={1.75} aria-hidden className={styles.entryIcon} />
            <span className={styles.entryWords}>
              <span>{checkTitles[each]}</span>
              <span className={styles.entryFound} data-due={found[each]?.due || undefined}>
                {found[each]?.text ?? '\u00a0'}
              </span>
            </span>
          </UnstyledButton>
        );
      })}
    </nav>
  );
}
