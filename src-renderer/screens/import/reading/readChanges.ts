/**
 * How a file was read, with one thing changed: the options for reading it again. Pure. What can't hold
 * any more after the change (a mapping of other columns) is left out, so that it is recognised anew.
 */
import type { ImportCheck, OpenQuestion } from '#shared/contract/shapes/imports.ts';
import type { ReadOptions } from '#shared/contract/shapes/reading.ts';
import type { DateOrder } from '#shared/domain/calendar.ts';
import { type OpenAnswerCode, withAnswer } from '#shared/domain/openQuestions.ts';
import type { Separator, TextEncodingName } from '#shared/domain/textFormats.ts';
import type { ImportKind } from '#shared/importKinds/importKinds.ts';

/** A file that isn't read as its profile says any more isn't read by it. */
function without(options: ReadOptions, ...names: (keyof ReadOptions)[]): ReadOptions {
  const rest = { ...options };
  for (const name of [...names, 'profileId'] as const) delete rest[name];
  return rest;
}

export function asKind({ options }: ImportCheck, kind: ImportKind): ReadOptions {
  return { ...without(options, 'columns', 'answers'), kind };
}

export function fromSheet({ options }: ImportCheck, sheet: number): ReadOptions {
  return {
    ...without(options, 'columns', 'leftOut', 'headingRow', 'dateOrder', 'decimals', 'answers'),
    sheet,
  };
}

export function withHeadingRow({ options }: ImportCheck, headingRow: number): ReadOptions {
  return { ...without(options, 'columns'), headingRow };
}

export function inEncoding({ options }: ImportCheck, encoding: TextEncodingName): ReadOptions {
  return { ...without(options), encoding };
}

export function splitBy({ options }: ImportCheck, separator: Separator): ReadOptions {
  return { ...without(options, 'columns', 'leftOut', 'headingRow', 'answers'), separator };
}

export function withDates({ options }: ImportCheck, dateOrder: DateOrder): ReadOptions {
  return { ...without(options), dateOrder };
}

export function withDecimals(
  { options }: ImportCheck,
  decimals: NonNullable<ReadOptions['decimals']>,
): ReadOptions {
  return { ...without(options), decimals };
}

/** The answer to one question about users whom the file holds back. */
export function answering(
  { options }: Pick<ImportCheck, 'options'>,
  { about, column }: Pick<OpenQuestion, 'about' | 'column'>,
  answer: OpenAnswerCode,
): ReadOptions {
  const answers = withAnswer(options.answers, { about, column: column?.position, answer });
  return { ...without(options), answers };
}

/** Nothing of the column is stored from then on. */
export function withoutColumn({ options, leftOut }: ImportCheck, position: number): ReadOptions {
  const others = (options.columns ?? []).filter((told) => told.position !== position);
  const answers = options.answers?.filter(({ column }) => column !== position);
  return {
    ...without(options, 'answers'),
    ...(answers && { answers }),
    columns: others,
    leftOut: [...chosenIn(leftOut), position],
  };
}

/** Those that the librarian or a profile leaves out; told, so that the profile isn't asked again. */
function chosenIn(leftOut: ImportCheck['leftOut']): number[] {
  return leftOut.flatMap(({ why, position }) => (why === 'chosen' ? [position] : []));
}

/** Each field at most once: a column that had it until now is kept as it is from then on. */
export function withColumn(
  { options, columns, leftOut }: ImportCheck,
  position: number,
  field: string | null,
): ReadOptions {
  const former = columns.find((each) => each.field === field && each.position !== position);
  const changed = [
    { position, field },
    ...(field !== null && former ? [{ position: former.position, field: null }] : []),
  ];
  const others = (options.columns ?? []).filter(
    (told) =>
      changed.every((each) => each.position !== told.position) &&
      (field === null || told.field !== field),
  );
  const answers = options.answers?.filter((told) =>
    changed.every((each) => each.position !== told.column),
  );
  return {
    ...without(options, 'answers'),
    ...(answers && { answers }),
    columns: [...others, ...changed],
    ...(leftOut.length > 0 && { leftOut: chosenIn(leftOut).filter((each) => each !== position) }),
  };
}
