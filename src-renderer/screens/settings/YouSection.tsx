/** Your name and the currency of amounts. */
import { TextInput } from '@mantine/core';
import { CurrencyField } from '../../deciding/policy/CurrencyField.tsx';
import { Section } from './Section.tsx';
import styles from './SettingsScreen.module.css';
import type { SettingsForm } from './useSettingsForm.ts';
import { youWords } from './words.tsx';

export function YouSection({ form }: { readonly form: SettingsForm }) {
  const { values, edit, save } = form;
  return (
    <Section name="you" title={youWords.title} about={youWords.about}>
      <TextInput
        className={styles.short}
        label={youWords.name}
        value={values.userName}
        maxLength={200}
        onChange={(event) => edit({ userName: event.currentTarget.value })}
        onBlur={() => save()}
        onKeyDown={(event) => event.key === 'Enter' && save()}
      />
      <CurrencyField currency={values.currency} onChange={(currency) => save({ currency })} />
    </Section>
  );
}
