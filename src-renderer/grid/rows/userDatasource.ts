/**
 * Feeds AG Grid's infinite row model from users.page. One datasource for one criteria tree; the grid drops answers
 * that come after it was replaced, this drops those of an older revision by asking again.
 */
import type { IDatasource, IGetRowsParams } from 'ag-grid-community';
import type { Criteria } from '#shared/domain/criteria.ts';
import { engine } from '../../client/engineClient.ts';
import { useRevisionStore } from '../../client/revision.ts';
import { type AskedAlso, sortTerms } from './gridRows.ts';

interface Listeners {
  onTotal(total: number): void;
  onError(error: unknown): void;
  /** What the columns that are shown now need besides the rows. */
  also(): AskedAlso;
}

export function userDatasource(criteria: Criteria, listeners: Listeners): IDatasource {
  const gone = new AbortController();
  return {
    async getRows(params) {
      try {
        const page = await askPage({ criteria, ...listeners.also() }, params, gone.signal);
        if (gone.signal.aborted) return;
        listeners.onTotal(page.total);
        params.successCallback(page.rows, page.total);
      } catch (error) {
        params.failCallback();
        if (!gone.signal.aborted) listeners.onError(error);
      }
    },
    destroy: () => gone.abort(),
  };
}

async function askPage(
  asked: AskedAlso & { readonly criteria: Criteria },
  params: IGetRowsParams,
  signal: AbortSignal,
) {
  const input = {
    ...asked,
    sort: sortTerms(params.sortModel),
    offset: params.startRow,
    limit: params.endRow - params.startRow,
  };
  const page = await engine.users.page(input, { signal });
  // Once is enough: a change after that makes the grid ask again by itself.
  if (page.revision >= useRevisionStore.getState().revision) return page;
  return engine.users.page(input, { signal });
}
