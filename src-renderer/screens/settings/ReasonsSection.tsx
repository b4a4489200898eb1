/**
 * The reasons offered for decisions: two lists in the order of their keys. Decisions keep the words they were made
 * with, whatever becomes of the list.
 */

import { NOTHING_AGAINST } from '#shared/domain/review.ts';
import { ReasonList } from './ReasonList.tsx';
import { Section } from './Section.tsx';
import type { SettingsForm } from './useSettingsForm.ts';

export function ReasonsSection({ form }: { readonly form: SettingsForm }) {
  const { excludeReasons, approveReasons } = form.values;
  return (
    <Section
      title="Reasons"
      name="reasons"
      about="Offered for each decision, the first nine by their digit. Decisions made before keep their words."
    >
      <ReasonList
        label="For excluding"
        about="Why a user stays in Alma. Excluding always needs a reason, so one stays in the list."
        reasons={excludeReasons}
        atLeast={1}
        onChange={(reasons) => form.save({ excludeReasons: [...reasons] })}
      />
      <ReasonList
        label="For approving"
        about={`Why somebody with a flag may go after all. Needed for staff; of others without one it says “${NOTHING_AGAINST}”.`}
        reasons={approveReasons}
        atLeast={0}
        onChange={(reasons) => form.save({ approveReasons: [...reasons] })}
      />
    </Section>
  );
}
