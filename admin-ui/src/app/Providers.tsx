import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppRouter } from './router';
import { cssVariables, themeWith } from './theme';

interface Props {
  readonly queryClient: QueryClient;
  readonly router: AppRouter;
}

/** The whole panel. */
export function Providers({ queryClient, router }: Props) {
  const { t } = useTranslation();
  const theme = useMemo(() => themeWith({ close: t('action.close'), showText: t('action.show_text') }), [t]);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
