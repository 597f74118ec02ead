import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { deleteApiMutation, findApiOptions, listApisQueryKey } from '../../api/gen/@tanstack/react-query.gen';
import type { Api } from '../../api/gen/types.gen';
import { useAsk } from '../../components/ask';
import { FailureAlert } from '../../components/PageStates';
import { Section } from '../../components/Section';

/** Takes an API away, with its endpoints. */
export function DeleteApi({ api }: { api: Api }) {
  const { t } = useTranslation();
  const ask = useAsk();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    ...deleteApiMutation(),
    onSuccess: async () => {
      await navigate({ to: '/apis', ignoreBlocker: true });
      // Going back says that it is gone.
      queryClient.removeQueries({ queryKey: findApiOptions({ path: { id: api.id } }).queryKey });
      await queryClient.invalidateQueries({ queryKey: listApisQueryKey() });
    },
  });
  const remove = async () => {
    const agreed = await ask({
      title: t('apis.delete_ask', { title: api.title }),
      text: t('apis.delete_text'),
      confirm: t('apis.delete'),
      destructive: true,
    });
    if (agreed) {
      mutate({ path: { id: api.id } });
    }
  };
  return (
    <Section title={t('apis.delete')} intro={t('apis.delete_text')}>
      {error && <FailureAlert error={error} />}
      <Button variant="light" color="red" loading={isPending} onClick={remove} style={{ alignSelf: 'flex-start' }}>
        {t('apis.delete')}
      </Button>
    </Section>
  );
}
