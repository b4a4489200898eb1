/**
 * The red warnings: Contacts in scope, and users to be purged whose role column says staff, or nothing. Shown in the preview and on the review page.
 */
import { IconAlertTriangle } from '@tabler/icons-react';
import type { PurgePreview } from '#shared/contract/shapes/purgePreview.ts';
import styles from '../../JobCheck.module.css';
import { PreviewCount } from './PreviewCount.tsx';

export function PurgeWarnings({ preview }: { readonly preview: PurgePreview }) {
  const { purgedWithStaffRole: staff, purgedWithUnknownRole: unknown, contacts } = preview;
  if (staff === 0 && unknown === 0 && contacts === 0) return null;
  return (
    <div role="alert" className={styles.warning}>
      <IconAlertTriangle size={18} aria-hidden className={styles.warningIcon} />
      <div>
        {contacts > 0 && (
          <div>
            <strong>
              <PreviewCount preview={preview} part="contacts" title="Contacts in scope" /> in scope{' '}
              {contacts === 1 ? 'is a Contact' : 'are Contacts'}.
            </strong>{' '}
            Contacts belong to vendors and shouldn’t be deleted.
          </div>
        )}
        {staff > 0 && (
          <div>
            <strong>
              <PreviewCount
                preview={preview}
                part="purgedWithStaffRole"
                title="Users to be purged who have a staff role"
              />{' '}
              to be purged {staff === 1 ? 'has' : 'have'} a staff role.
            </strong>{' '}
            Alma purges staff like anybody else.
          </div>
        )}
        {unknown > 0 && (
          <div>
            <strong>
              <PreviewCount
                preview={preview}
                part="purgedWithUnknownRole"
                title="Users to be purged whose role is unknown"
              />{' '}
              to be purged {unknown === 1 ? 'has' : 'have'} an unknown role.
            </strong>{' '}
            No report says whether they are staff.
          </div>
        )}
      </div>
    </div>
  );
}
