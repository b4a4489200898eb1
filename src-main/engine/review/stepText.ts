/** How many users a step is about, as its text says it: written by who decides, read again when they become fewer. */
export function usersInText(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'user' : 'users'}`;
}
