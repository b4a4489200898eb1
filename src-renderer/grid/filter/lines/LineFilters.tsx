/**
 * Filters by details, one below the other, as they are typed: what is complete holds at once. In the filter menu of all
 * kinds that files tell, in the heading of a column of its kind alone.
 */
import { Button, Text } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { type DetailKind, detailKind } from '#shared/details/details.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { queries } from '../../../client/engineClient.ts';
import { lineFilterWords } from '../../words/lineFilter.ts';
import type { UserFilter } from '../userFilter.ts';
import { LineFilterFields } from './LineFilterFields.tsx';
import styles from './LineFilters.module.css';
import { type LineDraft, lineDraftOf, lineFilterFrom, newLineDraft } from './lineDraft.ts';

interface LineFiltersProps {
  readonly filter: UserFilter;
  /** Of whom values are offered. */
  readonly scope: Criteria;
  /** Of this kind alone; of all without it. */
  readonly kind?: DetailKind;
}

const AFTER_TYPING_MS = 200;

export function LineFilters({ filter, scope, kind }: LineFiltersProps) {
  const { data: told } = useQuery(queries.users.toldLines.queryOptions());
  const [drafts, setDrafts] = useState(() => draftsOf(filter, kind));
  const apply = useDebouncedCallback(
    (now: readonly LineDraft[]) =>
      filter.setState(({ lines }) => ({
        lines: [
          ...lines.filter((line) => kind !== undefined && line.kind !== kind),
          ...now.flatMap((draft) => lineFilterFrom(draft) ?? []),
        ],
      })),
    { delay: AFTER_TYPING_MS, flushOnUnmount: true },
  );
  function change(now: readonly LineDraft[]) {
    setDrafts(now);
    apply(now);
  }
  const fieldsOf = (of: DetailKind) => told?.find((each) => each.kind === of)?.fields ?? [];

  return (
    <div className={styles.filters}>
      {drafts.map((draft) => (
        <LineFilterFields
          key={draft.key}
          draft={draft}
          told={fieldsOf(draft.kind)}
          scope={scope}
          ofColumn={kind !== undefined}
          onChange={(now) => change(drafts.map((each) => (each === draft ? now : each)))}
          onRemove={() => change(drafts.filter((each) => each !== draft))}
        />
      ))}
      {kind === undefined && told && (
        <KindsToAdd
          kinds={told.map((each) => each.kind)}
          onAdd={(added) => change([...drafts, newLineDraft(added, 'any', fieldsOf(added))])}
        />
      )}
    </div>
  );
}

/** A column shows at least one, which asks for nothing yet. */
function draftsOf(filter: UserFilter, kind: DetailKind | undefined): readonly LineDraft[] {
  const { lines } = filter.getState();
  if (kind === undefined) return lines.map(lineDraftOf);
  const own = lines.filter((line) => line.kind === kind).map(lineDraftOf);
  return own.length > 0 ? own : [newLineDraft(kind, 'everybody', [])];
}

interface KindsToAddProps {
  readonly kinds: readonly DetailKind[];
  readonly onAdd: (kind: DetailKind) => void;
}

function KindsToAdd({ kinds, onAdd }: KindsToAddProps) {
  const id = useId();
  if (kinds.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {lineFilterWords.nothingTold}
      </Text>
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can't be laid out as this list
    <div role="group" aria-labelledby={id}>
      <Text id={id} size="xs" fw={500} c="dimmed" mb={4}>
        {lineFilterWords.add}
      </Text>
      <div className={styles.kinds}>
        {kinds.map((kind) => (
          <Button
            key={kind}
            variant="default"
            size="compact-xs"
            leftSection={<IconPlus size={12} aria-hidden />}
            onClick={() => onAdd(kind)}
          >
            {detailKind(kind).label}
          </Button>
        ))}
      </div>
    </div>
  );
}
