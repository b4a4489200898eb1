/*
 * A plugin of the build: puts the typefaces of documents beside main, with a style sheet of their @font-face rules.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

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
          const fileName = `${folder}/${basename(path)}`;
          this.emitFile({
            type: 'asset',
            fileName,
            source: readFileSync(join(dirname(file), path)),
          });
          return `url(${basename(path)})`;
        });
      });
      this.emitFile({ type: 'asset', fileName: `${folder}/fonts.css`, source: rules.join('\n') });
    },
  };
}
