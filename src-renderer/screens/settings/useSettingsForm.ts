/**
 * The workspace's settings while they are edited: fields change the draft at once and save it when
 * they are left. A refused draft stays in the fields, with the engine's sentence above them.
 */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Settings } from '#shared/contract/shapes/settings.ts';
import { queries, queryClient } from '../../client/engineClient.ts';

export interface SettingsForm {
  /** False until the settings are known; `values` mean nothing before. */
  readonly ready: boolean;
  readonly values: Settings;
  readonly error: unknown;
  readonly saved: boolean;
  /** Changes the draft without saving, while somebody types. */
  edit(part: Partial<Settings>): void;
  /** Changes the draft and saves it. */
  save(part?: Partial<Settings>): void;
}

const KEY = queries.settings.get.queryKey();

export function useSettingsForm(): SettingsForm {
  const { data, error } = useQuery(queries.settings.get.queryOptions());
  const [draft, setDraft] = useState<Partial<Settings>>({});
  // Two fields can be left within one render; the second must not undo the first.
  const latest = useRef<Partial<Settings>>({});
  const underWay = useRef(0);
  const saving = useMutation(
    queries.settings.save.mutationOptions({
      onSuccess(saved) {
        queryClient.setQueryData(KEY, saved);
        // What is saved is no draft any more: it may be changed elsewhere from now on.
        edit({}, (name, value) => !isSame(value, saved[name]));
      },
      onSettled() {
        underWay.current--;
      },
    }),
  );

  function edit(part: Partial<Settings>, stays = (_: keyof Settings, _value: unknown) => true) {
    const entries = Object.entries({ ...latest.current, ...part });
    latest.current = Object.fromEntries(
      entries.filter(([name, value]) => stays(name as keyof Settings, value)),
    );
    setDraft(latest.current);
  }

  /** An Undo may call it long after it was made, so it looks at what is known now. */
  function save(part: Partial<Settings> = {}) {
    edit(part);
    const known = queryClient.getQueryData(KEY);
    if (!known) return;
    const whole = { ...known, ...latest.current };
    if (underWay.current === 0 && isSame(whole, known)) return;
    underWay.current++;
    saving.mutate(whole);
  }

  return {
    ready: data !== undefined,
    values: { ...(data as Settings), ...draft },
    error: error ?? saving.error,
    saved: saving.isSuccess,
    edit: (part) => edit(part),
    save,
  };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
