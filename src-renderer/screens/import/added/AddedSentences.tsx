/**
 * What adding one file did, in sentences, by what becomes of such a file.
 */
import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import { noticeText } from '#shared/notices/noticeText.ts';
import { queries } from '../../../client/engineClient.ts';
import { navigate } from '../../../place/navigation.ts';
import { CountLink } from '../../../ui/CountLink.tsx';
import { SAY } from '../../../ui/failure.ts';
import { type AddedFile, remember } from '../importMemory.ts';
import { baseName, kindWords } from '../kinds.ts';
import { addedWords as words } from '../words/added.tsx';
import { FlagLink } from './FlagLink.tsx';

interface AddedProps {
  readonly file: AddedFile;
}

export function AddedSentences({ file }: AddedProps) {
  switch (kindWords(file.kind).effect) {
    case 'review':
      return <AddedCandidates file={file} />;
    case 'set':
      return <AddedExclusions file={file} />;
    case 'roles':
      return <AddedStaff file={file} />;
    case 'replica':
    case 'lines':
      return <AddedFacts file={file} />;
    case 'evidence':
      return <AddedEvidence file={file} />;
  }
}

function AddedCandidates({ file }: AddedProps) {
  const { data: counts } = useQuery(queries.review.counts.queryOptions());
  const { identifiers, newIdentifiers, knownIdentifiers, mode, candidatesBefore } = file;
  // Who was purged here is counted with them, but stands in the review no more.
  const now = counts && counts.candidates - counts.deleted;
  return (
    <>
      {words.addedCandidates(identifiers, newIdentifiers, knownIdentifiers)}{' '}
      {mode === 'replace' && candidatesBefore > 0 && <>{words.hadUntilNow(candidatesBefore)} </>}
      {now !== undefined && now !== identifiers && (
        <>
          {words.hasNow(
            <CountLink count={now} criteria={CANDIDATES} title={words.candidatesTitle}>
              {words.candidates(now)}
            </CountLink>,
          )}{' '}
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
      {words.staff(file.identifiers)} <WhyNobody importId={file.importId} />
      <Returned file={file} />
    </>
  );
}

function AddedFacts({ file }: AddedProps) {
  const { identifiers, newIdentifiers, absent, kind } = file;
  const { told } = kindWords(kind);
  return (
    <>
      {words.facts(told, identifiers)}{' '}
      {newIdentifiers > 0 && <>{words.notKnownBefore(newIdentifiers)} </>}
      <Changes file={file} />
      <Returned file={file} />
      {absent === 'none' && <>{words.othersHaveNone(told)} </>}
    </>
  );
}

function Returned({ file: { returned, decisionsEnded } }: AddedProps) {
  if (returned === 0 && decisionsEnded === 0) return null;
  return (
    <>
      {returned > 0 && (
        <>
          {words.returned(
            <FlagLink flag="returned" count={returned} title={words.returnedTitle}>
              {words.users(returned)}
            </FlagLink>,
          )}{' '}
        </>
      )}
      {decisionsEnded > 0 && <>{words.decisionsEnded(decisionsEnded)} </>}
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
        {words.changed(changed)}
      </Anchor>{' '}
    </>
  );
}

function AddedEvidence({ file }: AddedProps) {
  const { identifiers, knownIdentifiers, kind } = file;
  return <>{words.evidence(kindWords(kind).told, identifiers, knownIdentifiers)} </>;
}

function AddedExclusions({ file }: AddedProps) {
  const { data: sets } = useQuery(queries.sets.list.queryOptions());
  const set = sets?.find(({ setId }) => setId === file.setId);
  const name = set?.name ?? baseName(file.fileName);
  const setId = file.setId ?? 0;
  return (
    <>
      {words.becameSet(
        <Anchor
          component="button"
          type="button"
          inherit
          onClick={() => navigate({ screen: 'sets', setId })}
        >
          {name}
        </Anchor>,
        file.identifiers,
      )}{' '}
      <CandidatesInSet setId={setId} name={name} />
      <WhyNobody importId={file.importId} />
    </>
  );
}

function WhyNobody({ importId }: Pick<AddedFile, 'importId'>) {
  const { data: check } = useQuery(queries.imports.check.queryOptions({ input: { importId } }));
  const why = check?.notices.find(({ code }) => code === 'nobody-known');
  return why && <>{noticeText(why, SAY)}</>;
}

interface CandidatesInSetProps {
  readonly setId: number;
  readonly name: string;
}

function CandidatesInSet({ setId, name }: CandidatesInSetProps) {
  const criteria = allOf({ op: 'inSet', setId }, CANDIDATES);
  const { data } = useQuery(queries.users.count.queryOptions({ input: { criteria } }));
  if (!data) return null;
  const link = (
    <CountLink count={data.users} criteria={criteria} title={words.candidatesInSetTitle(name)} />
  );
  return <>{words.candidatesInSet(link, data.users)} </>;
}
