/**
 * The workspace's settings while they are edited: fields change the draft at once and save it when
 * they are left. A refused draft stays in the fields, with the engine's sentence above them.
 */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Settings } from '#shared/contract/shapes.ts';
import { queries } from '../../client/engineClient.ts';

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

export function useSettingsForm(): SettingsForm {
  const { data, error } = useQuery(queries.settings.get.queryOptions());
  const saving = useMutation(queries.settings.save.mutationOptions());
  const [draft, setDraft] = useState<Partial<Settings>>({});
  // Two fields can be left within one render; the second must not undo the first.
  const latest = useRef<Partial<Settings>>({});

  function edit(part: Partial<Settings>) {
    latest.current = { ...latest.current, ...part };
    setDraft(latest.current);
  }

  function save(part: Partial<Settings> = {}) {
    edit(part);
    const whole = { ...(data as Settings), ...latest.current };
    if (JSON.stringify(whole) !== JSON.stringify(data)) saving.mutate(whole);
  }

  return {
    ready: data !== undefined,
    values: { ...(data as Settings), ...draft },
    error: error ?? saving.error,
    saved: saving.isSuccess,
    edit,
    save,
  };
}
