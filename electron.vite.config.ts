/**
 * Builds the four programs into out/: main, preload, the engine (utility process, its threads,
 * the command line, the benchmarks, the public suites) and the page. Only better-sqlite3 and exceljs stay outside.
 */
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { documentFonts } from './scripts/lib/documentFonts.mjs';

const here = import.meta.dirname;
/** Typefaces of documents: a PDF takes the variable ones of the page as drawings, not as typefaces. */
const sheets = [
  '@fontsource/inter/400.css',
  '@fontsource/inter/600.css',
  '@fontsource/ibm-plex-mono/400.css',
];
const external = ['electron', 'better-sqlite3', 'exceljs', /^node:/];

export default defineConfig(({ command }) => ({
  main: {
    // `electron-vite dev` serves, everything else builds.
    define: { __FOR_DEVELOPERS__: JSON.stringify(command === 'serve') },
    plugins: [documentFonts('main/fonts', sheets)],
    build: {
      externalizeDeps: false,
      outDir: 'out',
      emptyOutDir: false,
      minify: false,
      sourcemap: true,
      rollupOptions: {
        external,
        input: {
          'main/main': resolve(here, 'src-main/app/main.ts'),
          'engine/engine': resolve(here, 'src-main/engine/engine.ts'),
          'engine/writer': resolve(here, 'src-main/engine/writerThread.ts'),
          'engine/inspection': resolve(here, 'src-main/engine/inspection.ts'),
          'engine/check': resolve(here, 'src-main/engine/checkThread.ts'),
          'engine/export': resolve(here, 'src-main/engine/exportThread.ts'),
          'engine/cli': resolve(here, 'src-main/engine/cli/cli.ts'),
          'engine/bench': resolve(here, 'src-main/engine/bench/bench.ts'),
          'engine/suites': resolve(here, 'src-main/engine/suites/suites.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      outDir: 'out/preload',
      rollupOptions: {
        external: ['electron'],
        input: { preload: resolve(here, 'src-main/preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react()],
    build: {
      outDir: resolve(here, 'out/renderer'),
      emptyOutDir: true,
      chunkSizeWarningLimit: 4000,
      rollupOptions: { input: { index: resolve(here, 'src-renderer/index.html') } },
    },
  },
}));
