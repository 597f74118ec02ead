import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureAlert } from './PageStates';
import { placeFieldErrors } from './problems';
import { ShownOnce } from './ShownOnce';

const LIFESPANS = ['30', '90', '365', 'never'] as const;
type Lifespan = (typeof LIFESPANS)[number];

export interface NewToken {
  name: string;
  expires_at: string | undefined;
}

interface NewTokenDialogProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  nameHint: string;
  /** More fields of the form. */
  children?: ReactNode;
  /** Makes the token; answers its secret. */
  create: (token: NewToken) => Promise<string>;
}

/** Makes a token and shows its secret, this once. */
export function NewTokenDialog({ opened, onClose, title, create, ...form }: NewTokenDialogProps) {
  const { t } = useTranslation();
  const [secret, setSecret] = useState<string>();
  const close = () => {
    setSecret(undefined);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={secret === undefined ? title : t('tokens.made')}
      // What is not copied is lost: only the button says that it was.
      closeOnClickOutside={secret === undefined}
      closeOnEscape={secret === undefined}
      withCloseButton={secret === undefined}
    >
      {secret === undefined ? (
        <NewTokenForm {...form} onClose={close} create={async (token) => setSecret(await create(token))} />
      ) : (
        <ShownOnce label={t('tokens.token')} text={secret} warning={t('tokens.shown_once')} onDone={close} />
      )}
    </Modal>
  );
}

interface NewTokenFormProps {
  nameHint: string;
  children?: ReactNode;
  onClose: () => void;
  create: (token: NewToken) => Promise<void>;
}

function NewTokenForm({ nameHint, children, onClose, create }: NewTokenFormProps) {
  const { t } = useTranslation();
  const [failure, setFailure] = useState<unknown>();
  const [pending, setPending] = useState(false);
  const form = useForm<{ name: string; lifespan: Lifespan }>({
    initialValues: { name: '', lifespan: '90' },
    validate: { name: (name) => (name.trim() === '' ? t('tokens.name_required') : null) },
  });
  const submit = form.onSubmit(async ({ name, lifespan }) => {
    setFailure(undefined);
    setPending(true);
    try {
      await create({ name: name.trim(), expires_at: endOf(lifespan) });
    } catch (error) {
      setFailure(placeFieldErrors(form, error));
    } finally {
      setPending(false);
    }
  });
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        {failure !== undefined && <FailureAlert error={failure} />}
        <TextInput
          label={t('tokens.name')}
          description={nameHint}
          required
          maxLength={100}
          data-autofocus
          {...form.getInputProps('name')}
        />
        {children}
        <NativeSelect
          label={t('tokens.expires')}
          data={LIFESPANS.map((value) => ({ value, label: t(`tokens.lifespan.${value}`) }))}
          {...form.getInputProps('lifespan')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={pending}>
            {t('action.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function endOf(lifespan: Lifespan): string | undefined {
  return lifespan === 'never' ? undefined : new Date(Date.now() + Number(lifespan) * 86_400_000).toISOString();
}
