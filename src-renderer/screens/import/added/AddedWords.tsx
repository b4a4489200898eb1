/**
 * What adding one file did, in a sentence, by what becomes of such a file.
 */
import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { allOf, CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import { noticeText } from '#shared/notices/noticeText.ts';
import { queries } from '../../../client/engineClient.ts';
import { navigate } from '../../../place/navigation.ts';
import { CountLink } from '../../../ui/CountLink.tsx';
import { SAY } from '../../../ui/failure.ts';
import { countOf, formatCount } from '../../../ui/format.ts';
import { type AddedFile, remember } from '../importMemory.ts';
import { baseName, kindWords } from '../kinds.ts';

interface AddedProps {
  readonly file: AddedFile;
}

export function AddedWords({ file }: AddedProps) {
  switch (kindWords(file.kind).effect) {
    case 'review':
      return <AddedCandidates file={file} />;
    case 'set':
      return <AddedExclusions file={file} />;
    case 'roles':
      return <AddedStaff file={file} />;
    case 'replica':
      return <AddedFacts file={file} />;
    case 'evidence':
      return <AddedEvidence file={file} />;
  }
}

function AddedCandidates({ file }: AddedProps) {
  const { data: counts } = useQuery(queries.review.counts.queryOptions());
  const { identifiers, newIdentifiers, knownIdentifiers, mode, candidatesBefore } = file;
  const now = counts?.candidates;
  return (
    <>
      {countOf(identifiers, 'candidate')}: {formatCount(newIdentifiers)} new,{' '}
      {formatCount(knownIdentifiers)} known before.{' '}
      {mode === 'replace' && candidatesBefore > 0 && (
        <>The review had {countOf(candidatesBefore, 'candidate')} until now. </>
      )}
      {now !== undefined && now !== identifiers && (
        <>
          The review has{' '}
          <CountLink count={now} noun="candidate" criteria={CANDIDATES} title="Candidates" />.{' '}
        </>
      )}
      {knownIdentifiers > 0 && <Changes file={file} />}
      <Returned file={file} />
    </>
  );
}

function AddedStaff({ file }: AddedProps) {
  return (
    <>
      {countOf(file.identifiers, 'identifier')} of users with a staff role; all others whose role no
      report gives count as having none. <WhyNobody importId={file.importId} />
      <Returned file={file} />
    </>
  );
}

function AddedFacts({ file }: AddedProps) {
  const { identifiers, newIdentifiers, absent, kind } = file;
  const { told } = kindWords(kind);
  return (
    <>
      {capitalized(told)} of {countOf(identifiers, 'user')}.{' '}
      {newIdentifiers > 0 &&
        `${formatCount(newIdentifiers)} of them ${newIdentifiers === 1 ? 'wasn’t' : 'weren’t'} known before and ${newIdentifiers === 1 ? 'is' : 'are'} no candidate${newIdentifiers === 1 ? '' : 's'}. `}
      <Changes file={file} />
      <Returned file={file} />
      {absent === 'none' && `All other users count as having no ${told}. `}
    </>
  );
}

function Returned({ file: { returned, decisionsEnded } }: AddedProps) {
  if (returned === 0 && decisionsEnded === 0) return null;
  return (
    <>
      {returned > 0 && (
        <>
          <CountLink
            count={returned}
            noun="user"
            criteria={allOf(CANDIDATES, { op: 'hasFlag', flags: ['returned'] })}
            title="Returned"
          />{' '}
          returned.{' '}
        </>
      )}
      {decisionsEnded > 0 &&
        `The decisions about ${countOf(decisionsEnded, 'user')} ended: they are undecided again. `}
    </>
  );
}

/** Leads to the rows with before and after. */
function Changes({ file }: AddedProps) {
  const { changed, importId } = file;
  if (changed === null || changed === 0) return null;
  return (
    <>
      <Anchor
        component="button"
        type="button"
        inherit
        onClick={() => {
          remember(importId, { tab: 'changes', rowGroup: { of: 'changed', field: null } });
          navigate({ screen: 'import', importId });
        }}
      >
        {countOf(changed, 'user')} changed.
      </Anchor>{' '}
    </>
  );
}

function AddedEvidence({ file }: AddedProps) {
  const { identifiers, knownIdentifiers, kind } = file;
  return (
    <>
      {capitalized(kindWords(kind).told)} of {countOf(identifiers, 'user')} are kept as evidence;{' '}
      {formatCount(knownIdentifiers)} of them {knownIdentifiers === 1 ? 'is' : 'are'} known here.
      Nothing else was changed.{' '}
    </>
  );
}

function AddedExclusions({ file }: AddedProps) {
  const { data: sets } = useQuery(queries.sets.list.queryOptions());
  const set = sets?.find(({ setId }) => setId === file.setId);
  const name = set?.name ?? baseName(file.fileName);
  const setId = file.setId ?? 0;
  return (
    <>
      Became the set{' '}
      <Anchor
        component="button"
        type="button"
        inherit
        onClick={() => navigate({ screen: 'sets', setId })}
      >
        {name}
      </Anchor>{' '}
      of {countOf(file.identifiers, 'identifier')}.{' '}
      <Counted
        criteria={allOf({ op: 'inSet', setId }, CANDIDATES)}
        title={`Candidates in ${name}`}
        after={(count) => (count === 1 ? ' of them is a candidate. ' : ' of them are candidates. ')}
      />
      <WhyNobody importId={file.importId} />
    </>
  );
}

function WhyNobody({ importId }: Pick<AddedFile, 'importId'>) {
  const { data: check } = useQuery(queries.imports.check.queryOptions({ input: { importId } }));
  const why = check?.notices.find(({ code }) => code === 'nobody-known');
  return why && <>{noticeText(why, SAY)}</>;
}

interface CountedProps {
  readonly criteria: Criteria;
  readonly title: string;
  readonly after: (count: number) => string;
}

function Counted({ criteria, title, after }: CountedProps) {
  const { data } = useQuery(queries.users.count.queryOptions({ input: { criteria } }));
  if (!data) return null;
  return (
    <>
      <CountLink count={data.users} criteria={criteria} title={title} />
      {after(data.users)}
    </>
  );
}

function capitalized(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
