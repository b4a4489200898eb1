/**
 * What the program lets go of once people were erased: nothing that is under way is given up for it, and it isn't
 * forgotten either.
 */
import { expect, test, vi } from 'vitest';
import { lettingGo } from '../../src-main/app/lettingGo.ts';

function host() {
  const state = { underWay: false, hasPage: true };
  const tellPage = vi.fn(() => state.hasPage);
  const renewEngine = vi.fn();
  const clearClipboard = vi.fn();
  const isUnderWay = () => state.underWay;
  const erasing = lettingGo({ tellPage, isUnderWay, renewEngine, clearClipboard });
  return { state, tellPage, renewEngine, clearClipboard, erasing };
}

test('the page begins anew, and the engine with it, once', () => {
  const { erasing, tellPage, renewEngine, clearClipboard } = host();
  erasing.pageBegan();
  expect(renewEngine).not.toHaveBeenCalled();
  erasing.erased();
  expect(clearClipboard).toHaveBeenCalledOnce();
  expect(tellPage).toHaveBeenCalledExactlyOnceWith({ type: 'peopleErased' });
  expect(renewEngine).not.toHaveBeenCalled();
  erasing.pageBegan();
  erasing.pageBegan();
  expect(renewEngine).toHaveBeenCalledOnce();
});

test('without a page the engine begins anew at once', () => {
  const { state, erasing, renewEngine } = host();
  state.hasPage = false;
  erasing.erased();
  expect(renewEngine).toHaveBeenCalledOnce();
});

test('files that are being read or exported come first', () => {
  const { state, erasing, tellPage, renewEngine } = host();
  state.underWay = true;
  erasing.erased();
  erasing.underWayChanged();
  // Somebody has the page loaded anew meanwhile.
  erasing.pageBegan();
  expect([tellPage.mock.calls.length, renewEngine.mock.calls.length]).toEqual([0, 0]);
  state.underWay = false;
  erasing.underWayChanged();
  expect(tellPage).toHaveBeenCalledOnce();
  erasing.pageBegan();
  expect(renewEngine).toHaveBeenCalledOnce();
  erasing.underWayChanged();
  expect(tellPage).toHaveBeenCalledOnce();
});
