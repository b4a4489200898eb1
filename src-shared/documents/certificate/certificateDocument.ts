/** The certificate of erasure as a document: one page that names nobody. Says nothing that the certificate doesn’t. Pure. */
import {
  type Certificate,
  isProof,
  type SealedCertificate,
} from '../../contract/shapes/certificate.ts';
import type { Institution } from '../../contract/shapes/settings.ts';
import type { DocumentSection, Fact, ReportDocument } from '../document.ts';
import { institutionFacts, zoneFact } from '../documentHead.ts';
import { sayIn } from '../jobReport/sayIn.ts';
import { column, factSection, textSection } from '../sections.ts';
import { code, count, date, fact, instant, text, type ValueFormat } from '../values.ts';
import { foundText, PLACE_WORDS, CERTIFICATE_WORDS as words } from './words.ts';

export interface CertificateContext extends ValueFormat {
  readonly institution: Institution;
}

export function certificateDocument(
  sealed: SealedCertificate,
  context: CertificateContext,
): ReportDocument {
  const { certificate } = sealed;
  const isProved = isProof(certificate.search);
  return {
    title: isProved ? words.title : words.notProved,
    subtitle: words.subtitle(certificate.requests),
    head: [...institutionFacts(context.institution), zoneFact(context, certificate.searchedAt)],
    summary: [
      ...alarmSections(sealed, context),
      erasedSection(sealed),
      searchSection(sealed),
      placesSection(sealed),
      ...(isProved
        ? [textSection('meaning', words.meaning.title, words.meaning.lines)]
        : leftSections(sealed, context)),
      checkSection(sealed),
    ],
    details: [],
    lists: [],
  };
}

/** In the report of the job: that it isn’t proved. */
export function unprovedSections(
  sealed: SealedCertificate | null,
  context: CertificateContext,
): DocumentSection[] {
  return sealed ? alarmSections(sealed, context) : [];
}

/** The same: how much was taken out, which of somebody who is no user is all there was. */
export function takenOutSections(sealed: SealedCertificate | null): DocumentSection[] {
  if (!sealed) return [];
  return [factSection('taken-out', words.erased, takenOutFacts(sealed.certificate))];
}

/** The same: how it was searched, and where something was left. */
export function provingSections(
  sealed: SealedCertificate | null,
  context: CertificateContext,
): DocumentSection[] {
  if (!sealed) return [];
  return [
    searchSection(sealed),
    placesSection(sealed),
    ...leftSections(sealed, context),
    checkSection(sealed),
  ];
}

function alarmSections(
  { certificate: { search } }: SealedCertificate,
  context: CertificateContext,
): DocumentSection[] {
  if (isProof(search)) return [];
  const said = words.alarm(search.findings, search.notRead, sayIn(context));
  return [
    { id: 'not-proved', title: words.notProved, form: 'alarm', text: said, note: words.alarmNote },
  ];
}

function erasedSection({ certificate, confirmedBy }: SealedCertificate): DocumentSection {
  const { requests, jobId, leftAlone, requestedAt, due, searchedAt, rule } = certificate;
  return factSection('erased', words.erased, [
    fact(words.requests, code(requests.join(', '))),
    ...takenOutFacts(certificate),
    ...(leftAlone > 0 ? [fact(words.leftAlone, count(leftAlone), words.leftAloneNote)] : []),
    fact(words.requested, instant(requestedAt)),
    fact(words.due, date(due)),
    fact(words.searchedAt, instant(searchedAt)),
    fact(words.confirmedBy, text(confirmedBy ?? words.noName(certificate.confirmedBy.staffNo))),
    fact(words.jobId, code(String(jobId))),
    fact(words.rule, text(words.ruleText(rule.program, rule.version))),
  ]);
}

/** Of somebody who is no user the latter are all there was. */
const takenOutFacts = ({ erased, leftAlone, takenOut }: Certificate): Fact[] => [
  fact(words.users, count(erased), ...(erased + leftAlone === 0 ? [words.noUser] : [])),
  fact(words.rows, count(takenOut.rows)),
  fact(words.quotations, count(takenOut.quotations), words.quotationsNote),
  fact(words.originals, count(takenOut.files)),
];

function searchSection({ certificate: { search } }: SealedCertificate): DocumentSection {
  const { needles, tooShort, shared, bytes, findings, notRead } = search;
  const facts: Fact[] = [
    fact(words.findings, count(findings)),
    ...(notRead > 0 ? [fact(words.notRead, count(notRead))] : []),
    fact(words.needles, count(needles), words.needlesNote),
    fact(words.tooShort, count(tooShort), ...(tooShort > 0 ? [words.tooShortNote] : [])),
    fact(words.shared, count(shared)),
    fact(words.bytes, count(bytes)),
  ];
  return factSection('search', words.searched, facts);
}

function placesSection({ certificate: { search } }: SealedCertificate): DocumentSection {
  const { notRead } = search;
  return {
    id: 'places',
    title: words.places,
    form: 'table',
    columns: [
      column('place', words.place, 'text', 52),
      column('files', words.files, 'count', 8),
      column('bytes', words.bytes, 'count', 18),
      ...(notRead > 0 ? [column('not-read', words.notRead, 'count', 10)] : []),
      column('findings', words.findings, 'count', 10),
    ],
    rows: search.places.map((each) => [
      text(PLACE_WORDS[each.place]),
      count(each.files),
      count(each.bytes),
      ...(notRead > 0 ? [count(each.notRead)] : []),
      count(each.findings),
    ]),
  };
}

/** Of whoever may read the workspace: it isn’t on the certificate itself, and names files, never people. */
function leftSections(
  { found }: SealedCertificate,
  context: CertificateContext,
): DocumentSection[] {
  if (found.length === 0) return [];
  const say = sayIn(context);
  const lines = found.map((each) =>
    [PLACE_WORDS[each.place], foundText(each, say)].filter(Boolean).join(': '),
  );
  return [textSection('left', words.left, [...new Set(lines)])];
}

function checkSection({ certificate, sha256 }: SealedCertificate): DocumentSection {
  const { trail, requests } = certificate;
  const [requestId] = requests;
  return factSection('check', words.checking, [
    fact(words.entry, count(trail.entryNo)),
    fact(words.entryHash, code(trail.hash)),
    fact(
      words.sha256,
      code(sha256),
      requestId === undefined ? words.sha256Note : `${words.sha256Note} ${words.verify(requestId)}`,
    ),
  ]);
}
