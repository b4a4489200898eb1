/*
 * Lets dependency-cruiser read .tsx files: it parses with swc, but without asking for JSX, and
 * its other parser needs the compiler API that TypeScript 7 no longer has. Loaded with --import
 * before dependency-cruiser by test.mjs. It must never change how any other file is parsed.
 */
import { createRequire } from 'node:module';

const swc = createRequire(import.meta.url)('@swc/core');
const { parseFileSync } = swc;
swc.parseFileSync = (file, options) =>
  parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') });
