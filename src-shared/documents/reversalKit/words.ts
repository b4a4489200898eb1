/**
 * All fixed words of a reversal kit: its job sheet, its table of counts, and its files. In Alma's words, for whoever
 * stands before Alma with the sheet beside the keyboard.
 */
import type { Say } from '../../domain/said.ts';

/** Names of the files, which every system takes. */
export const KIT_FILE_WORDS = {
  sheet: 'Job sheet',
  counts: 'Counts before the change',
  /** @param number with zeros in front, so that they stand in their order */
  set: (number: string, field: string, value: string) => `${number} ${field} - ${value}`,
  setWithoutValue: (number: string, field: string) => `${number} ${field}`,
  none: 'none',
} as const;

export const SHEET_WORDS = {
  title: 'Update/Notify Users: job sheet and reversal kit',
  made: 'Made',
  move: 'The job',
  name: 'Job name',
  set: 'Set',
  members: 'Set members',
  membersNote: 'Alma shows a member count, too: both must be the same.',
  changed: 'Users it changes',
  leftAlone: 'Members left alone',
  state: 'This kit',
  before: 'Made before the job was submitted here',
  after: (jobId: number) => `Made of what was kept with job ${jobId}`,
  enter: 'What to enter in Alma',
  field: 'Field',
  value: 'New value',
  condition: 'Condition',
  noCondition: 'None to choose',
  tick: 'Done',
  steps: 'How to run it',
  moveSteps: (set: string) => [
    `1. Admin > Manage Jobs and Sets > Manage Sets: find the set “${set}”, or make it as an itemized set of users from its file, and compare its number of members with the one above.`,
    '2. Admin > Manage Jobs and Sets > Run a Job: choose Update/Notify Users, Next; choose the set, Next.',
    '3. Task parameters: tick the fields above, enter their values, choose their conditions. Leave all others unticked: nobody gets a letter or a notification, and no account changes its type.',
    '4. Review: compare everything with this sheet, enter the job name, Submit, Confirm. The job can’t be aborted.',
  ],
  signatures: {
    title: 'Signatures',
    before: 'Set files made into sets, counts compared',
    ran: 'Job run in Alma',
    back: 'Put back in Alma',
  },
  payload: 'In the payload of the job’s API',
  payloadAbout: 'About the payload',
  payloadNote:
    'Run a Job shows the payload under API information. A condition that reads Unconditionally on the page reads Null there; parameters that aren’t named here stay as they are.',
  dayNote: (zone: string) =>
    zone === 'UTC'
      ? 'Dates are Unix milliseconds: the beginning of the day in UTC.'
      : `Dates are Unix milliseconds: the first moment that belongs to the same day in ${zone} and in UTC.`,
  parameter: 'Parameter',
  payloadValue: 'Value',
  back: 'What puts it back',
  backSteps: 'How to put it back',
  stepsBack: [
    '1. Make an itemized set of each file below: Admin > Manage Jobs and Sets > Manage Sets, Add Set > Itemized, content type User, from file. Do it now, while nothing has changed: compare its number of members with the one below.',
    '2. Only if the change has to be taken back: Run a Job, Update/Notify Users, one run for each set. Tick its field alone, enter its value and condition, compare the number of members, Submit, Confirm.',
    '3. Jobs that changed the same users later are put back first, the newest before the others.',
  ],
  nothing: 'There is nothing that a job could put back.',
  file: 'Set file',
  users: 'Members',
  original: 'Value',
  inPayload: 'Value in the payload',
  moreFiles: (more: number, say: Say) =>
    `${say.count(more)} more set ${more === 1 ? 'file stands' : 'files stand'} in the workbook of this sheet, “${KIT_FILE_WORDS.sheet}.xlsx”.`,
  byHand: 'What no job can put back',
  byHandFiles: 'To be done by hand',
  toDo: 'In each user’s details',
  empty: (field: string) => `Empty: ${field}`,
  undo: (field: string) => `Undo: ${field}`,
  byHandNote:
    'The job can’t make a field empty, nor take away every line that it gave. The files of these users are made into sets like the others; what is left is done in each user’s details in Alma (Find and Manage Users, Edit), or by the student system’s next load where that decides about it.',
  maybe: (fields: readonly string[]) =>
    `Under its condition nobody can tell beforehand whom Alma changes (${fields.join(', ')}): the files name everybody who has another value. Putting back what somebody still has does no harm.`,
  maybeBehind: (fields: readonly string[]) =>
    `This kit holds nothing of ${fields.join(', ')}: under its condition nobody was changed here, and whom Alma changed isn’t known.`,
  leftOut: (fields: number) =>
    `${fields === 1 ? 'One field that was rehearsed with this job is' : `${fields} fields that were rehearsed with this job are`} left out of this sheet: what writes to users or changes their accounts isn’t entered from paper.`,
  odd: (users: number, say: Say) =>
    `${users === 1 ? '1 identifier has' : `${say.count(users)} identifiers have`} spaces or decimal zeros with which Alma may not find the user: the set in Alma has fewer members then.`,
  notes: 'Notes',
  sticky:
    'A user group that was given by hand stays when the student system is loaded, also one that was put back.',
  counts: 'Users before the change',
  countsNote:
    'By the user group that they had, their job category and the year in which their account expires: Alma’s later statistics know the new group alone.',
  moreCounts: (more: number, say: Say) =>
    `${say.count(more)} more ${more === 1 ? 'row stands' : 'rows stand'} in “${KIT_FILE_WORDS.counts}.xlsx”.`,
} as const;

export const COUNTS_WORDS = {
  title: 'Users before the change',
  group: 'Original user group',
  category: 'Job category',
  statistic: 'Statistical category',
  year: 'Expiry year',
  users: 'Users',
  none: 'None',
  changed: 'Users that the job changes',
  byCategory: {
    title: 'By job category',
    about: 'Users whom the job changes, each counted once.',
  },
  byStatistic: {
    title: 'By statistical category',
    about:
      'Users whom the job changes: who has several statistical categories is counted in each of them.',
  },
  about: 'What is counted',
  /** Behind the job: lines of files aren't kept with it. */
  statisticsNow: 'Statistical categories are those that the workspace has now.',
} as const;

export const PAYLOAD_WORDS = {
  /** Reports show names alone. */
  codeOf: (name: string) => `code of “${name}”`,
  /** Which value stands for it, no public text says. */
  conditionOf: (name: string) => `as Alma writes “${name}”`,
  ticked: 'true',
  fromTable: 'As above, where it puts something back',
} as const;
