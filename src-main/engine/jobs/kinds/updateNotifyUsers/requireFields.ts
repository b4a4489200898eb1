/** What an update may be told, over what the form itself takes. */
import type { Settings } from '#shared/contract/shapes/settings.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import {
  LINE_FIELDS,
  type LineUpdate,
  labelOfChange,
  rolesOfParameters,
  severalField,
  UPDATE_CONDITIONS,
} from '#shared/jobKinds/updateFields.ts';
import {
  tickedIn,
  type UpdateParameters,
  underOtherConditions,
} from '#shared/jobKinds/updateNotifyUsers.ts';
import { Refusal } from '../../../refusal.ts';
import type { UserColumns } from '../../../replica/userColumns.ts';
import { type Match, matchOver } from '../../../sets/userSets.ts';

interface Known {
  readonly columns: UserColumns;
  readonly match: Match | undefined;
  readonly settings: Settings;
}

/**
 * @throws Refusal for a form with no field ticked or one twice; with a condition that nobody has named, or one by which
 *   nobody knows whom Alma would give what the purge asks for; with a line that it adds and takes away; and with a role
 *   that needs parameters, which Alma's job can't give
 */
export function requireFields(parameters: UpdateParameters, known: Known): void {
  const { userGroup, fields = [], lines = [], told = [] } = parameters;
  const ticked = tickedIn(parameters);
  if (ticked.length === 0) throw new Refusal('job.noField');
  if (ticked.length < [...fields, ...lines, ...told].length + Number(userGroup !== null))
    throw new Refusal('job.fieldTwice');
  requireConditions(parameters, known.settings);
  for (const each of lines) requireLine(each, lines, known);
}

/** Whom a purge takes depends on them. */
const DECIDING: readonly string[] = ['user_group', 'purge_date', 'expiry_date'];

function requireConditions(parameters: UpdateParameters, settings: Settings): void {
  const { condition, fields = [], userGroup } = parameters;
  const offered = new Set<string>([...UPDATE_CONDITIONS, ...settings.updateConditions]);
  const asked = [
    ...(userGroup === null ? [] : [condition]),
    ...fields.map((each) => each.condition),
  ];
  const unknown = asked.find((each) => !offered.has(each));
  if (unknown !== undefined) throw new Refusal('job.unknownCondition', { condition: unknown });
  for (const { field } of underOtherConditions(parameters))
    if (DECIDING.includes(field))
      throw new Refusal('job.condition', { field: labelOfChange(field) });
}

function requireLine(update: LineUpdate, all: readonly LineUpdate[], known: Known): void {
  const { field, value } = update;
  const reverse = all.find((each) => severalField(field).reverse === each.field);
  if (reverse && foldText(reverse.value) === foldText(value))
    throw new Refusal('job.addsAndRemoves', { value });
  const hasScope = LINE_FIELDS.some((each) => each.field === field);
  if (update.scope !== null && !hasScope)
    throw new Refusal('job.noScope', { field: labelOfChange(field) });
  if (field === 'add_role' && needsParameters(value, known))
    throw new Refusal('job.roleParameters', { role: value });
}

/** By its name, or because somebody here has it with parameters. */
function needsParameters(role: string, { columns, match }: Known): boolean {
  if (rolesOfParameters.has(foldText(role))) return true;
  const criteria = match ?? matchOver(columns.db);
  return criteria(withParameters(role)).count > 0;
}

const withParameters = (role: string) =>
  ({
    op: 'line',
    kind: 'roles',
    where: [
      { field: 'role_type', is: { how: 'is', value: role } },
      { field: 'role_parameters', is: { how: 'contains', value: '' } },
    ],
  }) as const satisfies Parameters<Match>[0];
