/**
 * The open workspace: its status, and the verbs New, Open, Close, Save a copy and Erase. Each verb returns false
 * when the librarian cancelled a dialog and throws what the engine refused.
 */
import { useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import type { WorkspaceStatus } from '#shared/contract/shapes/workspace.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { currencyDecimals } from '#shared/domain/money.ts';
import { type TimeZone, today } from '#shared/domain/timeZones.ts';
import { EngineStopped, onConnected } from './connection.ts';
import { desktop, type GrantedFile } from './desktop.ts';
import { engine, queries, queryClient } from './engineClient.ts';
import { refusalOf } from './refusal.ts';
import { forgetAnswers, makeStale, useRevisionStore } from './revision.ts';
import { workspaceNames } from './words.ts';

interface WorkspaceState {
  /** `starting` until the engine answered for the first time. */
  readonly phase: 'starting' | 'ready';
  /** Why the last workspace couldn't be opened, shown on the welcome screen. */
  readonly openingFailure: unknown;
  /** The workspace that was open, but isn't opened by itself any more. */
  readonly leftOut: GrantedFile | undefined;
  /** The workspace that couldn't. */
  readonly refusedFile: GrantedFile | undefined;
  /** The workspace that is being opened. */
  readonly opening: Opening | undefined;
}

export interface Opening {
  readonly file: GrantedFile;
  /** What was open stays open. */
  readonly cancel: () => void;
}

export const useWorkspaceStore = create<WorkspaceState>(() => ({
  phase: 'starting',
  openingFailure: undefined,
  refusedFile: undefined,
  leftOut: undefined,
  opening: undefined,
}));

export function useStatus() {
  return useQuery(queries.workspace.status.queryOptions());
}

/** The settings of the workspace; undefined until they are known. */
export function useSettings() {
  return useQuery(queries.settings.get.queryOptions()).data;
}

/** How many decimals the amounts of the workspace have. */
export function useMoneyDecimals(): number {
  return currencyDecimals(useSettings()?.currency ?? 'USD');
}

/** The same where no component asks. */
export function moneyDecimals(): number {
  return currencyDecimals(knownSettings()?.currency ?? 'USD');
}

/** Whose clocks and days the page goes by: the institution's; where no workspace is open, this computer's. */
export function useZone(): TimeZone {
  const enabled = useStatus().data?.open === true;
  const { data } = useQuery({ ...queries.settings.get.queryOptions(), enabled });
  return data?.institution.timeZone ?? null;
}

/** The same where no component asks. */
export function currentZone(): TimeZone {
  return knownSettings()?.institution.timeZone ?? null;
}

/** The day that it is at the institution. */
export function useToday(): IsoDate {
  return today(useZone());
}

/** The same where no component asks. */
export function currentDay(): IsoDate {
  return today(currentZone());
}

function knownSettings() {
  return queryClient.getQueryData(queries.settings.get.queryKey());
}

/** On each connection: learn what is open, and open the last workspace where nothing is. */
export function startWorkspace(): void {
  onConnected(() =>
    findWorkspace().catch((error: unknown) => {
      // A lost engine connects again and comes back here, whatever it was asked.
      if (!(error instanceof EngineStopped)) throw error;
    }),
  );
}

async function findWorkspace(): Promise<void> {
  let last: GrantedFile | null = null;
  try {
    let status = await engine.workspace.status();
    const found = status.open ? null : await desktop.lastWorkspace();
    useWorkspaceStore.setState({ leftOut: found?.leftOut ? found.file : undefined });
    last = found && !found.leftOut ? found.file : null;
    const readOnly = found?.readOnly ?? false;
    if (last) status = (await opened(last, { readOnly })) ?? (await engine.workspace.status());
    if (isStillOpen(status)) await goOn(status);
    else await adopt(status);
    useWorkspaceStore.setState({ openingFailure: undefined });
  } catch (error) {
    if (error instanceof EngineStopped) throw error;
    useWorkspaceStore.setState({ openingFailure: error, refusedFile: last ?? undefined });
    await adopt(await engine.workspace.status());
  } finally {
    useWorkspaceStore.setState({ phase: 'ready' });
  }
}

function isStillOpen(status: WorkspaceStatus): boolean {
  const before = queryClient.getQueryData(queries.workspace.status.queryKey());
  return before?.open === true && status.open && before.name === status.name;
}

/** The engine was restarted below an open workspace: what is on screen stays and is asked again. */
async function goOn(status: WorkspaceStatus): Promise<void> {
  useRevisionStore.setState({ revision: status.revision });
  queryClient.setQueryData(queries.workspace.status.queryKey(), status);
  makeStale();
}

async function adopt(status: WorkspaceStatus): Promise<void> {
  useRevisionStore.setState({ revision: status.revision });
  const refetched = forgetAnswers();
  queryClient.setQueryData(queries.workspace.status.queryKey(), status);
  await refetched.catch(() => undefined);
}

export async function createWorkspace(
  suggestedName: string = workspaceNames.first,
): Promise<boolean> {
  const file = await desktop.chooseTarget('workspace', suggestedName);
  if (!file) return false;
  const status = await leaving((leave) =>
    engine.workspace.create({ file: file.token, locales: [...desktop.locales], ...leave }),
  );
  if (!status) return false;
  await adopt(status);
  useWorkspaceStore.setState({ openingFailure: undefined });
  return true;
}

/** Of a workspace that can't be written but could be read. */
export function isProtected(error: unknown): boolean {
  return refusalOf(error)?.code === 'workspace.protected';
}

interface OpeningOptions {
  readonly readOnly?: boolean;
}

export function chooseWorkspace(): Promise<GrantedFile | undefined> {
  return desktop.chooseFiles('workspace').then(([file]) => file);
}

export async function openWorkspace(
  file: GrantedFile,
  options: OpeningOptions = {},
): Promise<boolean> {
  const status = await leaving((leave) => opened(file, { ...options, ...leave }));
  if (!status) return false;
  await adopt(status);
  useWorkspaceStore.setState({ openingFailure: undefined });
  return true;
}

/**
 * One at a time: the next one gives up the one before.
 * @returns undefined when it was cancelled
 */
async function opened(
  file: GrantedFile,
  options: OpeningOptions & { giveUp?: true } = {},
): Promise<WorkspaceStatus | undefined> {
  useWorkspaceStore.getState().opening?.cancel();
  const controller = new AbortController();
  const { signal } = controller;
  const opening = { file, cancel: () => controller.abort() };
  useWorkspaceStore.setState({ opening });
  try {
    return await engine.workspace.open({ file: file.token, ...options }, { signal });
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    if (useWorkspaceStore.getState().opening === opening)
      useWorkspaceStore.setState({ opening: undefined });
  }
}

/** @returns false when the librarian would rather stay */
export async function restoreSnapshot(name: string): Promise<boolean> {
  const status = await leaving((leave) => engine.snapshots.restore({ name, ...leave }));
  if (!status) return false;
  await adopt(status);
  return true;
}

/** Of a file that is a snapshot: nobody works in it. */
export function isSnapshot(error: unknown): boolean {
  return refusalOf(error)?.code === 'snapshot.isOne';
}

/** Makes a workspace of its own of it, where the librarian says. */
export async function saveSnapshotAs(snapshot: GrantedFile): Promise<boolean> {
  const suggested = snapshot.name.replace(/\.purgedesk-snapshot$/i, '');
  const file = await desktop.chooseTarget('workspace', suggested);
  if (!file) return false;
  const status = await leaving((leave) =>
    engine.snapshots.saveAs({ snapshot: snapshot.token, file: file.token, ...leave }),
  );
  if (!status) return false;
  await adopt(status);
  useWorkspaceStore.setState({ openingFailure: undefined });
  return true;
}

export async function closeWorkspace(): Promise<boolean> {
  const status = await leaving((leave) => engine.workspace.close(leave));
  if (!status) return false;
  await adopt(status);
  return true;
}

const UNDER_WAY = new Set<string | undefined>([
  'workspace.reading',
  'workspace.exporting',
  'workspace.displaced',
]);

/**
 * What leaves the open workspace. While something would be lost by it the engine refuses it; then the librarian is asked.
 * @returns undefined when they would rather stay
 */
async function leaving(
  step: (leave: { giveUp?: true }) => Promise<WorkspaceStatus | undefined>,
): Promise<WorkspaceStatus | undefined> {
  try {
    return await step({});
  } catch (error) {
    if (!UNDER_WAY.has(refusalOf(error)?.code)) throw error;
  }
  return (await desktop.mayGiveUp()) ? step({ giveUp: true }) : undefined;
}

/** The copy's name and token, or null when cancelled. */
export async function saveCopy(name: string): Promise<{ fileName: string; token: string } | null> {
  const file = await desktop.chooseTarget('copy', workspaceNames.copyOf(name));
  if (!file) return null;
  const { fileName } = await engine.workspace.saveCopy({ file: file.token });
  return { fileName, token: file.token };
}

/** A new place for a workspace whose file went from its own; the screens stay as they are. */
export async function saveWorkspaceAs(name: string): Promise<boolean> {
  const file = await desktop.chooseTarget('workspace', name);
  if (!file) return false;
  await goOn(await engine.workspace.saveAs({ file: file.token }));
  return true;
}

/** What the window may have missed while it was behind others. */
export async function askStatusAgain(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: queries.workspace.status.queryKey() });
}

/** Somebody knows what a copy that was made while its workspace was open may lack. */
export async function confirmCopied(): Promise<void> {
  const status = await engine.workspace.confirmCopied();
  queryClient.setQueryData(queries.workspace.status.queryKey(), status);
}

export async function eraseWorkspace(typedName: string): Promise<void> {
  await adopt(await engine.workspace.erase({ typedName }));
}
