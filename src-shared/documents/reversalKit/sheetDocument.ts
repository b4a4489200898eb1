/**
 * The job sheet of an update: one page with what to enter in Alma, then what puts each original value back, set file by
 * set file, and how many users there were of each kind before. Tells nobody to send a letter or to change an account
 * type: it is made of the fields that have one value, and of nothing else. Pure.
 */
import { zoneName } from '../../domain/timeZones.ts';
import {
  GROUP_FIELD,
  isLineField,
  kindOfChange,
  labelOfChange,
  lineText,
  TICKED_FIELDS,
  UNCONDITIONALLY,
  USER_INFORMATION,
  updateField,
} from '../../jobKinds/updateFields.ts';
import { underOtherConditions } from '../../jobKinds/updateNotifyUsers.ts';
import { type TrailEnd, trailEndSections } from '../auditTrail/trailEnd.ts';
import type { DocumentSection, DocumentValue, ReportDocument } from '../document.ts';
import { type Making, madeHead } from '../documentHead.ts';
import { sayIn } from '../jobReport/sayIn.ts';
import { column, factSection, textSection } from '../sections.ts';
import { code, count, date, fact, TICK, text } from '../values.ts';
import { conditionInPayload, inPayload } from './inPayload.ts';
import type { KitCount, KitField, KitFile, ReversalKit } from './kit.ts';
import { COUNTS_WORDS, PAYLOAD_WORDS, SHEET_WORDS } from './words.ts';

export interface KitContext extends Making {
  readonly trailEnd: TrailEnd | null;
  /** Rows of a table beyond these are counted. */
  readonly mostRows: number;
}

export function sheetDocument(kit: ReversalKit, context: KitContext): ReportDocument {
  const back = kit.files.filter(({ back }) => back !== null);
  const byHand = kit.files.filter(({ back }) => back === null);
  return {
    title: SHEET_WORDS.title,
    subtitle: kit.name,
    head: madeHead(context, SHEET_WORDS.made),
    summary: [
      moveSection(kit),
      enterSection(kit),
      textSection('steps', SHEET_WORDS.steps, SHEET_WORDS.moveSteps(kit.set.name)),
      signatureSection(),
    ],
    details: [
      textSection('backSteps', SHEET_WORDS.backSteps, SHEET_WORDS.stepsBack),
      ...filesSection('back', SHEET_WORDS.back, back, context),
      ...handSections(byHand, context),
      ...payloadSections(kit, context),
      ...noteSections(kit, context),
      ...countSections(kit.byCategory, context),
      ...trailEndSections(context.trailEnd),
    ],
    lists: [],
  };
}

function moveSection({ name, jobId, set, changed }: ReversalKit): DocumentSection {
  const words = SHEET_WORDS;
  return factSection('move', words.move, [
    { ...fact(words.name, text(name)), again: true },
    fact(words.set, text(set.name)),
    fact(words.members, count(set.members), words.membersNote),
    fact(words.changed, count(changed)),
    fact(words.leftAlone, count(set.members - changed)),
    fact(words.state, text(jobId === null ? words.before : words.after(jobId))),
  ]);
}

/** What the job was told of the fields that the sheet knows, in Alma's order. */
function givenBy({ parameters: { userGroup, condition, fields = [], lines = [] } }: ReversalKit) {
  const group =
    userGroup === null ? [] : [{ field: GROUP_FIELD.field, value: userGroup, condition }];
  const given: { field: KitField; value: string; scope?: string | null; condition?: string }[] = [
    ...group,
    ...fields,
    ...lines,
  ];
  return given.sort((a, b) => TICKED_FIELDS.indexOf(a.field) - TICKED_FIELDS.indexOf(b.field));
}

function enterSection(kit: ReversalKit): DocumentSection {
  return {
    id: 'enter',
    title: SHEET_WORDS.enter,
    form: 'table',
    columns: [
      column('field', SHEET_WORDS.field, 'text', 24),
      column('value', SHEET_WORDS.value, 'text', 34),
      column('condition', SHEET_WORDS.condition, 'text', 20),
      column('tick', SHEET_WORDS.tick, 'tick', 8),
    ],
    rows: givenBy(kit).map(({ field, value, scope = null, condition }) => [
      text(labelOfChange(field)),
      shown(field, lineText(value, scope)),
      text(conditionOf(field, condition)),
      TICK,
    ]),
  };
}

const isDay = (field: KitField): boolean => kindOfChange(field) === 'date';

const shown = (field: KitField, value: string): DocumentValue | null =>
  isDay(field) ? date(value) : text(value);

/** @param condition as it was chosen; nobody is to be left out of what puts values back */
const conditionOf = (field: KitField, condition: string = UNCONDITIONALLY): string =>
  !isLineField(field) && updateField(field).conditional ? condition : SHEET_WORDS.noCondition;

function signatureSection(): DocumentSection {
  const { title, before, ran, back } = SHEET_WORDS.signatures;
  const lines = [before, ran, back].map((role) => ({ role, name: null, at: null }));
  return { id: 'signatures', title, form: 'signatures', lines };
}

function filesSection(
  id: string,
  title: string,
  files: readonly KitFile[],
  context: KitContext,
): DocumentSection[] {
  if (files.length === 0) return [textSection(id, title, [SHEET_WORDS.nothing])];
  const more = files.length - context.mostRows;
  const words = SHEET_WORDS;
  const { timeZone } = context.institution;
  return [
    {
      id,
      title,
      form: 'table',
      columns: [
        column('file', words.file, 'text', 30),
        column('users', words.users, 'count', 12),
        column('field', words.field, 'text', 13),
        column('value', words.original, 'text', 18),
        column('condition', words.condition, 'text', 19),
        column('payload', words.inPayload, 'text', 20),
        column('tick', words.tick, 'tick', 6),
      ],
      rows: files.slice(0, context.mostRows).map(({ name, users, back }) => {
        const { field, value } = back!;
        const payload = inPayload(field, value, timeZone);
        return [
          text(name),
          count(users),
          text(labelOfChange(field)),
          shown(field, value),
          text(conditionOf(field)),
          text(payload.is),
          TICK,
        ];
      }),
    },
    ...(more > 0
      ? [textSection(`${id}-more`, title, [words.moreFiles(more, sayIn(context))])]
      : []),
  ];
}

function handSections(files: readonly KitFile[], context: KitContext): DocumentSection[] {
  if (files.length === 0) return [];
  const words = SHEET_WORDS;
  return [
    textSection('hand-note', words.byHand, [words.byHandNote]),
    {
      id: 'hand',
      title: words.byHandFiles,
      form: 'table',
      columns: [
        column('file', words.file, 'text', 44),
        column('users', words.users, 'count', 10),
        column('todo', words.toDo, 'text', 30),
        column('tick', words.tick, 'tick', 8),
      ],
      rows: files
        .slice(0, context.mostRows)
        .map(({ name, users, field }) => [text(name), count(users), text(handWords(field)), TICK]),
    },
  ];
}

/** What is to be done in each user's details. */
const handWords = (field: KitField): string =>
  isLineField(field)
    ? SHEET_WORDS.undo(labelOfChange(field))
    : SHEET_WORDS.empty(labelOfChange(field));

function payloadSections(kit: ReversalKit, context: KitContext): DocumentSection[] {
  const words = SHEET_WORDS;
  const { timeZone } = context.institution;
  const given = givenBy(kit).map(({ field }) => field);
  const back = kit.files.flatMap((file) => file.back?.field ?? []);
  // Parameters of the fields that put lines back.
  const contrary = [...new Set(back)].filter(isLineField).filter((field) => !given.includes(field));
  const hasDay = [...givenBy(kit), ...kit.files].some(({ field }) => isDay(field));
  return [
    {
      id: 'payload',
      title: words.payload,
      form: 'table',
      columns: [
        column('parameter', words.parameter, 'code', 46),
        column('value', words.payloadValue, 'text', 30),
      ],
      rows: [
        [code(USER_INFORMATION.payload), text(USER_INFORMATION.inPayload)],
        ...givenBy(kit).flatMap(({ field, value, scope = null, condition = UNCONDITIONALLY }) => {
          const payload = inPayload(field, value, timeZone);
          return [
            [code(payload.active), text(PAYLOAD_WORDS.ticked)],
            [code(payload.value), text(payload.is)],
            ...(payload.condition === null
              ? []
              : [[code(payload.condition), text(conditionInPayload(condition))]]),
            ...(scope === null ? [] : [[code(payload.scope), text(PAYLOAD_WORDS.codeOf(scope))]]),
          ];
        }),
        ...contrary.map((field) => [
          code(inPayload(field, '', timeZone).value),
          text(PAYLOAD_WORDS.fromTable),
        ]),
      ],
    },
    textSection('payload-note', words.payloadAbout, [
      words.payloadNote,
      ...(hasDay ? [words.dayNote(zoneName(timeZone))] : []),
    ]),
  ];
}

function noteSections(
  { odd, files, jobId, parameters }: ReversalKit,
  context: KitContext,
): DocumentSection[] {
  const { told = [] } = parameters;
  const groups = files.some(({ field }) => field === GROUP_FIELD.field);
  const under = underOtherConditions(parameters).map(({ field }) => labelOfChange(field));
  const maybe = jobId === null ? SHEET_WORDS.maybe : SHEET_WORDS.maybeBehind;
  const lines = [
    ...(under.length > 0 ? [maybe(under)] : []),
    ...(told.length > 0 ? [SHEET_WORDS.leftOut(told.length)] : []),
    ...(groups ? [SHEET_WORDS.sticky] : []),
    ...(odd > 0 ? [SHEET_WORDS.odd(odd, sayIn(context))] : []),
  ];
  return lines.length === 0 ? [] : [textSection('notes', SHEET_WORDS.notes, lines)];
}

function countSections(counts: readonly KitCount[], context: KitContext): DocumentSection[] {
  const { counts: title, countsNote, moreCounts } = SHEET_WORDS;
  const more = counts.length - MOST_COUNTS;
  const lines = [countsNote, ...(more > 0 ? [moreCounts(more, sayIn(context))] : [])];
  const said = (value: string | null) => text(value ?? COUNTS_WORDS.none);
  return [
    textSection('counts-note', title, lines),
    {
      id: 'counts',
      title: COUNTS_WORDS.byCategory.title,
      form: 'table',
      columns: [
        column('group', COUNTS_WORDS.group, 'text', 34),
        column('category', COUNTS_WORDS.category, 'text', 30),
        column('year', COUNTS_WORDS.year, 'text', 12),
        column('users', COUNTS_WORDS.users, 'count', 10),
      ],
      rows: counts
        .slice(0, MOST_COUNTS)
        .map(({ group, category, year, users }) => [
          said(group),
          said(category),
          said(year),
          count(users),
        ]),
    },
  ];
}

/** On paper; the workbook of counts has all. */
const MOST_COUNTS = 200;
