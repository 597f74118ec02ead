import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createQueryClient } from './queries';
import { createAppRouter } from './router';
import { cssVariables, themeWith } from './theme';

/** The whole panel. */
export function Providers() {
  const { t } = useTranslation();
  const [queryClient] = useState(createQueryClient);
  const [router] = useState(() => createAppRouter(queryClient));
  const theme = useMemo(() => themeWith({ close: t('action.close'), showText: t('action.show_text') }), [t]);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <ModalsProvider labels={{ confirm: t('action.save'), cancel: t('action.cancel') }}>
          <Notifications position="top-right" containerWidth={360} styles={{ root: { marginBlockStart: 48 } }} />
          <RouterProvider router={router} />
        </ModalsProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
