/** Excludes a user whom the sampling check found to differ, with the finding as the note; can be undone. */
import type { SampledUser } from '#shared/contract/shapes/samples.ts';
import { DATA_CONFLICT } from '#shared/domain/review.ts';
import { engine } from '../../../client/engineClient.ts';
import { sayDone } from '../../../deciding/decide.tsx';
import { notifyFailure } from '../../../ui/notify.tsx';
import { findingWords } from '../words/sampling.tsx';

export async function excludeSampled(user: SampledUser): Promise<void> {
  try {
    const { excludeReasons } = await engine.settings.get();
    const reason = excludeReasons.includes(DATA_CONFLICT) ? DATA_CONFLICT : excludeReasons.at(-1)!;
    const { changed } = await engine.review.decide({
      selection: { criteria: { op: 'users', userNos: [user.userNo] } },
      decision: 'excluded',
      reason,
      note: user.note,
      cause: { what: 'sampled' },
    });
    const who = user.primary_identifier.trim();
    const text = changed > 0 ? findingWords.excluded(who, reason) : findingWords.leftAlone(who);
    await sayDone(text, changed > 0);
  } catch (error) {
    notifyFailure(error);
  }
}
