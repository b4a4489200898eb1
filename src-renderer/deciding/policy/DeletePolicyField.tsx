/** Alma's delete user policy: what it keeps of users whom the purge job deletes. */
import { Group, Select } from '@mantine/core';
import { DELETE_POLICIES, type DeletePolicy } from '#shared/domain/deletePolicies.ts';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import { deletePolicyWords as words } from '../words/policy.tsx';

const NOT_SAID = 'not-said';
const POLICIES = [
  { value: NOT_SAID, label: words.unsaid },
  ...DELETE_POLICIES.map((policy) => ({ value: String(policy), label: words.name(policy) })),
];

interface DeletePolicyFieldProps {
  readonly policy: DeletePolicy | null;
  readonly onChange: (policy: DeletePolicy | null) => void;
}

export function DeletePolicyField({ policy, onChange }: DeletePolicyFieldProps) {
  return (
    <Select
      label={
        <Group gap={4} component="span">
          {words.label}
          <RuleHelp about={words.help.about} source={words.help.source}>
            {words.help.text}
          </RuleHelp>
        </Group>
      }
      aria-label={words.label}
      description={words.meaning(policy)}
      inputWrapperOrder={['label', 'input', 'description']}
      styles={{ wrapper: { maxWidth: 320 } }}
      allowDeselect={false}
      data={POLICIES}
      value={policy === null ? NOT_SAID : String(policy)}
      onChange={(chosen) =>
        onChange(DELETE_POLICIES.find((each) => String(each) === chosen) ?? null)
      }
    />
  );
}
