/** Among whom a check asks or draws: those not excluded, or the approved alone. */
import { SegmentedControl } from '@mantine/core';
import { AMONG, type Among } from '#shared/domain/review.ts';

export const AMONG_TEXTS: Readonly<Record<Among, string>> = {
  'not-excluded': 'Not excluded',
  approved: 'Approved',
};

interface AmongChoiceProps {
  readonly value: Among;
  readonly onChange: (among: Among) => void;
}

export function AmongChoice({ value, onChange }: AmongChoiceProps) {
  return (
    <SegmentedControl
      aria-label="Among"
      data={[...AMONG].reverse().map((each) => ({ value: each, label: AMONG_TEXTS[each] }))}
      value={value}
      onChange={(among) => onChange(among as Among)}
    />
  );
}
