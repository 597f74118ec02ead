import { QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { createQueryClient } from '../../app/queries';
import { answers, integration, modeView } from '../../test/server';
import { useEventTypes } from './useEventTypes';

it('reads the types from the integration, and asks Stripe nothing', async () => {
  answers('viewer', integration({ test: modeView({ webhook_event_types: ['a.made', 'b.made'] }) }));
  const client = createQueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );

  const { result } = renderHook(useEventTypes, { wrapper });

  expect(result.current).toEqual([]);
  // Any other call fails: nothing else is answered.
  await waitFor(() => expect(result.current).toEqual(['a.made', 'b.made']));
});
