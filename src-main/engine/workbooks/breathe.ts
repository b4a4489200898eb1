/** Between two thousand rows: pages that are asked for meanwhile come in. */
export const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
