/**
 * The rules of the protected register that name one user, each with its note and review date.
 */
import { IconShieldLock } from '@tabler/icons-react';
import type { ProtectedRuleSummary } from '#shared/contract/shapes/register.ts';
import { today } from '#shared/domain/calendar.ts';
import { PROTECTED_KIND_TEXTS, reviewIsDue } from '#shared/domain/protectedRegister.ts';
import { DateText } from '../ui/Values.tsx';
import styles from './ProtectedBy.module.css';

export type NamingRule = Omit<ProtectedRuleSummary, 'users'>;

export function ProtectedBy({ rules }: { readonly rules: readonly NamingRule[] }) {
  return (
    <ul className={styles.rules}>
      {rules.map((rule) => (
        <li key={rule.ruleId}>
          <IconShieldLock size={16} aria-hidden />
          <div>
            <div>
              {PROTECTED_KIND_TEXTS[rule.kind].label}: <strong>{rule.value}</strong>
            </div>
            {rule.note && <div>{rule.note}</div>}
            {rule.reviewOn && (
              <div className={styles.aside}>
                Review on <DateText date={rule.reviewOn} />
                {reviewIsDue(rule.reviewOn, today()) && <span className={styles.due}> – due</span>}
              </div>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
