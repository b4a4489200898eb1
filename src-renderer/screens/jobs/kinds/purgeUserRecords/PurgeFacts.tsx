/**
 * What a purge's numbers stand on: who is left alone since the newest file doesn't name them, whose record type no
 * report tells, and which balance counts. Shown in the preview and on the review page.
 */
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PurgePreview } from '#shared/contract/shapes/purgePreview.ts';
import { BalanceText } from '../../../../deciding/Transferred.tsx';
import styles from '../../JobCheck.module.css';
import { PreviewCount } from './PreviewCount.tsx';

export function PurgeFacts({ preview }: { readonly preview: PurgePreview }) {
  const { left, unknownRecordType } = preview;
  return (
    <ul className={styles.told} aria-label="What the numbers stand on">
      {left > 0 && (
        <Fact>
          <PreviewCount
            preview={preview}
            part="left"
            title="In scope, but no longer in the newest candidates file"
          />{' '}
          {left === 1 ? 'is' : 'are'} no longer in the newest candidates file: they aren’t purged
          here, though Alma may take them if their purge date still stands.
        </Fact>
      )}
      {unknownRecordType > 0 && (
        <Fact>
          <PreviewCount
            preview={preview}
            part="unknownRecordType"
            title="In scope, and no report gives the record type"
          />{' '}
          in scope without a record type in any report{' '}
          {unknownRecordType === 1 ? 'counts' : 'count'} as Public.
        </Fact>
      )}
      <Fact>
        <BalanceText />
      </Fact>
    </ul>
  );
}

function Fact({ children }: { readonly children: ReactNode }) {
  return (
    <li>
      <IconInfoCircle size={16} aria-hidden className={styles.toldIcon} />
      <span>{children}</span>
    </li>
  );
}
