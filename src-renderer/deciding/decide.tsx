/**
 * Makes decisions and says what came of them: what, for whom, who was left alone and why, how many remain undecided,
 * and an Undo that takes back this step and no other.
 */
import type { ReactNode } from 'react';
import type { Criteria } from '#shared/domain/criteria.ts';
import { type Decision, decisionReason } from '#shared/domain/review.ts';
import type { HeldBackFlag } from '#shared/domain/reviewFlags.ts';
import { engine } from '../client/engineClient.ts';
import { announce } from '../ui/announce.tsx';
import { CountLink } from '../ui/CountLink.tsx';
import { notifyDone, notifyFailure } from '../ui/notify.tsx';
import {
  type DecisionMade,
  type DecisionTarget,
  heldBackAmong,
  protectedAmong,
  staffLockedAmong,
} from './decisions.ts';
import { DECISIONS, undoLast } from './undoRedo.ts';
import { madeWords, undoWords } from './words/decisions.tsx';

/** What the engine answered. */
interface Outcome {
  readonly changed: number;
  readonly unchanged: number;
  readonly staffLocked: number;
  readonly protected: number;
  readonly heldBack: number;
}

interface Made {
  readonly decision: Decision;
  readonly reason: string | null;
  readonly named: readonly HeldBackFlag[];
}

/** @returns whether it was done; a failure is said already */
export async function decide(target: DecisionTarget, made: DecisionMade): Promise<boolean> {
  const { decision, reason = null, note = '', typedIdentifier, named = [] } = made;
  try {
    const done = await engine.review.decide({
      selection: target.selection,
      decision,
      reason,
      note,
      named: [...named],
      ...(typedIdentifier !== undefined && { typedIdentifier }),
    });
    const said = <Decided target={target} made={{ decision, reason, named }} done={done} />;
    await sayDone(said, done.changed > 0);
    return true;
  } catch (error) {
    notifyFailure(error);
    return false;
  }
}

/** Says what was decided, with Undo; the message is heard as it appears, then how much is left to do. */
export async function sayDone(text: ReactNode, undoable: boolean): Promise<void> {
  // It is done, whatever becomes of these questions.
  const [status, counts] = await Promise.all([
    engine.workspace.status().catch(() => undefined),
    engine.review.counts().catch(() => undefined),
  ]);
  const undo = undoable ? { undo: () => undoStep(status?.revision) } : {};
  notifyDone(text, { ...undo, topic: DECISIONS });
  if (counts) announce(madeWords.remaining(counts.undecided));
}

/** Undo takes back the last step of all: when something came after this one, it would be another. */
async function undoStep(revision: number | undefined): Promise<void> {
  const status = await engine.workspace.status().catch(() => undefined);
  if (status?.revision === revision) return undoLast();
  notifyDone(undoWords.changedSince, {
    action: { label: undoWords.undoLast, onClick: undoLast },
    topic: DECISIONS,
  });
}

interface DecidedProps {
  readonly target: DecisionTarget;
  readonly made: Made;
  readonly done: Outcome;
}

function Decided({ target, made, done }: DecidedProps) {
  return (
    <>
      {changedText(target, made, done)}
      <LeftAlone target={target} made={made} done={done} />
    </>
  );
}

function changedText(
  target: DecisionTarget,
  { decision, reason }: Made,
  { changed, unchanged }: Outcome,
): string {
  if (changed + unchanged === 0) return madeWords.nothing;
  if (changed === 0) return madeWords.allAlreadySo(decision, reason);
  const said = madeWords.changed(decision, target, { changed, reason });
  return unchanged > 0 ? `${said} ${madeWords.alreadySo(unchanged)}` : said;
}

function LeftAlone({ target, made, done }: DecidedProps) {
  const { changed, unchanged, staffLocked, heldBack } = done;
  const others = target.users - changed - unchanged - staffLocked - done.protected - heldBack;
  const staff = staffLockedAmong(target, decidedSo(made));
  const held = heldBackAmong(target, made.named, decidedSo(made));
  const { staffTitle, protectedTitle, heldBackTitle } = madeWords;
  return (
    <>
      {staffLocked > 0 && (
        <> {madeWords.staff(staffLocked, linkTo(staffLocked, staff, staffTitle))}</>
      )}
      {done.protected > 0 && (
        <>
          {' '}
          {madeWords.protected(
            done.protected,
            linkTo(done.protected, protectedAmong(target), protectedTitle),
          )}
        </>
      )}
      {heldBack > 0 && <> {madeWords.heldBack(heldBack, linkTo(heldBack, held, heldBackTitle))}</>}
      {others > 0 && ` ${madeWords.notCandidates(others)}`}
    </>
  );
}

function linkTo(count: number, criteria: Criteria, title: string) {
  return (words: string) => (
    <CountLink count={count} criteria={criteria} title={title}>
      {words}
    </CountLink>
  );
}

/** Those who stood so before were not among those left alone. */
function decidedSo({ decision, reason }: Pick<Made, 'decision' | 'reason'>): Criteria {
  return {
    op: 'all',
    of: [
      { op: 'decision', values: [decision] },
      { op: 'reason', values: [decisionReason(decision, reason)] },
    ],
  };
}
