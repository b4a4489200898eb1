/**
 * The red warnings: Contacts in scope, and users to be purged whose role column says staff, or nothing. Shown in the preview and on the review page.
 */
import { IconAlertTriangle } from '@tabler/icons-react';
import type { PurgePreview } from '#shared/contract/shapes/purgePreview.ts';
import styles from '../../JobCheck.module.css';
import { linkToPart } from './linkToPart.ts';
import { purgeWarnings } from './words/preview.tsx';

export function PurgeWarnings({ preview }: { readonly preview: PurgePreview }) {
  const { purgedWithStaffRole: staff, purgedWithUnknownRole: unknown, contacts } = preview;
  if (staff === 0 && unknown === 0 && contacts === 0) return null;
  return (
    <div role="alert" className={styles.warning}>
      <IconAlertTriangle size={18} aria-hidden className={styles.warningIcon} />
      <div>
        {contacts > 0 && (
          <div>{purgeWarnings.contacts(contacts, linkToPart(preview, 'contacts'))}</div>
        )}
        {staff > 0 && (
          <div>{purgeWarnings.staff(staff, linkToPart(preview, 'purgedWithStaffRole'))}</div>
        )}
        {unknown > 0 && (
          <div>
            {purgeWarnings.unknownRole(unknown, linkToPart(preview, 'purgedWithUnknownRole'))}
          </div>
        )}
      </div>
    </div>
  );
}
