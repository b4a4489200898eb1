/**
 * An expected failure of a desktop request: its message is one sentence for the librarian. Thrown by
 * whatever ipcGate.ts calls, turned into an answer there; anything else thrown is a bug.
 */
export class Refusal extends Error {}
