import { List } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { IntegrationView, ModeDraft } from '../../api/gen/types.gen';
import { useAsk } from '../../components/ask';
import type { Mode } from './keys';

interface Change {
  mode: Mode;
  draft: ModeDraft;
}

/** What an admin should know before a change is saved; empty when nothing is at stake. */
export function consequences(t: TFunction, view: IntegrationView, { mode, draft }: Change): string[] {
  const live = mode === 'live';
  const found: string[] = [];
  if (draft.status === 'disabled' && view.active_mode === mode) {
    found.push(t('stripe.confirm.disable_active'));
  } else if (draft.status === 'disabled' && live) {
    found.push(t('stripe.confirm.disable_live'));
  }
  if (draft.status === 'enabled' && live) {
    found.push(t('stripe.confirm.live_status_on'));
  }
  if (draft.secret_key && live && view.live.secret_key_hint) {
    found.push(t('stripe.confirm.live_key'));
  }
  return found;
}

/** Names what changes will do and waits for a yes, where something is at stake. */
export function useConsequences(view: IntegrationView): (changes: readonly Change[]) => Promise<boolean> {
  const { t } = useTranslation();
  const ask = useAsk();
  return async (changes) => {
    const all = changes.flatMap((change) => consequences(t, view, change));
    if (all.length === 0) {
      return true;
    }
    return ask({
      title: t('stripe.confirm.title'),
      confirm: t('action.save'),
      text: (
        <List spacing="xs">
          {all.map((one) => (
            <List.Item key={one}>{one}</List.Item>
          ))}
        </List>
      ),
    });
  };
}
