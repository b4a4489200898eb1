/**
 * The red warning: users to be purged whose role column says staff, or nothing. Shown in the preview,
 * on the review page and in the last question.
 */
import { IconAlertTriangle } from '@tabler/icons-react';
import type { PurgePreview } from '#shared/contract/shapes.ts';
import { CountLink } from '../../ui/CountLink.tsx';
import styles from './Purge.module.css';
import { partOf } from './previewCriteria.ts';

export function PurgeWarnings({ preview }: { readonly preview: PurgePreview }) {
  const { purgedWithStaffRole: staff, purgedWithUnknownRole: unknown } = preview;
  if (staff === 0 && unknown === 0) return null;
  return (
    <div role="alert" className={styles.warning}>
      <IconAlertTriangle size={18} aria-hidden className={styles.warningIcon} />
      <div>
        {staff > 0 && (
          <div>
            <strong>
              <CountLink
                count={staff}
                noun="user"
                criteria={partOf(preview, 'purgedWithStaffRole')}
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
              <CountLink
                count={unknown}
                noun="user"
                criteria={partOf(preview, 'purgedWithUnknownRole')}
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
