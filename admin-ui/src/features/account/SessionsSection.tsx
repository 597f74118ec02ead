import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { signOutElsewhereMutation } from '../../api/gen/@tanstack/react-query.gen';
import { useAsk } from '../../components/ask';
import { Section } from '../../components/Section';
import { SessionList, sessionsOptions, useOutcome } from './SessionList';

/** Where one is signed in, and the way to end it. */
export function SessionsSection() {
  const { t } = useTranslation();
  const { data } = useQuery(sessionsOptions());
  const others = data?.items.some((session) => !session.current);
  return (
    <Section
      title={t('my_account.sessions.title')}
      intro={t('my_account.sessions.intro')}
      aside={others && <EndOthers />}
    >
      <SessionList />
    </Section>
  );
}

function EndOthers() {
  const { t } = useTranslation();
  const ask = useAsk();
  const { mutate, isPending } = useMutation({ ...signOutElsewhereMutation(), ...useOutcome() });
  const end = async () => {
    const agreed = await ask({
      title: t('my_account.sessions.end_others_ask'),
      text: t('my_account.sessions.end_others_text'),
      confirm: t('my_account.sessions.end_others'),
      destructive: true,
    });
    if (agreed) {
      mutate({});
    }
  };
  return (
    <Button variant="default" size="xs" loading={isPending} onClick={end}>
      {t('my_account.sessions.end_others')}
    </Button>
  );
}
