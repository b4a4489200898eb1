/**
 * The four kinds of request, and how each is answered. A `read` answers from the open workspace, on the serving
 * thread. A `write` and a `long` change it, on the writer, in one transaction that ends with what follows from the
 * change. A `serve` does what belongs to the serving thread: opening, closing, files beside the workspace.
 * One file holds both halves of a feature, because both threads know the same table of requests.
 */
import type { ContractProcedure, InferSchemaInput, InferSchemaOutput } from '@orpc/contract';
import type { engineContract } from '#shared/contract/engineContract.ts';
import type { Entered } from '#shared/contract/shapes/auditTrail.ts';
import type { LongWork } from '#shared/contract/shapes/workspace.ts';
import { type ReadableDb, transaction } from '../db/db.ts';
import { record } from '../db/trail/record.ts';
import { expectNotDue } from '../jobs/retention.ts';
import {
  beforeChange,
  type Change,
  type ChangeDetails,
  follow,
  seenAfter,
} from '../session/consequences.ts';
import type { WriterEvent } from '../session/events.ts';
import type { OpenWorkspace } from '../session/openWorkspace.ts';
import type { Session } from '../session/session.ts';
import { type Pace, type Task, task, type Writing } from '../writer/task.ts';

type MaybeLater<T> = T | Promise<T>;

/** What the contract asks of a request. For the compiler alone: nothing is there at run time. */
interface Fits<Input, Output> {
  readonly fits?: (input: Input) => Output;
}

/** Answers from the workspace as it is, changes nothing, and says the same of a copy of it. */
export interface Read<Input, Output> extends Fits<Input, Output> {
  readonly kind: 'read';
  readonly answer: (workspace: OpenWorkspace, input: Input, session: Session) => MaybeLater<Output>;
}

export interface Serve<Input, Output> extends Fits<Input, Output> {
  readonly kind: 'serve';
  readonly answer: (
    session: Session,
    input: Input,
    signal: AbortSignal | undefined,
  ) => MaybeLater<Output>;
}

/** What goes to the writer: who does it, and what the serving half has gathered. */
export interface Sent<Given> {
  readonly by: string;
  readonly given: Given;
}

export interface Write<Input, Output, Given, Done> extends Fits<Input, Output> {
  readonly kind: 'write';
  /** It is for the personal data that is due; all others are refused then. */
  readonly whenDue: boolean;
  /** The writer's half, for the table that both threads know. */
  readonly task: Task<Sent<Given>, Done>;
  readonly gather: ((session: Session, input: Input) => MaybeLater<Given>) | undefined;
  /** Of what takes its time: what others wait for meanwhile. */
  readonly is: ((workspace: OpenWorkspace, input: Input) => LongWork) | undefined;
  readonly answer:
    | ((workspace: OpenWorkspace, done: Done, input: Input, session: Session) => MaybeLater<Output>)
    | undefined;
}

/** What a write enters into the audit trail, if anything came of it; `by`: somebody else than who asked for it did it. */
type Trail<Given, Done> = (
  done: Done,
  given: Given,
  db: ReadableDb,
) => (Entered & { readonly by?: string }) | readonly Entered[] | undefined;

/**
 * Of a write that isn't entered: it keeps what a librarian has for themselves, of which nothing that is decided, reported
 * or shown as evidence is made.
 */
export const FOR_ONESELF = 'for-oneself';

/** What the writer's half of a request is handed beside its input. */
export interface Changing extends Writing {
  readonly by: string;
  /**
   * Lets the consequences come now, for a work that builds on them or can say more of them; else they come at the
   * end. @returns how many users were taken out of approval
   */
  readonly follow: (details?: ChangeDetails) => number;
}

interface WriteParts<Input, Output, Given, Done> {
  /** What it changes: the rest follows (consequences.ts). */
  readonly changes: Change;
  /** Done also when the personal data is due, as the contract says of it (`settling`). */
  readonly whenDue?: true;
  /** On the serving thread, before: what is asked of columns in memory, of tokens, of the session. */
  readonly gather?: (session: Session, input: Input) => MaybeLater<Given>;
  /** Of what takes its time: what others wait for meanwhile. */
  readonly is?: (workspace: OpenWorkspace, input: Input) => LongWork;
  /** On the writer, in one transaction. */
  readonly work: (changing: Changing, given: Given) => Done;
  /** In the same transaction. */
  readonly enters: Trail<Given, Done> | typeof FOR_ONESELF;
  /** On the serving thread, behind it: what the page is told. */
  readonly answer?: (
    workspace: OpenWorkspace,
    done: Done,
    input: Input,
    session: Session,
  ) => MaybeLater<Output>;
}

type WithAnswer<Input, Output, Given, Done> = WriteParts<Input, Output, Given, Done> &
  Required<Pick<WriteParts<Input, Output, Given, Done>, 'answer'>>;
type WithoutAnswer<Input, Output, Given> = Omit<WriteParts<Input, Output, Given, Output>, 'answer'>;

export function read<Input, Output>(answer: Read<Input, Output>['answer']): Read<Input, Output> {
  return { kind: 'read', answer };
}

export function serve<Input, Output>(answer: Serve<Input, Output>['answer']): Serve<Input, Output> {
  return { kind: 'serve', answer };
}

/** With an answer of its own, or with what the work gives back. */
interface Writes {
  <Input, Output, Given = Input, Done = Output>(
    parts: WithAnswer<Input, Output, Given, Done>,
  ): Write<Input, Output, Given, Done>;
  <Input, Output, Given = Input>(
    parts: WithoutAnswer<Input, Output, Given>,
  ): Write<Input, Output, Given, Output>;
}

const writesAt =
  (pace: Pace): Writes =>
  <Input, Output, Given, Done>(
    parts: WriteParts<Input, Output, Given, Done>,
  ): Write<Input, Output, Given, Done> => ({
    kind: 'write',
    whenDue: parts.whenDue === true,
    task: taskOf(pace, parts),
    gather: parts.gather,
    is: parts.is,
    answer: parts.answer,
  });

/** A short one, in between whatever else the writer does. */
export const write = writesAt('at once');

/** One that waits for what runs already: jobs under way work on the facts for which their members were frozen. */
export const long = writesAt('one by one');

function taskOf<Given, Done>(
  pace: Pace,
  {
    changes,
    whenDue,
    work,
    enters,
  }: Pick<WriteParts<never, never, Given, Done>, 'changes' | 'whenDue' | 'work' | 'enters'>,
): Task<Sent<Given>, Done> {
  return task(pace, (writing, { by, given }) => {
    const { db, tell } = writing;
    if (!whenDue) expectNotDue(db);
    const workAndFollow = () => {
      const before = beforeChange(db, changes);
      let followed = false;
      const behind: Entered[] = [];
      const followNow = (details?: ChangeDetails) => {
        followed = true;
        const { users, entry } = follow(db, changes, by, { ...before, ...details });
        if (entry) behind.push(entry);
        return users;
      };
      const result = work({ ...writing, by, follow: followNow }, given);
      if (!followed) followNow();
      // What was done, then what came of it.
      if (enters !== FOR_ONESELF)
        for (const entry of [enters(result, given, db) ?? []].flat())
          record(db, 'by' in entry ? (entry.by ?? by) : by, entry);
      for (const entry of behind) record(db, by, entry);
      return result;
    };
    const done = transaction(db, () => seenAfter(db, workAndFollow));
    tell({ type: 'changed', change: changes } satisfies WriterEvent);
    return done;
  });
}

export type Request<Input, Output> =
  | Read<Input, Output>
  | Serve<Input, Output>
  // biome-ignore lint/suspicious/noExplicitAny: what goes to the writer and comes back is each request's own matter
  | Write<Input, Output, any, any>;

/** The answer of a write that has nothing to tell. */
export const NOTHING = () => ({});

/** On the serving thread: answers, or has the writer do it and then answers. */
export async function answer<Input, Output>(
  session: Session,
  request: Request<Input, Output>,
  input: Input,
  signal?: AbortSignal,
): Promise<Output> {
  await session.reopening;
  if (request.kind === 'read') return request.answer(session.workspace, input, session);
  if (request.kind === 'serve') return request.answer(session, input, signal);
  // Before anything is gathered for it: the sentence is the same whatever was asked.
  const workspace = request.whenDue ? session.settling : session.changing;
  const given = request.gather ? await request.gather(session, input) : input;
  const { writer, underWay } = workspace;
  const perform = () => writer.run(request.task, { by: session.userName, given });
  const done = request.is
    ? await underWay.during(request.is(workspace, input), perform)
    : await underWay.behind(perform);
  return request.answer ? request.answer(workspace, done, input, session) : (done as Output);
}

/** What the contract asks of a request; one that it doesn't call changing can't be a write. */
type RequestFor<Procedure> =
  Procedure extends ContractProcedure<infer Input, infer Output, infer _Errors, infer Meta>
    ? Fits<InferSchemaOutput<Input>, InferSchemaInput<Output>> & {
        readonly kind: Meta extends { changes: true } ? 'write' | 'serve' : 'read' | 'serve';
      }
    : never;

type Contract = typeof engineContract;

/** All requests of a feature; one that is missing doesn't compile. */
export type RequestsOf<Feature extends keyof Contract> = {
  readonly [Name in keyof Contract[Feature]]: RequestFor<Contract[Feature][Name]>;
};

export type AllRequests = { readonly [Feature in keyof Contract]: RequestsOf<Feature> };
