/** What was decided about the user and by whom, the rules that protect them, and the librarians' own notes. */
import { ProtectedSection } from '../ProtectedBy.tsx';
import { UserNotes } from '../UserNotes.tsx';
import { DecisionsMade } from '../UserRecord.tsx';
import type { UserDetails } from '../userDetails.ts';
import { panelWords } from '../words.tsx';
import styles from './Details.module.css';
import { Part } from './EvidenceTab.tsx';
import { detailsWords } from './words.tsx';

export function DecisionsTab({ details }: { readonly details: UserDetails }) {
  const { user, decisions, notes, protectedBy } = details;
  return (
    <div className={styles.columns}>
      <div>
        {protectedBy.length > 0 && (
          <Part title={panelWords.protectedBy}>
            <ProtectedSection rules={protectedBy} />
          </Part>
        )}
        <Part title={panelWords.decisions}>
          <DecisionsMade decisions={decisions} />
        </Part>
      </div>
      <Part title={detailsWords.ownNotes}>
        <UserNotes userNo={user.userNo} notes={notes} />
      </Part>
    </div>
  );
}
