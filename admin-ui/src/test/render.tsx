import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  Outlet,
  type RouterHistory,
  RouterProvider,
} from '@tanstack/react-router';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ReactNode, Suspense } from 'react';
import { createQueryClient } from '../app/queries';
import { themeWith } from '../app/theme';

const ELSEWHERE = '/elsewhere';

/** Shows a page at "/", beside a link to another page. */
export function show(page: ReactNode, history: RouterHistory = createMemoryHistory({ initialEntries: ['/'] })) {
  const rootRoute = createRootRoute({
    component: () => (
      <ModalsProvider>
        <Link to={ELSEWHERE as string}>Elsewhere</Link>
        <main>
          <Suspense>
            <Outlet />
          </Suspense>
        </main>
      </ModalsProvider>
    ),
  });
  const home = createRoute({ getParentRoute: () => rootRoute, path: '/', component: () => page });
  const elsewhere = createRoute({
    getParentRoute: () => rootRoute,
    path: ELSEWHERE,
    component: () => 'Another page',
  });
  const router = createRouter({
    routeTree: rootRoute.addChildren([home, elsewhere]),
    history,
  });
  render(
    <MantineProvider env="test" theme={themeWith({ close: 'Close', showText: 'Show text' })}>
      <QueryClientProvider client={createQueryClient()}>
        <Notifications />
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return userEvent.setup({ delay: null });
}
