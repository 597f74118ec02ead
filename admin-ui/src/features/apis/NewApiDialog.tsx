import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createApiMutation, listApisQueryKey } from '../../api/gen/@tanstack/react-query.gen';
import type { Api } from '../../api/gen/types.gen';
import { zApiDraft } from '../../api/gen/zod.gen';
import { mostLength } from '../../app/contract';
import { FailureAlert } from '../../components/PageStates';
import { placeFieldErrors } from '../../components/problems';
import { SecurityChoice } from './SecurityChoice';

interface NewApiDialogProps {
  opened: boolean;
  onClose: () => void;
}

/** Makes an API and goes to it. */
export function NewApiDialog({ opened, onClose }: NewApiDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={t('apis.new_title')} size="lg">
      <NewApiForm onClose={onClose} />
    </Modal>
  );
}

function NewApiForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [failure, setFailure] = useState<unknown>();
  const form = useForm<{ title: string; security: Api['security'] }>({
    initialValues: { title: '', security: 'dynamic_token' },
    validate: { title: (title) => (title.trim() === '' ? t('apis.title_required') : null) },
  });
  const { mutate, isPending } = useMutation({
    ...createApiMutation(),
    onSuccess: async (api) => {
      await queryClient.invalidateQueries({ queryKey: listApisQueryKey() });
      onClose();
      await navigate({ to: '/apis/$id', params: { id: api.id } });
    },
    onError: (error) => setFailure(placeFieldErrors(form, error)),
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(({ title, security }) => {
        setFailure(undefined);
        mutate({ body: { title: title.trim(), security } });
      })}
    >
      <Stack>
        {failure !== undefined && <FailureAlert error={failure} />}
        <TextInput
          label={t('apis.field.title')}
          description={t('apis.field.title_hint')}
          required
          data-autofocus
          maxLength={mostLength(zApiDraft.shape.title)}
          {...form.getInputProps('title')}
        />
        <SecurityChoice {...form.getInputProps('security')} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={isPending}>
            {t('action.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
