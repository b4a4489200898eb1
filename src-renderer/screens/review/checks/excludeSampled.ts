/** Excludes a user whom the sampling check found to differ, with the finding as the note; can be undone. */
import type { SampledUser } from '#shared/contract/shapes/samples.ts';
import { FINDING_TEXTS } from '#shared/domain/review.ts';
import { engine } from '../../../client/engineClient.ts';
import { sayDone } from '../../../deciding/decide.tsx';
import { notifyFailure } from '../../../ui/notify.tsx';

const REASON = 'Data conflict';

export async function excludeSampled(user: SampledUser): Promise<void> {
  try {
    const { excludeReasons } = await engine.settings.get();
    const reason = excludeReasons.includes(REASON) ? REASON : excludeReasons.at(-1)!;
    const { changed } = await engine.review.decide({
      selection: { criteria: { op: 'users', userNos: [user.userNo] } },
      decision: 'excluded',
      reason,
      note: ['Sampling check', FINDING_TEXTS.differs.toLowerCase(), user.note]
        .filter(Boolean)
        .join(': '),
    });
    const who = user.primary_identifier.trim();
    const text = changed > 0 ? `${who} excluded (${reason}).` : `${who} was left as it is.`;
    await sayDone(text, changed > 0);
  } catch (error) {
    notifyFailure(error);
  }
}
