/** Whether a record is linked from another institution, by what reports write in its column. Pure. */

/** For an account that isn’t linked, in small letters. */
export const NOT_LINKED = ['', '-', 'none', 'no', 'n/a', 'not linked'];

export const isLinked = (from: string) => !NOT_LINKED.includes(from.trim().toLowerCase());
