import { Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ownAccountOptions } from '../../api/gen/@tanstack/react-query.gen';
import { removeSecondFactor, renewRecoveryCodes } from '../../api/gen/sdk.gen';
import type { AccountFullProof } from '../../api/gen/types.gen';
import { FailureAlert } from '../../components/PageStates';
import { placeFieldErrors } from '../../components/problems';
import { sayDone } from '../../components/say';
import { RecoveryCodes } from './RecoveryCodes';

interface ProofDialogProps {
  action: 'renew' | 'remove';
  onClose: () => void;
}

/** What takes password and code once more: other recovery codes, or no second factor any more. */
export function ProofDialog({ action, onClose }: ProofDialogProps) {
  const { t } = useTranslation();
  const [codes, setCodes] = useState<readonly string[]>();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`my_account.factor.${action}`)}
      closeOnClickOutside={false}
      closeOnEscape={codes === undefined}
      withCloseButton={codes === undefined}
    >
      {codes ? (
        <RecoveryCodes codes={codes} onDone={onClose} />
      ) : (
        <ProofForm action={action} onClose={onClose} onCodes={setCodes} />
      )}
    </Modal>
  );
}

function ProofForm({ action, onClose, onCodes }: ProofDialogProps & { onCodes: (codes: readonly string[]) => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [failure, setFailure] = useState<unknown>();
  const form = useForm<AccountFullProof>({
    initialValues: { password: '', code: '' },
    validate: {
      password: (password) => (password === '' ? t('sign_in.password_required') : null),
      code: (code) => (code.trim() === '' ? t('my_account.factor.code_required') : null),
    },
  });
  const { mutate, isPending } = useMutation({
    mutationFn: (proof: AccountFullProof) => carryOut(action, proof),
    onSuccess: async (codes) => {
      if (codes) {
        onCodes(codes);
      } else {
        sayDone(t('my_account.factor.removed'));
        onClose();
      }
      await queryClient.invalidateQueries({ queryKey: ownAccountOptions().queryKey });
    },
    onError: (error) => setFailure(placeFieldErrors(form, error)),
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((proof) => {
        setFailure(undefined);
        mutate({ ...proof, code: proof.code.trim() });
      })}
    >
      <Stack>
        <Text size="sm">{t(`my_account.factor.${action}_text`)}</Text>
        {failure !== undefined && <FailureAlert error={failure} />}
        <PasswordInput
          label={t('sign_in.password')}
          autoComplete="current-password"
          data-autofocus
          maxLength={200}
          {...form.getInputProps('password')}
        />
        <TextInput
          label={t('sign_in.code')}
          description={t('sign_in.code_hint')}
          autoComplete="one-time-code"
          maxLength={40}
          {...form.getInputProps('code')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={isPending} color={action === 'remove' ? 'red.9' : undefined}>
            {t(`my_account.factor.${action}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

async function carryOut(action: 'renew' | 'remove', body: AccountFullProof): Promise<string[] | undefined> {
  if (action === 'renew') {
    return (await renewRecoveryCodes({ body, throwOnError: true })).data.recovery_codes;
  }
  await removeSecondFactor({ body, throwOnError: true });
  return undefined;
}
