import '@fontsource-variable/inter/wght.css';
import './app/styles';
import './app/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import * as z from 'zod/mini';
import { startApi } from './app/api';
import { startI18n } from './app/i18n';
import { Providers } from './app/Providers';
import { createQueryClient } from './app/queries';
import { createAppRouter } from './app/router';

// The page's policy forbids building functions from text.
z.config({ jitless: true });
startApi();
const queryClient = createQueryClient();
const router = createAppRouter(queryClient);
// The page is on its way while the words are.
void router.load();
await startI18n();

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Providers queryClient={queryClient} router={router} />
    </StrictMode>,
  );
}
