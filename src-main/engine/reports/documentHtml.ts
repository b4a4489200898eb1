/**
 * A document as one page of HTML for paper: the summary on a sheet of its own, the details, then the lists on sheets
 * lying on their side. app/printing.ts makes a PDF of it or hands it to the printer. Whatever a document holds is text
 * in it: never markup, never a link. Must leave nothing out without saying so.
 */
import type {
  DocumentColumn,
  DocumentList,
  DocumentSection,
  Fact,
  ListRow,
} from '#shared/documents/document.ts';
import { sayIn } from '#shared/documents/jobReport/sayIn.ts';
import { PAPER_WORDS } from '#shared/documents/paperWords.ts';
import { cellText, type ValueFormat, valueText } from '#shared/documents/values.ts';
import { type SummaryLayout, summaryLayout } from './html/fitting.ts';
import { listLayout } from './html/listLayout.ts';
import { html } from './html/markup.ts';
import { headHtml, pictureHtml, sectionHtml } from './html/sectionHtml.ts';
import { documentStyle } from './html/style.ts';
import type { DocumentSource, Picture } from './source.ts';

/**
 * Rows that go on paper, of one list and of all together. Chromium takes 0.65 MiB and 4 ms for each row of 14 columns
 * (1,000 rows: 680 MiB and 4 s; 5,000: 3.1 GiB and 19 s; 20,000: it gives up), and nobody reads 100 sheets.
 */
export const MOST_PRINTED = { ofList: 2_000, ofDocument: 3_000 } as const;

/** In pieces, as its lists are read. */
export function* documentHtml(source: DocumentSource): Generator<string> {
  const { document, format, paper } = source;
  const { title, subtitle, details } = document;
  const lists = document.lists.filter(({ again }) => !again);
  const logo = source.logo();
  const layout = summaryLayout(document, { paper, format, logo });
  const style = documentStyle({
    paper,
    above: shortened(`${title} · ${subtitle}`, 110),
    below: runningFoot(document.head, format),
    summaryScale: layout.scale,
  });
  yield `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${html(`${title}: ${subtitle}`)}</title>
<link rel="stylesheet" href="/fonts/fonts.css"><style>${style}</style></head><body>\n`;
  yield summaryHtml(source, logo, layout);
  if (details.length > 0) {
    const context = { format, capture: source.capture(), withHelp: true };
    yield `<main class="details"><h2>${html(PAPER_WORDS.details)}</h2>\n`;
    for (const section of details) yield sectionHtml(section, context);
    yield '</main>\n';
  }
  const printed = rowsPrinted(lists.map(({ users }) => users));
  for (const [n, list] of lists.entries()) yield* listHtml(list, printed[n]!, source, n === 0);
  yield '</body></html>\n';
}

function summaryHtml(
  { document, format }: DocumentSource,
  logo: Picture | null,
  { blocks, density }: SummaryLayout,
): string {
  const { title, subtitle, head, summary } = document;
  const picture = logo === null ? '' : pictureHtml(logo, PAPER_WORDS.logo, 'logo');
  const facts = head.map(
    ({ label, value }) =>
      `<div><dt>${html(label)}</dt><dd>${html(valueText(value, format))}</dd></div>`,
  );
  const context = { format, capture: null, withHelp: false };
  const sections = (all: readonly DocumentSection[]) =>
    all.map((section) => sectionHtml(section, context)).join('');
  const body = blocks.map((block) =>
    'across' in block
      ? sections([block.across])
      : `<div class="columns">${block.columns.map((each) => `<div>${sections(each)}</div>`).join('')}</div>`,
  );
  return `<div class="${['summary', density.className].join(' ').trim()}"><div><header><div><h1>${html(title)}</h1>
<p class="subtitle">${html(subtitle)}</p></div>${picture}</header>
<dl class="head">${facts.join('')}</dl></div>
${summary.length > 0 ? `<h2>${html(PAPER_WORDS.summary)}</h2>` : ''}${body.join('\n')}</div>\n`;
}

/** How much of each list: short ones as a whole, and what they leave goes to the long ones. */
export function rowsPrinted(users: readonly number[]): number[] {
  const printed = users.map(() => 0);
  let left: number = MOST_PRINTED.ofDocument;
  const shortestFirst = [...users.keys()].sort((a, b) => users[a]! - users[b]!);
  for (const [n, list] of shortestFirst.entries()) {
    const share = Math.floor(left / (users.length - n));
    printed[list] = Math.min(users[list]!, MOST_PRINTED.ofList, share);
    left -= printed[list]!;
  }
  return printed;
}

function* listHtml(
  { id, title, about, users, rowsAre = 'users', columns: all }: DocumentList,
  most: number,
  source: DocumentSource,
  isFirst: boolean,
): Generator<string> {
  const { format } = source;
  const rows = firstRows(source.rows(id), most);
  const { columns, shares } = listLayout(all, rows, source);
  const isShort = columns.length < all.length;
  const say = sayIn(format);
  const name = html(`list-${id}`);
  const cut = most < users;
  yield `<section class="list" aria-labelledby="${name}">${isFirst ? `<h2>${html(PAPER_WORDS.lists[rowsAre])}</h2>` : ''}
<h3 id="${name}">${html(title)}</h3><p class="about">${html(PAPER_WORDS.about(about, users, rowsAre, say))}${isShort ? ` ${html(PAPER_WORDS.columns(columns.length, all.length))}` : ''}</p>
${cut ? `<p class="cut">${html(PAPER_WORDS.cut(most, users, rowsAre, say))}</p>` : ''}\n`;
  if (users > 0) {
    yield `<table class="table" aria-labelledby="${name}">${headHtml(columns, shares)}<tbody>\n`;
    for (const row of rows) yield rowHtml(row, columns, format);
    yield '</tbody></table>\n';
  } else yield `<p>${html(PAPER_WORDS.none[rowsAre])}</p>\n`;
  if (cut) yield `<p class="cut">${html(PAPER_WORDS.cutEnd(users - most, rowsAre, say))}</p>\n`;
  yield '</section>\n';
}

/** No more than are printed: they are held. */
function firstRows(all: Iterable<ListRow>, most: number): ListRow[] {
  const rows: ListRow[] = [];
  for (const row of all) {
    if (rows.length === most) break;
    rows.push(row);
  }
  return rows;
}

function rowHtml(row: ListRow, columns: readonly DocumentColumn[], format: ValueFormat): string {
  const cells = columns.map(({ is }, n) => {
    const text = html(cellText(row[n] ?? null, is, format));
    return `<td class="${is}">${is === 'code' && text !== '' ? `<code>${text}</code>` : text}</td>`;
  });
  return `<tr>${cells.join('')}</tr>\n`;
}

/** What stands at the head, as much of it as goes into one line. */
function runningFoot(head: readonly Fact[], format: ValueFormat): string {
  const said = head.map(({ label, value }) => `${label}: ${valueText(value, format)}`);
  let foot = '';
  for (const each of said) {
    const longer = foot === '' ? each : `${foot} · ${each}`;
    if (longer.length > 100) break;
    foot = longer;
  }
  return foot === '' ? shortened(said[0] ?? '', 100) : foot;
}

const shortened = (text: string, most: number) =>
  [...text].length <= most ? text : `${[...text].slice(0, most - 1).join('')}…`;
