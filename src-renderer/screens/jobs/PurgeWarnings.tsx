/**
 * The red warnings: users to be purged whom the register protects, which stops the job, and those whose role
 * column says staff, or nothing. Shown in the preview and on the review page.
 */
import { Anchor } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { PurgePreview } from '#shared/contract/shapes.ts';
import { navigate } from '../../shell/navigation.ts';
import { CountLink } from '../../ui/CountLink.tsx';
import styles from './Purge.module.css';
import { partOf } from './previewCriteria.ts';

export function PurgeWarnings({ preview }: { readonly preview: PurgePreview }) {
  const { purgedWithStaffRole: staff, purgedWithUnknownRole: unknown, purgedProtected } = preview;
  if (staff === 0 && unknown === 0 && purgedProtected === 0) return null;
  return (
    <div role="alert" className={styles.warning}>
      <IconAlertTriangle size={18} aria-hidden className={styles.warningIcon} />
      <div>
        {purgedProtected > 0 && <Protected preview={preview} />}
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

function Protected({ preview }: { readonly preview: PurgePreview }) {
  const users = preview.purgedProtected;
  return (
    <div>
      <strong>
        <CountLink
          count={users}
          noun="user"
          criteria={partOf(preview, 'purgedProtected')}
          title="Users to be purged whom the register protects"
        />{' '}
        to be purged {users === 1 ? 'is' : 'are'} protected by the register.
      </strong>{' '}
      The register always wins: this job can’t be submitted. Take them out of the user group, or
      change the rule in{' '}
      <Anchor
        component="button"
        type="button"
        inherit
        onClick={() => navigate({ screen: 'settings' })}
      >
        Settings
      </Anchor>
      .
    </div>
  );
}
