/**
 * Going to places and back. Back that leads into a workspace that is closed, Forward into a place that was left for
 * another, or criteria of one screen in another would show other users than the title says.
 */
import { beforeEach, describe, expect, test, vi } from 'vitest';

const page = vi.hoisted(() => {
  const steps: unknown[] = [null];
  const kept = new Map<string, string>();
  const events = new EventTarget();
  const came = { at: 0 };
  function travel(to: number) {
    came.at = to;
    events.dispatchEvent(Object.assign(new Event('popstate'), { state: steps[to] }));
  }
  vi.stubGlobal('window', events);
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  vi.stubGlobal('history', {
    pushState(step: unknown) {
      steps.splice(++came.at, steps.length, step);
    },
    replaceState(step: unknown) {
      steps[came.at] = step;
    },
    go: (by: number) => travel(came.at + by),
    forward: () => travel(came.at + 1),
  });
  return { steps, kept };
});

import type { Criteria } from '#shared/domain/criteria.ts';
import { remembered } from '../../src-renderer/client/remembered.ts';
import {
  goBack,
  goBackTo,
  goForward,
  keepPlace,
  navigate,
  type Place,
  restartAt,
  showUsers,
  startNavigation,
  useNavigation,
} from '../../src-renderer/place/navigation.ts';

const place = () => useNavigation.getState().place;

startNavigation();
beforeEach(() => restartAt({ screen: 'overview' }));

describe('navigation', () => {
  test('goes back to what was seen, with its criteria, and forward again', () => {
    navigate({ screen: 'review', criteria: { op: 'inSet', setId: 1 }, title: 'Set 1' });
    showUsers({ op: 'inSet', setId: 2 }, 'Set 2');
    goBack();
    expect(place()).toEqual({
      screen: 'review',
      criteria: { op: 'inSet', setId: 1 },
      title: 'Set 1',
    });
    goBack();
    expect(place()).toEqual({ screen: 'overview' });
    goForward();
    goForward();
    expect(place()).toMatchObject({ screen: 'users', title: 'Set 2' });
  });

  test('has no Forward any more once another way was taken', () => {
    navigate({ screen: 'sets' });
    navigate({ screen: 'jobs' });
    goBack();
    navigate({ screen: 'reports' });
    goForward();
    expect(place()).toEqual({ screen: 'reports' });
    goBack();
    expect(place()).toEqual({ screen: 'sets' });
  });

  test('passes by a place that took another’s stead', () => {
    navigate({ screen: 'users', userNo: 1 });
    navigate({ screen: 'users', userNo: 2 }, { replace: true });
    goBack();
    expect(place()).toEqual({ screen: 'overview' });
  });

  test('leaves all pages of a job at once: neither Back nor Forward returns to them', () => {
    navigate({ screen: 'sets' });
    for (const page of [0, 1, 2])
      navigate({ screen: 'jobs', dialog: 'update-notify-users', ...(page && { page }) });
    goBackTo(2, { screen: 'jobs', jobId: 1 });
    expect(place()).toEqual({ screen: 'jobs', jobId: 1 });
    goForward();
    expect(place()).toEqual({ screen: 'jobs', jobId: 1 });
    goBack();
    expect(place()).toEqual({ screen: 'sets' });
  });

  test('never leads back into another workspace', () => {
    navigate({ screen: 'sets', setId: 9 });
    restartAt({ screen: 'overview' });
    goBack();
    goForward();
    expect(place()).toEqual({ screen: 'overview' });
  });

  test('remembers the screen and the view for the next start, and nobody’s number', () => {
    navigate({ screen: 'review', view: 'signOff', criteria: { op: 'users', userNos: [4711] } });
    expect(remembered.get('screen')).toBe('review signOff');
    navigate({ screen: 'users', userNo: 4711, title: 'Somebody' });
    expect(remembered.get('screen')).toBe('users');
  });

  test('stands where it stood after the page was loaded anew, unless that names somebody', () => {
    const kept = () => {
      keepPlace();
      return JSON.parse([...page.kept.values()].join()) as unknown;
    };
    const cleanup: Place = { screen: 'cleanup', jobId: 7 };
    navigate(cleanup);
    expect(kept()).toEqual(cleanup);
    const list: Place = { screen: 'users', criteria: { op: 'inSet', setId: 1 }, title: 'Set 1' };
    navigate(list);
    expect(kept()).toEqual(list);
    const bauer: Criteria = { op: 'not', of: { op: 'search', value: 'Bauer' } };
    showUsers(bauer, 'Not Bauer');
    expect(kept()).toEqual({ screen: 'users' });
    navigate({
      screen: 'users',
      details: { userNo: 1, among: { criteria: bauer, sort: [], row: 0 } },
    });
    expect(kept()).toEqual({ screen: 'users' });
    navigate({ screen: 'import', files: [{ token: 't', name: 'Bauer.xlsx', folder: 'Desktop' }] });
    expect(kept()).toEqual({ screen: 'import' });
  });
});
