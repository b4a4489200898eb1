/** Leads through a table that comes a page at a time. Must never stand where one page holds all. */
import { Pagination } from '@mantine/core';
import { pageWords } from './words/components.tsx';

interface PagesProps {
  /** Rows of all pages. */
  readonly total: number;
  readonly rowsPerPage: number;
  /** The first is 1. */
  readonly page: number;
  readonly onPage: (page: number) => void;
}

export function Pages({ total, rowsPerPage, page, onPage }: PagesProps) {
  const pages = Math.ceil(total / rowsPerPage);
  if (pages <= 1) return null;
  return (
    <Pagination
      size="sm"
      total={pages}
      value={page}
      onChange={onPage}
      getItemProps={(number) => ({ 'aria-label': pageWords.page(number) })}
      getControlProps={(control) => ({ 'aria-label': pageWords[control] })}
    />
  );
}
