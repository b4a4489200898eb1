/**
 * What the Import screen knows beyond the engine's list: what the librarian chose for a file that isn't added yet
 * (mode, name of the set), what is under way, and what was just added. Survives going elsewhere, and is forgotten
 * with the workspace. Never holds what the engine can be asked.
 */
import { create } from 'zustand';
import type { RowGroup } from '#shared/contract/shapes/rowGroup.ts';
import type { ImportKind } from '#shared/importKinds/importKinds.ts';
import { useRevisionStore } from '../../client/revision.ts';

export type AddMode = 'add' | 'replace';
/** What holds for users whom a report that counts doesn't name. */
export type Absent = 'unknown' | 'none';

/** Of one chosen file, however often it is read again. */
export interface FileMemory {
  readonly mode: AddMode;
  readonly absent: Absent;
  /** Undefined: the file's name without its ending. */
  readonly setName?: string | undefined;
  /** Whether the card is more than one line; undefined until its file was checked for the first time. */
  readonly unfolded?: boolean | undefined;
  /** Whether the details are shown; undefined: as the screen thinks best. */
  readonly open?: boolean | undefined;
  readonly tab?: string | undefined;
  /** Row group of the file whose rows are shown. */
  readonly rowGroup?: RowGroup | undefined;
  /** A step about this file that the engine hasn't answered. */
  readonly busy?: 'adding' | 'reading' | 'discarding' | undefined;
  readonly error?: unknown;
}

/** What adding a file did; shown until it is closed or the next files are chosen. */
export interface AddedFile {
  readonly importId: number;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly identifiers: number;
  readonly newIdentifiers: number;
  readonly knownIdentifiers: number;
  /** Users whose facts it changed; null when it wasn't compared yet. */
  readonly changed: number | null;
  readonly rowsWithErrors: number;
  readonly mode: AddMode;
  readonly absent: Absent;
  readonly candidatesBefore: number;
  readonly setId: number | null;
  /** Users whom it brought back, or of whom it told signs of life. */
  readonly returned: number;
  /** Users whose decision it ended. */
  readonly decisionsEnded: number;
}

interface ImportMemory {
  /** Reading again gives a file a new number: the first one it had stands for the file. */
  readonly origins: ReadonlyMap<number, number>;
  /** By origin. */
  readonly files: ReadonlyMap<number, FileMemory>;
  readonly added: readonly AddedFile[];
  /** How many files were chosen last, some of which the engine may not have listed yet. */
  readonly chosenTogether: number;
}

const EMPTY: ImportMemory = {
  origins: new Map(),
  files: new Map(),
  added: [],
  chosenTogether: 0,
};
const UNTOUCHED: FileMemory = { mode: 'add', absent: 'unknown' };

export const useImportMemory = create<ImportMemory>(() => EMPTY);

useRevisionStore.subscribe((state, before) => {
  if (state.workspaceTurn !== before.workspaceTurn) useImportMemory.setState(EMPTY);
});

/** The number that stands for the file, for keys and for the order on screen. */
export function originOf(importId: number): number {
  return useImportMemory.getState().origins.get(importId) ?? importId;
}

export function noteReadAgain(importId: number, newId: number): void {
  useImportMemory.setState(({ origins }) => ({
    origins: new Map(origins).set(newId, origins.get(importId) ?? importId),
  }));
}

export function useFileMemory(importId: number): FileMemory {
  return useImportMemory((state) => memoryIn(state, importId));
}

export function fileMemory(importId: number): FileMemory {
  return memoryIn(useImportMemory.getState(), importId);
}

export function remember(importId: number, changes: Partial<FileMemory>): void {
  useImportMemory.setState((state) => ({
    files: new Map(state.files).set(originOf(importId), {
      ...memoryIn(state, importId),
      ...changes,
    }),
  }));
}

export function noteAdded(file: AddedFile): void {
  useImportMemory.setState(({ added }) => ({ added: [...added, file] }));
}

export function forgetAdded(): void {
  useImportMemory.setState({ added: [] });
}

export function noteChosen(files: number): void {
  useImportMemory.setState({ chosenTogether: files });
}

function memoryIn(state: ImportMemory, importId: number): FileMemory {
  return state.files.get(state.origins.get(importId) ?? importId) ?? UNTOUCHED;
}
