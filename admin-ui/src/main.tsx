import '@fontsource-variable/inter/wght.css';
import './app/styles';
import './app/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import * as z from 'zod/mini';
import { startApi } from './app/api';
import { startI18n } from './app/i18n';
import { Providers } from './app/Providers';

// The page's policy forbids building functions from text.
z.config({ jitless: true });
startApi();
await startI18n();

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Providers />
    </StrictMode>,
  );
}
