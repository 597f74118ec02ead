import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../components/ask';
import { useReplayFailed } from './replay';

/** Has all events applied again that failed or were given up, after asking. */
export function ReplayFailed() {
  const { t } = useTranslation();
  const ask = useAsk();
  const { mutate, isPending } = useReplayFailed();
  const replay = async () => {
    const agreed = await ask({
      title: t('events.replay_failed_ask'),
      text: t('events.replay_failed_text'),
      confirm: t('events.replay'),
    });
    if (agreed) {
      mutate({});
    }
  };
  return (
    <Button variant="default" leftSection={<IconRefresh size={16} />} loading={isPending} onClick={replay}>
      {t('events.replay_failed')}
    </Button>
  );
}
