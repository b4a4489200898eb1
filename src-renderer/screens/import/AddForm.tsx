/**
 * The end of a checked file's card: how it is added, and the two ways out. Candidates are added to the
 * review or replace it, where there is one; an exclusion list becomes a set with a name.
 */
import { Button, Group, Radio, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ImportCheck } from '#shared/contract/shapes.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { queries } from '../../client/engineClient.ts';
import { useStatus } from '../../client/workspace.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { countOf } from '../../ui/format.ts';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import styles from './AddForm.module.css';
import { type AddMode, remember, useFileMemory } from './importMemory.ts';
import { addFile, discardFile } from './importSteps.ts';
import { setNameOf } from './kinds.ts';

const LASTING_MS = 700;

interface AddFormProps {
  readonly check: ImportCheck;
  /** Its button is the main one of the screen. */
  readonly main: boolean;
}

export function AddForm({ check, main }: AddFormProps) {
  const memory = useFileMemory(check.importId);
  const noName = check.kind === 'exclusions' && memory.setName?.trim() === '';
  const blocked = check.question !== null || check.identifiers === 0 || noName;
  const busy = memory.busy !== undefined;
  const candidates = useStatus().data?.candidates ?? 0;
  const lasting = useLasting(memory.busy === 'adding');
  return (
    <Stack gap={12}>
      <div className={styles.form}>
        {check.kind === 'candidates' ? (
          <ModeChoice check={check} candidates={candidates} />
        ) : (
          <SetName check={check} />
        )}
        <Group gap={8} wrap="nowrap" className={styles.buttons}>
          <Button
            variant="default"
            disabled={busy}
            loading={memory.busy === 'discarding'}
            onClick={() => discardFile(check)}
          >
            Discard
          </Button>
          <Button
            variant={main ? 'filled' : 'light'}
            disabled={blocked || (busy && memory.busy !== 'adding')}
            loading={memory.busy === 'adding'}
            onClick={() => addFile(check)}
          >
            {addLabel(check, memory.mode === 'replace' && candidates > 0)}
          </Button>
        </Group>
      </div>
      {lasting && (
        <ProgressLine
          label={`Adding ${countOf(check.identifiers, 'identifier')}`}
          fraction={undefined}
        />
      )}
      <ErrorNote error={memory.error} />
    </Stack>
  );
}

/** Only what takes a while is told of. */
function useLasting(busy: boolean): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!busy) return undefined;
    const timer = setTimeout(() => setLasting(true), LASTING_MS);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [busy]);
  return lasting;
}

function addLabel({ kind, identifiers }: ImportCheck, replaces: boolean): string {
  if (kind === 'exclusions') return `Make exclusion set of ${countOf(identifiers, 'identifier')}`;
  const amount = countOf(identifiers, 'candidate');
  return replaces ? `Replace the review with ${amount}` : `Add ${amount}`;
}

/** Only where there is a review to add to. */
function ModeChoice({
  check,
  candidates,
}: {
  readonly check: ImportCheck;
  readonly candidates: number;
}) {
  const { mode } = useFileMemory(check.importId);
  if (candidates === 0) return <div />;
  return (
    <Radio.Group
      aria-label="How the candidates are added"
      value={mode}
      onChange={(value) => remember(check.importId, { mode: value as AddMode })}
    >
      <Stack gap={8}>
        <Radio
          value="add"
          label={`Add to the ${countOf(candidates, 'candidate')} of the review`}
          description="Those who are in both take their dates, group and role from this file; decisions stay."
        />
        <Radio
          value="replace"
          label="Replace the review"
          description="Candidates who aren’t in this file leave the review. Their decisions are kept and count again when a later file has them."
        />
      </Stack>
    </Radio.Group>
  );
}

function SetName({ check }: { readonly check: ImportCheck }) {
  const memory = useFileMemory(check.importId);
  const { data: sets = [] } = useQuery(queries.sets.list.queryOptions());
  const name = memory.setName ?? setNameOf(check.fileName);
  const taken = sets.some((each) => foldText(each.name) === foldText(name.trim()));
  return (
    <TextInput
      label="Name of the set"
      value={name}
      maxLength={255}
      error={name.trim() === '' && 'Give the set a name.'}
      description={
        taken && 'A set of this name is there already; this one gets a number behind it.'
      }
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onChange={(event) => remember(check.importId, { setName: event.currentTarget.value })}
    />
  );
}
