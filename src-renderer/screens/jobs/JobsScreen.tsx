/**
 * The Jobs screen: the list of jobs, the page where one is chosen to be run, or the pages of a new one, which its kind has. Other screens reach it by navigate().
 */
import { Skeleton } from '@mantine/core';
import { useEffect } from 'react';
import { type JobKind, jobKind } from '#shared/jobKinds/jobKinds.ts';
import { useRevisionStore } from '../../client/revision.ts';
import { navigate, usePlace } from '../../place/navigation.ts';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import { JobList } from './JobList.tsx';
import { pagesOf } from './kinds/pagesOf.ts';
import { PolicyGate } from './PolicyGate.tsx';
import { RunAJobPage } from './RunAJobPage.tsx';
import { useKeptDraft } from './useDraft.ts';
import { usePolicyGate } from './usePolicyGate.ts';

export function JobsScreen() {
  const { dialog, choosing } = usePlace('jobs');
  const turn = useRevisionStore((state) => state.workspaceTurn);
  if (!dialog && choosing) return <RunAJobPage chosen={choosing === true ? null : choosing} />;
  return dialog ? <Pages key={`${dialog} ${turn}`} kind={dialog} /> : <JobList />;
}

function Pages({ kind }: { readonly kind: JobKind }) {
  const { setId, page, viaChoice } = usePlace('jobs');
  const stored = useKeptDraft(kind);
  const gate = usePolicyGate(kind);
  const known = stored !== undefined && gate?.closed === false;
  useEffect(() => {
    // Chosen once: whoever comes back to these pages finds the set that was chosen on them.
    if (known && setId !== undefined)
      navigate(
        { screen: 'jobs', dialog: kind, ...(page && { page }), ...(viaChoice && { viaChoice }) },
        { replace: true },
      );
  }, [known, kind, setId, page, viaChoice]);
  if (!stored || !gate) {
    return (
      <ScreenFrame title={jobKind(kind).title} fill>
        <Skeleton height={320} m={24} width="auto" />
      </ScreenFrame>
    );
  }
  if (gate.closed) return <PolicyGate kind={kind} takenFrom={gate.takenFrom} facts={gate.facts} />;
  const { Wizard } = pagesOf(kind);
  return Wizard && <Wizard kept={stored.kept} setId={setId} />;
}
