/*
 * A plugin of the build: puts the typefaces of documents beside main, as one style sheet that holds them. A typeface in
 * a file of its own is asked for when a document is laid out, and may come later than it is printed.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const { resolve } = createRequire(import.meta.url);

/** @param sheets style sheets of packages */
export function documentFonts(folder, sheets) {
  return {
    name: 'document-fonts',
    generateBundle() {
      const rules = sheets.map((sheet) => {
        const file = resolve(sheet);
        const css = readFileSync(file, 'utf8').replaceAll(/,\s*url\([^)]*\.woff\)[^,;]*/g, '');
        return css.replaceAll(/url\(([^)]*)\)/g, (_url, path) => {
          const font = readFileSync(join(dirname(file), path)).toString('base64');
          return `url(data:font/woff2;base64,${font})`;
        });
      });
      this.emitFile({ type: 'asset', fileName: `${folder}/fonts.css`, source: rules.join('\n') });
    },
  };
}
