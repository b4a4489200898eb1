/** What a part of the page shows, as text, without a browser. */
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { queryClient } from '../../src-renderer/client/engineClient.ts';

/** What is read on screen: the text, with a space between elements. */
export function shownText(content: ReactNode): string {
  const html = renderToStaticMarkup(
    <QueryClientProvider client={queryClient}>
      <MantineProvider env="test">{content}</MantineProvider>
    </QueryClientProvider>,
  );
  return html
    .replace(/<style.*?<\/style>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}
