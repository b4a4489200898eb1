/**
 * The page's entry: styles, connection to engine and desktop, the first render.
 */
import './withoutEval.ts';
import '@mantine/core/styles.css';
import '@mantine/spotlight/styles.css';
import './ui/fonts.css';
import './ui/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startConnecting } from './client/connection.ts';
import { watchCopying } from './client/copied.ts';
import { startWatching } from './client/revision.ts';
import { startWorkspace } from './client/workspace.ts';
import { watchWriting } from './client/writing.ts';
import { startNavigation } from './place/navigation.ts';
import { App } from './shell/App.tsx';
import { watchTyping } from './shell/beginAnew.ts';
import { publishStyleNonce } from './ui/styleNonce.ts';

publishStyleNonce();
startNavigation();
watchTyping();
watchCopying();
startWatching();
watchWriting();
startWorkspace();
startConnecting();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
