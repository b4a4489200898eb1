/**
 * Makes text safe in HTML and in style sheets. Every value of a document goes through here: none is ever markup, a
 * link or a rule of style.
 */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that HTML can't hold, and halves of characters; a tab and a line break are spaces in it. */
const UNWRITABLE = /(?![\t\n\r])[\p{Cc}\p{Noncharacter_Code_Point}\p{Surrogate}]/gu;

export const html = (text: string): string =>
  text.replace(UNWRITABLE, '\ufffd').replace(/[&<>"']/g, (each) => ENTITIES[each]!);

/** A string of CSS within a style element: whatever isn't a plain letter or digit by its number. */
export const cssString = (text: string): string =>
  `"${text
    .replace(UNWRITABLE, '\ufffd')
    .replace(/[^A-Za-z0-9 ]/gu, (each) => `\\${each.codePointAt(0)!.toString(16)} `)}"`;
