/** How people call the disk on which a file stands. Pure. */
import type { ExportDisk } from '#shared/refusals/exportRefusals.ts';

/** Disks that are put in by hand have names in their paths; of all others the folder says enough. */
const NAMED_DISKS: readonly RegExp[] = [
  /^([A-Za-z]:)[/\\]/,
  /^\/Volumes\/([^/]+)\//,
  /^(?:\/run)?\/media\/[^/]+\/([^/]+)\//,
  /^\/mnt\/([^/]+)\//,
];

/** Never tells the page more of a path than the names of a disk or a folder. */
export function diskOf(path: string): ExportDisk {
  for (const named of NAMED_DISKS) {
    const disk = named.exec(path)?.[1];
    if (disk) return { disk };
  }
  const [folder = ''] = path.split(/[/\\]/).slice(-2);
  return { folder: folder || '/' };
}
