/** What became of a fine or fee in the rehearsal: waived, in dispute, and what is owed of it now. */
import type { FeeState } from '#shared/domain/feeActions.ts';
import { Money } from '../../ui/Values.tsx';
import styles from './Details.module.css';
import { feeChangeWords } from './words.tsx';

export function FeeChanges({ state }: { readonly state: FeeState }) {
  return (
    <div className={styles.changes}>
      {state.waived > 0 && <div>{feeChangeWords.waived(<Money minor={state.waived} />)}</div>}
      {state.disputed > 0 && <div>{feeChangeWords.disputed(<Money minor={state.disputed} />)}</div>}
      <div>{feeChangeWords.owed(<Money minor={state.active} />)}</div>
    </div>
  );
}
