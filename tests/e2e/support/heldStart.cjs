/*
 * Loaded by Electron before the program of a test: holds `ready` back until Playwright has connected and the test has
 * said what its pages begin with. Without it Playwright connects while the first page is being made, and both may wait
 * for each other for ever. The program loads at once all the same, because much of it must have run before Electron is
 * ready.
 */
const { app } = require('electron');

const [reallyReady, emit] = [app.whenReady(), app.emit.bind(app)];
let held = [];
let isReady = false;
let release;
const released = new Promise((done) => {
  release = done;
});

app.emit = (event, ...given) => {
  if (event !== 'ready' || isReady) return emit(event, ...given);
  held = given;
  return app.listenerCount('ready') > 0;
};
app.isReady = () => isReady;
app.whenReady = () => released;

/** Playwright calls it by this name, and goes on behind it. */
globalThis.__playwright_run = () => reallyReady;

/** The test calls it when pages may be made. */
globalThis.letGo = () => {
  isReady = true;
  release();
  emit('ready', ...held);
};
