/**
 * Two overlapping circles with the part that a combination takes filled. An ornament: the words
 * beside it say the same.
 */
import { useId } from 'react';
import type { SetOperator } from '#shared/domain/combineSets.ts';
import styles from './SetsScreen.module.css';
import { combineWords } from './words.tsx';

const FIRST = { cx: 48, cy: 40, r: 32 };
const SECOND = { cx: 88, cy: 40, r: 32 };

export function SetDiagram({ operator }: { readonly operator: SetOperator }) {
  const id = useId();
  return (
    <svg viewBox="0 0 136 80" width={136} height={80} aria-hidden="true" className={styles.diagram}>
      <clipPath id={`${id}clip`}>
        <circle {...SECOND} />
      </clipPath>
      <mask id={`${id}mask`}>
        <rect width="136" height="80" fill="#fff" />
        <circle {...SECOND} fill="#000" />
      </mask>
      {operator === 'And' && (
        <circle {...FIRST} clipPath={`url(#${id}clip)`} className={styles.taken} />
      )}
      {operator === 'Not' && (
        <circle {...FIRST} mask={`url(#${id}mask)`} className={styles.taken} />
      )}
      {operator === 'Or' && (
        <>
          <circle {...FIRST} className={styles.taken} />
          <circle {...SECOND} className={styles.taken} />
        </>
      )}
      <circle {...FIRST} className={styles.outline} />
      <circle {...SECOND} className={styles.outline} />
      <text x="32" y="44" className={styles.ordinal} data-on={operator !== 'And' || undefined}>
        {combineWords.ordinals[0]}
      </text>
      <text x="104" y="44" className={styles.ordinal} data-on={operator === 'Or' || undefined}>
        {combineWords.ordinals[1]}
      </text>
    </svg>
  );
}
