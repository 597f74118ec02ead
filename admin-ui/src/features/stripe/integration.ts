import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  findStripeIntegrationOptions,
  registerStripeWebhookMutation,
  removeStripeWebhookSecretMutation,
  switchStripeModeMutation,
  testStripeModeMutation,
} from '../../api/gen/@tanstack/react-query.gen';
import { updateStripeMode } from '../../api/gen/sdk.gen';
import type { ModeDraft } from '../../api/gen/types.gen';
import { sayDone } from '../../components/say';
import type { Mode } from './keys';

/** What the server knows of the connection; read again after everything that may change it. */
export const integrationOptions = findStripeIntegrationOptions();

function useReread() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: integrationOptions.queryKey });
}

/** Saves one mode; the answer is shown at once. */
export function useUpdateMode() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ mode, draft }: { mode: Mode; draft: ModeDraft }) =>
      (await updateStripeMode({ path: { mode }, body: draft, throwOnError: true })).data,
    onSuccess: (view, { mode }) =>
      queryClient.setQueryData(integrationOptions.queryKey, (all) => all && { ...all, [mode]: view }),
  });
}

/** Chooses the mode that members pay in. */
export function useSwitchMode() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return useMutation({
    ...switchStripeModeMutation(),
    onSuccess: (view) => {
      queryClient.setQueryData(integrationOptions.queryKey, view);
      if (view.active_mode) {
        sayDone(t(`stripe.active_mode.switched.${view.active_mode}`));
      }
    },
  });
}

/** Asks Stripe about the stored key. */
export function useTestMode() {
  return useMutation({ ...testStripeModeMutation(), onSettled: useReread() });
}

/** Has Stripe send its events here. */
export function useRegisterWebhook() {
  return useMutation({ ...registerStripeWebhookMutation(), onSettled: useReread() });
}

/** Accepts a webhook secret no longer. */
export function useRemoveWebhookSecret() {
  const { t } = useTranslation();
  const reread = useReread();
  return useMutation({
    ...removeStripeWebhookSecretMutation(),
    onSuccess: () => sayDone(t('stripe.webhook.removed')),
    onSettled: reread,
  });
}
