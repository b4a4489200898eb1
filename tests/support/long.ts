/** Whether `npm run soak` runs the stories on screen: longer, and those that are too long for `npm test`. */
export const LONG = process.env.PURGE_DESK_LONG_STORIES !== undefined;
