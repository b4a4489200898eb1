/**
 * What a purge's numbers stand on: who is left alone since the newest file doesn't name them, whose record type no
 * report tells, and which balance counts. Shown in the preview and on the review page.
 */
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PurgePreview } from '#shared/contract/shapes/purgePreview.ts';
import { BalanceText } from '../../../../deciding/Transferred.tsx';
import { countOf } from '../../../../ui/format.ts';
import styles from '../../JobCheck.module.css';
import { linkTo } from '../../linkTo.tsx';
import { linkToPart } from './linkToPart.ts';
import { partOf } from './previewCriteria.ts';
import { purgeFactsWords, researcherWords } from './words/preview.tsx';

export function PurgeFacts({ preview }: { readonly preview: PurgePreview }) {
  const { left, listOnly, unknownRecordType, nonAffiliated, researcherUnknown } = preview;
  return (
    <ul className={styles.told} aria-label={purgeFactsWords.list}>
      {left > 0 && <Fact>{purgeFactsWords.left(left, linkToPart(preview, 'left'))}</Fact>}
      {listOnly > 0 && (
        <Fact>{purgeFactsWords.listOnly(listOnly, linkToPart(preview, 'listOnly'))}</Fact>
      )}
      {unknownRecordType > 0 && (
        <Fact>
          {purgeFactsWords.unknownRecordType(
            unknownRecordType,
            linkToPart(preview, 'unknownRecordType'),
          )}
        </Fact>
      )}
      {nonAffiliated > 0 && (
        <Fact>
          {researcherWords.nonAffiliated(
            linkTo(
              nonAffiliated,
              partOf(preview, 'non-affiliated'),
              researcherWords.nonAffiliatedTitle,
            )(countOf(nonAffiliated, 'user')),
          )}
        </Fact>
      )}
      {researcherUnknown > 0 && (
        <Fact>
          {researcherWords.unknown(
            linkTo(
              researcherUnknown,
              partOf(preview, 'researcher-unknown'),
              researcherWords.unknownTitle,
            )(countOf(researcherUnknown, 'user')),
          )}
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
