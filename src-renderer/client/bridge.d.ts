/** What the preload puts on the window. Only client/ may use it. */
import type { DesktopBridge } from '#shared/contract/desktopContract.ts';

declare global {
  interface Window {
    readonly purgeDesk: DesktopBridge;
  }
}
