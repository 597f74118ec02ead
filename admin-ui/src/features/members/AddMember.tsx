import { Button, Group, Modal, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../app/session';
import { FailureAlert } from '../../components/PageStates';
import { placeFieldErrors } from '../../components/problems';
import { draftOf, type MemberValues, memberChecks } from './MemberProfile';
import { useCreateMember } from './member';

/** The way to a new member. */
export function AddMember() {
  const { t } = useTranslation();
  const can = useCan('editor');
  const [opened, { open, close }] = useDisclosure();
  return can ? (
    <>
      <Button leftSection={<IconPlus size={16} />} onClick={open}>
        {t('members.add')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('members.add')}>
        <AddForm onCancel={close} />
      </Modal>
    </>
  ) : null;
}

function AddForm({ onCancel }: { onCancel: () => void }) {
  const { t } = useTranslation();
  const { mutate, isPending, error } = useCreateMember();
  const form = useForm<MemberValues>({
    initialValues: { email: '', name: '', password: '' },
    validate: memberChecks(t),
  });
  const save = form.onSubmit((values) =>
    mutate({ body: draftOf(values) }, { onError: (failure) => placeFieldErrors(form, failure) }),
  );
  const unplaced = error && Object.keys(form.errors).length === 0;
  return (
    <form noValidate onSubmit={save}>
      <Stack>
        <TextInput
          type="email"
          label={t('members.email')}
          required
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('email')}
        />
        <TextInput label={t('members.name')} autoComplete="off" {...form.getInputProps('name')} />
        <PasswordInput
          label={t('members.password')}
          description={t('members.password_hint_new')}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        {unplaced && <FailureAlert error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
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
