import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from './ask';
import { sayDone, sayFailed } from './say';

interface RevokeButtonProps {
  /** Of the token. */
  name: string;
  onRevoke: () => Promise<unknown>;
}

/** Voids a token, after asking. */
export function RevokeButton({ name, onRevoke }: RevokeButtonProps) {
  const { t } = useTranslation();
  const ask = useAsk();
  const [pending, setPending] = useState(false);
  const revoke = async () => {
    const agreed = await ask({
      title: t('tokens.revoke_ask', { name }),
      text: t('tokens.revoke_text'),
      confirm: t('tokens.revoke'),
      destructive: true,
    });
    if (!agreed) {
      return;
    }
    setPending(true);
    try {
      await onRevoke();
      sayDone(t('tokens.revoked'));
    } catch (error) {
      sayFailed(error);
    } finally {
      setPending(false);
    }
  };
  return (
    <Button
      variant="subtle"
      color="red"
      size="xs"
      loading={pending}
      onClick={revoke}
      aria-label={t('tokens.revoke_named', { name })}
    >
      {t('tokens.revoke')}
    </Button>
  );
}
