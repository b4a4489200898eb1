/**
 * The rules of the protected register that name one user, each with its note and review date.
 */
import { Anchor, Text } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import type { ProtectedRuleSummary } from '#shared/contract/shapes/register.ts';
import { PROTECTED_KIND_TEXTS, reviewIsDue } from '#shared/domain/protectedRegister.ts';
import { useToday } from '../client/workspace.ts';
import { navigate } from '../place/navigation.ts';
import { DateText } from '../ui/Values.tsx';
import styles from './ProtectedBy.module.css';
import { panelWords, protectedByWords } from './words.tsx';

export type NamingRule = Omit<ProtectedRuleSummary, 'users' | 'off'>;

/** With what it means, and the way to the register. */
export function ProtectedSection({ rules }: { readonly rules: readonly NamingRule[] }) {
  return (
    <>
      <ProtectedBy rules={rules} />
      <Text size="xs" c="dimmed" mt={6}>
        {panelWords.registerWins(
          <Anchor
            component="button"
            type="button"
            inherit
            onClick={() => navigate({ screen: 'settings', section: 'register' })}
          >
            {panelWords.showRegister}
          </Anchor>,
        )}
      </Text>
    </>
  );
}

export function ProtectedBy({ rules }: { readonly rules: readonly NamingRule[] }) {
  const today = useToday();
  return (
    <ul className={styles.rules}>
      {rules.map((rule) => (
        <li key={rule.ruleId}>
          <IconShieldLock size={16} aria-hidden />
          <div>
            <div>{protectedByWords.rule(PROTECTED_KIND_TEXTS[rule.kind].label, rule.value)}</div>
            {rule.note && <div>{rule.note}</div>}
            {rule.reviewOn && (
              <div className={styles.aside}>
                {reviewIsDue(rule.reviewOn, today)
                  ? protectedByWords.reviewDue(<DateText date={rule.reviewOn} />, (words) => (
                      <span className={styles.due}>{words}</span>
                    ))
                  : protectedByWords.reviewOn(<DateText date={rule.reviewOn} />)}
              </div>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
