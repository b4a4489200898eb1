/**
 * The reasons offered for decisions: two lists in the order of their keys. Decisions keep the words they were made
 * with, whatever becomes of the list.
 */
import { ReasonList } from './ReasonList.tsx';
import { Section } from './Section.tsx';
import type { SettingsForm } from './useSettingsForm.ts';
import { reasonWords } from './words.tsx';

export function ReasonsSection({ form }: { readonly form: SettingsForm }) {
  const { excludeReasons, approveReasons } = form.values;
  return (
    <Section title={reasonWords.title} name="reasons" about={reasonWords.about}>
      <ReasonList
        words={reasonWords.excluding}
        reasons={excludeReasons}
        atLeast={1}
        onChange={(reasons) => form.save({ excludeReasons: [...reasons] })}
      />
      <ReasonList
        words={reasonWords.approving}
        reasons={approveReasons}
        atLeast={0}
        onChange={(reasons) => form.save({ approveReasons: [...reasons] })}
      />
    </Section>
  );
}
