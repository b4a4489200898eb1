/**
 * All words that are the command line's own: usage, refusals of arguments and files, what is told at the end. Those
 * of refusals and notices that a page shows, too, stand in src-shared.
 */
import type { Retention } from '#shared/contract/shapes/retention.ts';
import { DELETE_POLICIES } from '#shared/domain/deletePolicies.ts';
import { I_SHARE, OK_TO_PURGE } from '#shared/domain/jobs.ts';
import type { PurgeRoute } from '#shared/domain/plannedPurge.ts';
import { policyName } from '#shared/domain/policyFacts.ts';
import { SUGGESTING_FLAGS } from '#shared/domain/reviewFlags.ts';
import { type CellExample, cellExampleText, PLAIN } from '#shared/domain/said.ts';
import {
  columnsOf,
  type ImportKind,
  importKind,
  mayCoverAll,
  REPORT_KINDS,
} from '#shared/importKinds/importKinds.ts';
import {
  isDayField,
  isLineField,
  type LineField,
  labelOfChange,
  updateField,
  type ValueField,
} from '#shared/jobKinds/updateFields.ts';
import {
  areProtected,
  externalAccountsStay,
  notHeldYet,
  PURGE_DATE_DOUBTS,
  type PurgeDateDoubt,
} from '#shared/jobKinds/updateWarnings.ts';
import type { Finding } from '../db/checkWorkspace.ts';
import type { Summed } from '../db/summedTables.ts';
import type { TrailHead } from '../db/trail/record.ts';
import type { CertificateFlaw, ErasureFinding } from '../jobs/checkErasures.ts';
import { FIELD_OPTIONS, type FieldOption, LINE_OPTIONS, type LineOption } from './fieldOptions.ts';

const fieldLine = ({ option, field }: FieldOption) =>
  `  --${option} ${isDayField(field) ? 'YYYY-MM-DD' : 'VALUE'}`;

const lineLine = ({ option, scope }: LineOption) =>
  `  --${option} VALUE${scope === undefined ? '' : ` [--${scope} SCOPE]`}`;

const kindLine = (kind: ImportKind) =>
  `                             ${`${kind}${mayCoverAll(kind) ? ' *' : ''}`.padEnd(21)}${importKind(kind).label}`;

export const USAGE = `Usage: purgedesk rehearse --candidates FILE [--exclusions FILE]... --out DIR [options]
       purgedesk verify FILE [--entry NUMBER=HASH]...
       purgedesk held FILE --for TEXT [--for TEXT]... --out JSON
       purgedesk certificate FILE --request ID --out JSON

  --candidates FILE        workbook of purge candidates
  --exclusions FILE        workbook of primary identifiers that must stay; may be repeated
  --report [KIND=]FILE     any other report that tells about users, or users as XML from Alma; may be repeated.
                           Its kind is recognised by its headings, or told: letters and hyphens before the
                           first “=” are a kind, anything else before it belongs to the name of the file
                           (C:\\old=1.xlsx is a file; a file loans=1.xlsx is written ./loans=1.xlsx). Kinds:
${REPORT_KINDS.map(kindLine).join('\n')}
  --report-of-everybody [KIND=]FILE
                           such a report that covers everybody, where its kind has a *: users who aren’t in
                           it have none of what it tells, unless newer data names them or a row may mean
                           them in another spelling; without this they stay as they are. Refused with rows
                           that can’t be used; may be repeated
  --users FILE             the same as --report users=FILE; may be repeated
  --staff FILE             list of all users with a staff role, where the candidates have no role column:
                           everybody else counts as having none; may be repeated
  --out DIR                folder for report.json, purge-report.xlsx and users-to-purge.xlsx, and for
                           update-report.xlsx with --set-…, --add-… and the like
  --run-date YYYY-MM-DD    date of the run (today)
  --days N                 number of days after purge date (30)
  --record-type TYPE       Public, Staff, Contact or All (Public)
  --route ROUTE            group: Update/Notify Users moves the reviewed users into the group, Purge User Records
                           takes the group; set: Purge Users takes the set of the reviewed users, and nobody
                           is moved (group)
  --parameter LABEL=VALUE  with --route set, what Alma’s form of Purge Users asks besides, as you see it there:
                           no public text tells it. It is printed in the reports and decides nothing; may be
                           repeated
  --user-group NAME        with --route group, user group of the reviewed users (${OK_TO_PURGE})
  --waive-threshold AMOUNT who owes more is retained (1.00)
  --institution NAME       at the head of the report
  --time-zone ZONE         whose clocks the report goes by, and whose day a run date of today is, such as
                           America/Chicago (this computer’s)
  --delete-policy N        what Alma keeps of purged users: ${DELETE_POLICIES.map(policyName).join(',\n                           ')}
                           (nobody has said)
  --transferred-fees WHAT  count or ignore: whether transferred fines/fees count as owed (nobody has said: they don’t)
  --esploro WHAT           on or off: with on, researchers with assets or grants stay as non-affiliated researchers
                           (nobody has said: they go like all others)
  --currency CODE          of the threshold and of all amounts, such as USD, JPY or KWD (USD)
  --reading NAME           strict, inclusive or carli: reading of the day bound (carli)
  --protect-group NAME     user group that is never purged; may be repeated (${I_SHARE})
  --without-rule RULE      don’t exclude for ${SUGGESTING_FLAGS.join(', ')}; may be repeated
${FIELD_OPTIONS.map(fieldLine).join('\n')}
${LINE_OPTIONS.map(lineLine).join('\n')}
                           what the users to purge get with the user group, unconditionally, in the same job
                           Update/Notify Users (with --route set it gives them these values alone); the purge goes by it; update-report.xlsx tells what they had
  --as-alma                let the purge take users who aren’t approved, as Alma would: an unsigned rehearsal
  --date-order ORDER       month-first or day-first, for text dates that fit both
  --decimals MARK          point or comma before the decimals of numbers such as 1.000, where both fit;
                           unsaid, these users are held back
  --answer CLASS=WHAT      what is true of users whom a file holds back, where its check asks; may be repeated;
                           unsaid, they are held back. Asked when they are more than a tenth of the file,
                           of hidden rows and blank groups always:
                             hidden-row=count             hidden rows count like all others
                             blank-group=above, none      a blank group is that of the row above, or no group
                             struck-out=count             struck-out rows count like all others
                             two-cells=shown              of two cells in one place the one that is shown counts
                             lost-digits=as-written       identifiers of 16 digits and more are right as they stand
                             unreadable-value=unknown     a value that can’t be read counts as not told
                             zero-loss-pair=same, different  identifiers that differ in leading zeros from one in
                                                          an exclusion list are the same users, or others
                             possible-pair=same, different   the same of identifiers that are nearly alike
  --hidden-rows WHAT       hold or count: the same as --answer hidden-row=WHAT
  --blank-group WHAT       above or none: the same as --answer blank-group=WHAT
  --reversal-kit DIR       save what leads back from the update in this new folder: a set file for each original
                           value, a job sheet that says what puts each back, a table of counts
  --workspace FILE         keep the workspace in this new file (a temporary one, erased at the end)

verify looks whether a workspace is sound and still says what was written into it, and whether each entry of its audit
trail fits those before it; it changes nothing. It ends with 0 where that holds, with 1 where it doesn't, one line for
each range of rows, and with 2 where FILE can't be read. The hash of the last entry stands for all of the trail: kept
elsewhere, it shows later whether the trail was made anew. Reports and lists print it with the number of its entry:
--entry NUMBER=HASH asks whether that entry still has it, and ends with 1 where it doesn’t. Behind it
verify says when the personal data in the workspace is due to be erased.

certificate writes the certificate of erasure of a purge request into a new JSON file. verify holds certificates against
the audit trail, their jobs and the users, too.

held writes everything that a workspace holds about one person into a new JSON file, for their request: --for gives what is
known of them, an identifier of any type, a name, an e-mail address, a telephone or an address, each with a --for of its
own. It is refused where a text is that of several users, and entered into the audit trail without naming anybody. The keys
of the file are described in docs/everything-held.md.
`;

/** What certificate says. */
export const CERTIFICATE_COMMAND_WORDS = {
  usage:
    'Give one workspace, the ID of a purge request, and a new file: purgedesk certificate FILE.purgedesk --request PR-… --out FILE.json.',
  noRequest: (request: string) =>
    `--request ${request}: this workspace knows no such purge request. User cleanup lists them.`,
  missing: (path: string) => `${path}: there is no such file.`,
  taken: (out: string) => `--out ${out}: this file is there already.`,
  noFolder: (out: string) => `--out ${out}: there is no folder in which it could be made.`,
  written: (path: string) => `${path} was written: the certificate of the purge request.`,
  /** What it says itself, for whoever doesn’t open it. */
  noProof: (findings: number, notRead: number): string[] => [
    ...(findings > 0
      ? [
          `It says that something of them was found: ${PLAIN.count(findings)} ${findings === 1 ? 'place' : 'places'}.`,
        ]
      : []),
    ...(notRead > 0
      ? [
          `It says what couldn’t be read: ${PLAIN.count(notRead)} ${notRead === 1 ? 'file' : 'files'}.`,
        ]
      : []),
  ],
} as const;

/** What held says. */
export const HELD_COMMAND_WORDS = {
  usage:
    'Give one workspace, what is known of the person, and a new file: purgedesk held FILE.purgedesk --for TEXT --out FILE.json.',
  missing: (path: string) => `${path}: there is no such file.`,
  taken: (out: string) => `--out ${out}: this file is there already.`,
  noFolder: (out: string) => `--out ${out}: there is no folder in which it could be made.`,
  nobody: 'Nothing in this workspace names them. Nothing was written.',
  shared: (text: string, users: number) =>
    `--for ${text}: this is that of ${PLAIN.users(users)}. Give an identifier that one of them has alone.`,
  written: (out: string, things: number) =>
    `${out} holds ${PLAIN.count(things)} ${things === 1 ? 'record, row or quotation' : 'records, rows and quotations'}.`,
} as const;

/** What verify says. */
export const VERIFY_WORDS = {
  usage: 'Give one workspace: purgedesk verify FILE.purgedesk.',
  entry: (told: string) =>
    `--entry ${told}: give the number of an entry and its hash of 64 hexadecimal digits, as in --entry 12=9f86….`,
  otherHash: (entryNo: number) =>
    `audit_entry: entry ${entryNo} isn’t there, or has another hash than the one that was kept`,
  found: (finding: Finding | ErasureFinding): string => {
    if (finding.what === 'certificate')
      return `certificate: that of job ${finding.jobId} ${CERTIFICATE_FLAWS[finding.flaw]}`;
    if (finding.what === 'erased')
      return `user: ${finding.users} ${finding.users === 1 ? 'has an identifier' : 'have identifiers'} of somebody who was erased`;
    if (finding.what === 'tombstones')
      return 'tombstone: the marks by which erased users are known again aren’t those of which the audit trail tells';
    if (finding.what === 'structure') return `${finding.table}: its pages or indexes are broken`;
    if (finding.what === 'trail')
      return `${finding.table}: entry ${finding.entryNo} doesn't fit those before it, or is missing`;
    const { table, unit, id, from, to } = finding;
    const of = UNITS[unit];
    const rows =
      from === null ? 'its checksums' : from === to ? `row ${to}` : `rows ${from} to ${to}`;
    if (of === undefined) return `${table}: it isn’t what was written`;
    return of === '' ? `${table}: ${rows}` : `${table}: ${of} ${id}, ${rows}`;
  },
  /** The end of the trail is what can be kept elsewhere and compared. */
  result: (holds: boolean, isDamaged: boolean, head: TrailHead | undefined): string => {
    if (isDamaged) return 'The workspace is damaged.';
    if (!holds) return 'The audit trail isn’t the one that was kept.';
    const trail = head
      ? `\nThe audit trail has ${head.entryNo} entries; the last has the hash ${head.hash}.`
      : '';
    return `The workspace holds what was written.${trail}`;
  },
} as const;

const CERTIFICATE_FLAWS: Readonly<Record<CertificateFlaw, string>> = {
  content: 'isn’t as it was made',
  trail: 'isn’t the one of which the audit trail tells',
  request: 'names a purge request that this workspace doesn’t know',
  counts: 'has other counts than its job',
  missing: 'is missing',
};

/** When personal data is due: of a day that is far away only verify tells. */
export function dueSentences(
  retention: Retention | undefined,
  which: 'any' | 'soon' = 'any',
): string[] {
  if (!retention || retention.dueOn === null) return [];
  const day = PLAIN.date(retention.dueOn);
  if (retention.state === 'due')
    return [
      `Its personal data was due to be erased on ${day}: it can only be read until it is erased or postponed.`,
    ];
  return which === 'any' || retention.state !== 'none'
    ? [`Its personal data is due to be erased on ${day}.`]
    : [];
}

/** What its number is the number of; none where rows alone say it, or where there is nothing smaller than the table. */
const UNITS: Partial<Record<Summed, string>> = {
  import_file: 'import',
  import_original: 'import',
  import_part: 'import',
  user_before: 'import',
  job: 'job',
  decision_step: 'decision',
  user: '',
  standing_block: '',
};

/** `a, b or c` */
const anyOf = (words: readonly string[]) => `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

/** Arguments that can't be used. */
export const ARGUMENT_WORDS = {
  command: (name: string) =>
    `Unknown command “${name}”: the commands are rehearse, verify, held and certificate.`,
  candidates: 'Give the workbook of purge candidates with --candidates FILE.',
  out: 'Give the folder for the results with --out DIR.',
  dateOrder: '--date-order must be month-first or day-first.',
  decimals: '--decimals must be point or comma.',
  timeZone: (typed: string) =>
    `--time-zone ${typed} isn’t the name of a time zone such as America/Chicago.`,
  institution: '--institution has more than 200 characters.',
  currency: (typed: string) => `--currency ${typed} isn’t a currency code such as USD.`,
  deletePolicy: (typed: string) =>
    `--delete-policy ${typed} must be ${anyOf(DELETE_POLICIES.map(String))}.`,
  transferredFees: (typed: string) => `--transferred-fees ${typed} must be count or ignore.`,
  esploro: (typed: string) => `--esploro ${typed} must be on or off.`,
  hiddenRows: '--hidden-rows must be hold or count.',
  blankGroup: '--blank-group must be above or none.',
  answerClass: (told: string, name: string, classes: readonly string[]) =>
    `--answer ${told}: “${name}” isn’t a class of rows. The classes are ${classes.join(', ')}.`,
  answer: (told: string, about: string, answers: readonly string[]) =>
    `--answer ${told}: ${about} must be ${anyOf(answers)}, as in --answer ${about}=${answers[1]}.`,
  twoAnswers: (told: string, about: string) =>
    `--answer ${told}: another answer to ${about} is given, too.`,
  reportKind: (option: string, name: string, told: string, kinds: readonly string[]) =>
    `${option}: “${name}” isn’t a kind of report. The kinds are ${kinds.join(', ')}; a file of that name is written ./${told}.`,
  reportFile: (option: string) => `${option}: give a file.`,
  reportTwice: (path: string) => `${path} is given twice as the same report.`,
  neverEverybody: (option: string, kind: string) =>
    `${option}: a report of the kind “${kind}” never says that others have none. Give it with --report.`,
  fieldTwice: (option: string) => `--${option} is given twice; users have one value.`,
  day: (option: string, typed: string) =>
    `--${option} ${typed} isn’t a date; write it as YYYY-MM-DD.`,
  scopeAlone: (scope: string, option: string) =>
    `--${scope} says the scope of --${option}, which is missing.`,
  fieldValue: (option: string) => `--${option} must be a value of 1 to 200 characters.`,
  route: (typed: string, routes: readonly string[]) => `--route ${typed} must be ${anyOf(routes)}.`,
  groupOfSet:
    '--user-group belongs to --route group: a set is purged whatever the group of its members.',
  parameterOfGroup: '--parameter belongs to --route set.',
  parameter: (told: string) =>
    `--parameter ${told}: write LABEL=VALUE, each on one line of 1 to 200 characters.`,
  tooManyParameters: (most: number) =>
    `--parameter can be given ${PLAIN.count(most)} times at most.`,
  withoutRule: (rules: readonly string[]) => `--without-rule must be ${anyOf(rules)}.`,
  runDate: (typed: string) => `--run-date ${typed} isn’t a date; write it as YYYY-MM-DD.`,
  days: (typed: string) => `--days ${typed} isn’t a whole number of 0 or more.`,
  recordType: (typed: string | undefined) =>
    `--record-type ${typed} must be All, Public, Staff or Contact.`,
  reading: (typed: string) => `--reading ${typed} must be strict, inclusive or carli.`,
  waiveThreshold: (typed: string, currency: string, decimals: number) =>
    `--waive-threshold ${typed} isn’t an amount of 0 or more in ${currency}, which has ${decimals || 'no'} decimals.`,
} as const;

/** Acronyms keep their capitals. */
const inSentence = (label: string) =>
  /^[A-Z][a-z]/.test(label) ? label[0]!.toLowerCase() + label.slice(1) : label;

/** `Primary identifier, Loan status or Due date` */
function neededColumns(kind: ImportKind): string {
  const columns = columnsOf(kind);
  return [['primary_identifier'], ...importKind(kind).needs]
    .map((group) => group.map((name) => columns.get(name)?.label ?? name))
    .map((labels) => (labels.length === 1 ? labels[0] : anyOf(labels)))
    .join(', ');
}

/** Files that a rehearsal can't go on with. */
export const FILE_WORDS = {
  about: (fileName: string, said: string) => `${fileName}: ${said}`,
  noHeadings: (fileName: string, kind: ImportKind) =>
    `${fileName}: No sheet has the headings of ${inSentence(importKind(kind).label)} (${neededColumns(kind)}) among its first 20 rows. Check that this is the right report.`,
  unknownReport: (fileName: string) =>
    `${fileName}: its headings don’t say which report this is. If it tells about users, say what it is with --report KIND=FILE.`,
  listAsReport: (fileName: string) =>
    `${fileName}: this is a list of identifiers, not a report. Give it with --exclusions if these users are to be kept, with --staff if they are all users with a staff role.`,
  otherReport: (fileName: string, kind: ImportKind) =>
    `${fileName}: this looks like “${importKind(kind).label}”, which isn’t given with --report. If it is another report, say which with --report KIND=FILE.`,
  neverEverybody: (fileName: string, kind: ImportKind) =>
    `${fileName}: a report of the kind “${importKind(kind).label}” never says that others have none. Give it with --report.`,
  dateOrder: (fileName: string, column: string, example: CellExample) =>
    `${fileName}: the dates in the column “${column}” (${cellExampleText(example, PLAIN)}) could have the month or the day first; say which with --date-order.`,
  noIdentifiers: (fileName: string) =>
    `${fileName}: no row has a primary identifier that can be used.`,
  missing: (file: string) => `${file}: there is no such file.`,
  noFile: (file: string) => `${file}: this is not a file.`,
  workspaceTaken: (workspace: string) =>
    `--workspace ${workspace}: a file of that name already exists; a rehearsal always makes a new workspace.`,
  kitTaken: (folder: string) =>
    `--reversal-kit ${folder}: something of that name already exists; a kit is always a new folder.`,
  kitPlace: (folder: string) =>
    `--reversal-kit ${folder}: there is no folder in which it could be made.`,
  noFolder: (out: string) => `--out ${out}: this is a file; give a folder.`,
  notWritable: (out: string, code: string | undefined) =>
    `--out ${out}: the results can’t be written there (${code}).`,
} as const;

/** What a rehearsal says of itself, also in its workspace and report. */
export const REHEARSAL_WORDS = {
  userName: 'Command line',
  byRule: 'Everybody whom the rules didn’t exclude was approved by rule on the command line.',
  asAlma: 'An unsigned rehearsal of whomever Alma would take',
  switchedOff: 'Switched off on the command line',
  contactsAskedFor: 'Contacts were asked for',
  sets: { candidates: 'Candidates', excluded: 'Excluded by rule', toPurge: 'Users to purge' },
  orAsAlma: (refused: string, route: PurgeRoute) =>
    `${refused} ${route === 'set' ? 'Give them with --exclusions' : 'Move them to another user group in Alma and export again'}, or add --as-alma to see what Alma would do.`,
  withoutApproval: (users: number, route: PurgeRoute) =>
    `Purged without approval: ${PLAIN.count(users)}. A purge in Alma with these settings would take them too; ${route === 'set' ? 'make a set without them' : 'move them to another user group'} first.`,
  doubtfulPurgeDate: (purgeDate: string, doubt: PurgeDateDoubt) =>
    `--set-purge-date ${purgeDate}: ${PURGE_DATE_DOUBTS[doubt]}`,
  protected: (users: number) => `${PLAIN.users(users)} ${areProtected(users)}`,
  /** Of a value that an option gives; of the group it is the group that was meant. */
  newValue: (option: string, what: string, value: string) =>
    `--${option} ${value}: ${notHeldYet(what, value)}`,
  newGroup: (group: string) => notHeldYet('group', group),
  external: (users: number) => `${PLAIN.users(users)} ${externalAccountsStay(users)}`,
  nobodyMeant: (fileName: string) => `${fileName}: none of its identifiers is that of a candidate.`,
  nothingToReverse: 'No reversal kit was written: Update/Notify Users changes nobody.',
  oddIdentifiers: (odd: number) =>
    `users-to-purge.xlsx: ${odd === 1 ? '1 identifier has' : `${PLAIN.count(odd)} identifiers have`} spaces or decimal zeros with which Alma may not find the user.`,
} as const;

/** Where the rows of a notice stand: `row 2`, `rows 2, 3 and 4`. */
export const PLACE_WORDS = {
  more: (rows: number) => `${PLAIN.count(rows)} more`,
  rows: (first: readonly string[], last: string) =>
    first.length > 0 ? `rows ${first.join(', ')} and ${last}` : `row ${last}`,
} as const;

/** The summary on standard output. */
export const SUMMARY_WORDS = {
  counts: {
    rows: 'Rows in the candidates file',
    candidates: 'Candidates',
    excluded: 'Excluded by rule',
    inScope: 'In scope of the purge',
    purged: 'Purged',
    retained: 'Retained',
    boundary: 'Users on the last day',
    errors: 'Errors in the files',
  },
  /** Where Esploro is on; some of the purged. */
  researchers: {
    nonAffiliated: 'Non-affiliated researchers',
    unknown: 'Perhaps researchers',
  },
  head: (settings: Readonly<Record<string, unknown>>) =>
    `${settings.asAlma ? 'Unsigned rehearsal' : 'Rehearsal'} for ${settings.runDate}, ${settings.days} days, ${settings.recordType}, ${settings.route === 'set' ? 'members of the set' : (settings.userGroup ?? 'all groups')}, threshold ${settings.waiveThreshold}, reading ${settings.reading}`,
  /** Above what the institution has set in Alma. */
  policy: 'As it is set in Alma:',
  updated: (field: ValueField | LineField, value: string) =>
    isLineField(field)
      ? `${labelOfChange(field)} ${value}`
      : `Given ${inSentence(updateField(field).label)} ${value}`,
  kit: (folder: string) => `The reversal kit is in ${folder}`,
  results: (out: string, files: readonly string[]) => `Results are in ${out}: ${files.join(', ')}`,
} as const;
