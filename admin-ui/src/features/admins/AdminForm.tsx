import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findAdminOptions, listAdminsQueryKey } from '../../api/gen/@tanstack/react-query.gen';
import { createAdmin, updateAdmin } from '../../api/gen/sdk.gen';
import type { AdminAccountsView } from '../../api/gen/types.gen';
import { zAdminAccountsDraft } from '../../api/gen/zod.gen';
import { leastLength } from '../../app/contract';
import { DialogGuard, useSavedNote } from '../../components/DialogGuard';
import { FailureAlert } from '../../components/PageStates';
import { placeFieldErrors } from '../../components/problems';
import { sayDone } from '../../components/say';
import { RoleChoice } from './RoleChoice';

interface AdminValues {
  name: string;
  email: string;
  role: AdminAccountsView['role'];
  /** Empty: the one there is stays. */
  password: string;
}

const MIN_PASSWORD = leastLength(zAdminAccountsDraft.shape.password);

/** Name, e-mail address, role and password of an admin. */
export function AdminForm({ stored, onClose }: { stored?: AdminAccountsView; onClose: () => void }) {
  const { t } = useTranslation();
  const saved = useSavedNote();
  const [failure, setFailure] = useState<unknown>();
  const form = useForm<AdminValues>({
    initialValues: {
      name: stored?.name ?? '',
      email: stored?.email ?? '',
      role: stored?.role ?? 'editor',
      password: '',
    },
    validate: {
      name: (name) => (name.trim() === '' ? t('admins.name_required') : null),
      email: (email) => (email.includes('@') ? null : t('set_up.email_invalid')),
      password: (password) =>
        (stored && password === '') || password.length >= MIN_PASSWORD
          ? null
          : t('set_up.password_short', { min: MIN_PASSWORD }),
    },
  });
  const { mutate, isPending } = useSaveAdmin(stored, {
    onSaved: () => {
      saved.current = true;
      onClose();
    },
    onRefused: (error) => setFailure(placeFieldErrors(form, error)),
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => {
        setFailure(undefined);
        mutate(values);
      })}
    >
      <Stack>
        {failure !== undefined && <FailureAlert error={failure} />}
        <TextInput label={t('set_up.name')} required maxLength={100} data-autofocus {...form.getInputProps('name')} />
        <TextInput
          label={t('sign_in.email')}
          description={t('admins.email_hint')}
          type="email"
          required
          maxLength={254}
          autoComplete="off"
          {...form.getInputProps('email')}
        />
        <RoleChoice {...form.getInputProps('role')} />
        <PasswordInput
          label={t(stored ? 'admins.new_password' : 'sign_in.password')}
          description={t(stored ? 'admins.new_password_hint' : 'admins.password_hint', { min: MIN_PASSWORD })}
          required={!stored}
          maxLength={200}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={isPending} disabled={stored && !form.isDirty()}>
            {t(stored ? 'action.update' : 'action.add')}
          </Button>
        </Group>
      </Stack>
      <DialogGuard dirty={form.isDirty()} saved={saved} />
    </form>
  );
}

interface Outcome {
  onSaved: () => void;
  onRefused: (error: unknown) => void;
}

function useSaveAdmin(stored: AdminAccountsView | undefined, { onSaved, onRefused }: Outcome) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (values: AdminValues) => sent(stored, values),
    onSuccess: async (admin) => {
      queryClient.setQueryData(findAdminOptions({ path: { id: admin.id } }).queryKey, admin);
      await queryClient.invalidateQueries({ queryKey: listAdminsQueryKey() });
      sayDone(t(stored ? 'state.saved' : 'admins.added'));
      onSaved();
    },
    onError: onRefused,
  });
}

async function sent(stored: AdminAccountsView | undefined, values: AdminValues): Promise<AdminAccountsView> {
  const { role, password } = values;
  const name = values.name.trim();
  const email = values.email.trim();
  if (!stored) {
    return (await createAdmin({ body: { name, email, role, password }, throwOnError: true })).data;
  }
  const body = { name, email, role, password: password || undefined, version: stored.version };
  return (await updateAdmin({ path: { id: stored.id }, body, throwOnError: true })).data;
}
