/** Your name and the currency of amounts. */
import { Select, TextInput } from '@mantine/core';
import { Section } from './Section.tsx';
import styles from './SettingsScreen.module.css';
import type { SettingsForm } from './useSettingsForm.ts';
import { youWords } from './words.tsx';

const CURRENCIES = Intl.supportedValuesOf('currency').map((code) => ({
  value: code,
  label: youWords.currencyOf(code),
}));

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
      <Select
        className={styles.short}
        label={youWords.currency}
        description={youWords.currencyMeaning}
        data={CURRENCIES}
        value={values.currency}
        searchable
        onChange={(currency) => currency && save({ currency })}
      />
    </Section>
  );
}
