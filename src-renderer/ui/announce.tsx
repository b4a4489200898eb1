/**
 * What screen readers hear although nothing takes the focus: counts after a filter, decisions made.
 * `announce` is called from anywhere; the shell holds the one live region.
 */
import { create } from 'zustand';

const useAnnouncement = create<{ text: string; turn: number }>(() => ({ text: '', turn: 0 }));

export function announce(text: string): void {
  useAnnouncement.setState((state) => ({ text, turn: state.turn + 1 }));
}

export function LiveRegion() {
  const { text, turn } = useAnnouncement();
  return (
    <div className="pd-visually-hidden" role="status" aria-live="polite">
      {/* A new element for the same words again, or they would not be read. */}
      <span key={turn}>{text}</span>
    </div>
  );
}
