/**
 * The sign-off: what is sealed, whether two signatures are needed and why, the signatures, the seal, and
 * what broke it. Shown by ReviewScreen. Signing changes no decision; the engine checks who may sign.
 */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { queries } from '../../../client/engineClient.ts';
import { SCREEN_TITLES } from '../../../place/words.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { ScreenFrame } from '../../../ui/ScreenFrame.tsx';
import { ReviewViews } from '../ReviewViews.tsx';
import { BeforeSigning } from './BeforeSigning.tsx';
import { SealCard } from './SealCard.tsx';
import { Signatures } from './Signatures.tsx';
import styles from './SignOff.module.css';
import { StageNote } from './StageNote.tsx';
import { WhatIsSealed } from './WhatIsSealed.tsx';

export function SignOffView() {
  const { data: status, error } = useQuery(queries.signOff.status.queryOptions());
  return (
    <ScreenFrame title={SCREEN_TITLES.review} middle={<ReviewViews />} fill>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs the focus */}
      <div className={styles.room} tabIndex={0}>
        <div className={styles.page}>
          <ErrorNote error={error} />
          {!status && !error && <Skeleton height={360} />}
          {status && (
            <>
              <StageNote status={status} />
              <div className={styles.columns}>
                <div className={styles.column}>
                  <WhatIsSealed seal={status.seal} />
                  <BeforeSigning />
                </div>
                <div className={styles.column}>
                  <Signatures status={status} />
                  {status.seal && <SealCard seal={status.seal} />}
                </div>
              </div>
            </>
          )}
        </div>
      </div>
    </ScreenFrame>
  );
}
