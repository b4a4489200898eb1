/**
 * Adds or changes one rule of the protected register, with the number of candidates it would protect while it is
 * typed.
 */

import {
  Autocomplete,
  Button,
  Group,
  Modal,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ProtectedRuleSummary } from '#shared/contract/shapes/register.ts';
import { isIsoDate } from '#shared/domain/calendar.ts';
import type { RuleFlaw } from '#shared/domain/protectedRegister.ts';
import {
  PROTECTED_KIND_TEXTS,
  PROTECTED_KINDS,
  type ProtectedKind,
} from '#shared/domain/protectedRegister.ts';
import { RULE_FLAWS } from '#shared/refusals/reviewRefusals.ts';
import { queries } from '../../client/engineClient.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { commonWords } from '../../ui/words/components.tsx';
import { addRule, changeRule, draftOf, type RuleDraft } from './registerChanges.ts';
import styles from './SettingsScreen.module.css';
import { ruleWords } from './words.tsx';

interface RuleDialogProps {
  /** Null while none is changed. */
  readonly edited: ProtectedRuleSummary | 'new' | null;
  readonly onClose: () => void;
}

export function RuleDialog({ edited, onClose }: RuleDialogProps) {
  return (
    <Modal
      opened={edited !== null}
      onClose={onClose}
      title={edited === 'new' ? ruleWords.addTitle : ruleWords.changeTitle}
      size={480}
    >
      {edited && <RuleForm rule={edited === 'new' ? undefined : edited} onClose={onClose} />}
    </Modal>
  );
}

const NEW: RuleDraft = { kind: 'group', value: '', note: '', reviewOn: null };

interface RuleFormProps {
  readonly rule: ProtectedRuleSummary | undefined;
  readonly onClose: () => void;
}

// One form: its fields end up in one request.
function RuleForm({ rule, onClose }: RuleFormProps) {
  const [draft, setDraft] = useState<RuleDraft>(rule ? draftOf(rule) : NEW);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const edit = (part: Partial<RuleDraft>) => setDraft({ ...draft, ...part });
  const value = draft.value.trim();

  async function save(event: FormEvent) {
    event.preventDefault();
    if (value === '' || busy) return;
    setBusy(true);
    setError(undefined);
    try {
      const wanted = { ...draft, value, note: draft.note.trim() };
      await (rule ? changeRule(rule, wanted) : addRule(wanted));
      onClose();
    } catch (caught) {
      setError(caught);
      setBusy(false);
    }
  }

  return (
    <form onSubmit={save}>
      <Stack gap={16}>
        <Select
          label={ruleWords.kind}
          data={PROTECTED_KINDS.map((kind) => ({
            value: kind,
            label: PROTECTED_KIND_TEXTS[kind].label,
          }))}
          value={draft.kind}
          onChange={(kind) => edit({ kind: kind as ProtectedKind })}
          description={PROTECTED_KIND_TEXTS[draft.kind].meaning}
          inputWrapperOrder={['label', 'input', 'description']}
        />
        <ValueField
          kind={draft.kind}
          value={draft.value}
          onChange={(text) => edit({ value: text })}
        />
        <Protects kind={draft.kind} value={value} />
        <Textarea
          label={ruleWords.note}
          description={ruleWords.noteMeaning}
          inputWrapperOrder={['label', 'input', 'description']}
          autosize
          minRows={1}
          maxRows={4}
          maxLength={1000}
          value={draft.note}
          onChange={(event) => edit({ note: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          className={styles.short}
          label={ruleWords.reviewOn}
          description={ruleWords.reviewOnMeaning}
          inputWrapperOrder={['label', 'input', 'description']}
          value={draft.reviewOn ?? ''}
          onChange={(event) => {
            const date = event.currentTarget.value;
            edit({ reviewOn: isIsoDate(date) ? date : null });
          }}
        />
        <ErrorNote error={error} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {commonWords.cancel}
          </Button>
          <Button type="submit" loading={busy} disabled={value === ''}>
            {rule ? ruleWords.change : ruleWords.add}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface ValueFieldProps {
  readonly kind: ProtectedKind;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function ValueField({ kind, value, onChange }: ValueFieldProps) {
  const { data: groups = [] } = useQuery(queries.users.groups.queryOptions());
  const { label } = PROTECTED_KIND_TEXTS[kind];
  if (kind === 'group')
    return (
      <Autocomplete
        data-autofocus
        // The list would open with the dialog, and cover whom the rule protects.
        openOnFocus={false}
        label={label}
        placeholder={ruleWords.chooseGroup}
        data={groups
          .filter((group) => !group.protected || group.name === value)
          .map(({ name }) => name)}
        maxLength={255}
        value={value}
        onChange={onChange}
      />
    );
  return (
    <TextInput
      data-autofocus
      label={label}
      placeholder={ruleWords.example(kind)}
      maxLength={255}
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

const LATER_MS = 200;

/** How many candidates the rule would protect, or why it can't be kept. */
function Protects({ kind, value }: { readonly kind: ProtectedKind; readonly value: string }) {
  const [asked] = useDebouncedValue(value, LATER_MS);
  const { data } = useQuery(
    queries.register.count.queryOptions({
      input: { kind, value: asked },
      enabled: asked !== '',
      placeholderData: keepPreviousData,
    }),
  );
  const text = !data || value === '' ? ruleWords.typeIt : countText(data);
  const refused = value !== '' && data?.flaw;
  return (
    <Text size="sm" role="status" fw={500} c={refused ? 'var(--pd-purge)' : undefined}>
      {text}
    </Text>
  );
}

function countText({ users, flaw }: { users: number; flaw: RuleFlaw | null }): string {
  if (flaw) return RULE_FLAWS[flaw];
  if (users === 0) return ruleWords.protectsNobody;
  return ruleWords.protects(users);
}
