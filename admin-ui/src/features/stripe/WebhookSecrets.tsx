import { Button, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StripeWebhookSecret } from '../../api/gen/types.gen';
import { useDateTime } from '../../app/format';
import { useAsk } from '../../components/ask';
import { FailureAlert } from '../../components/PageStates';
import { lastOf } from '../../components/SecretField';
import { useRemoveWebhookSecret } from './integration';
import type { Mode } from './keys';

interface WebhookSecretsProps {
  mode: Mode;
  secrets: readonly StripeWebhookSecret[];
  readOnly: boolean;
}

/** The secrets that are accepted now, and until when. */
export function WebhookSecrets({ mode, secrets, readOnly }: WebhookSecretsProps) {
  const { t } = useTranslation();
  const { mutate, isPending, variables, error } = useRemoveWebhookSecret();
  if (secrets.length === 0) {
    return <Text c="dimmed">{t('stripe.webhook.secrets_none')}</Text>;
  }
  return (
    <>
      <Table.ScrollContainer
        minWidth={420}
        type="native"
        tabIndex={0}
        role="region"
        aria-label={t('stripe.webhook.secrets')}
      >
        <Table verticalSpacing="xs">
          <Table.Caption style={{ captionSide: 'top', textAlign: 'start' }}>
            {t('stripe.webhook.secrets')}
          </Table.Caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('stripe.webhook.secret_ends')}</Table.Th>
              <Table.Th>{t('stripe.webhook.added')}</Table.Th>
              <Table.Th>{t('stripe.webhook.accepted_until')}</Table.Th>
              {!readOnly && <Table.Td />}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {secrets.map((secret) => (
              <SecretRow
                key={secret.id}
                secret={secret}
                readOnly={readOnly}
                pending={isPending && variables?.path.id === secret.id}
                onRemove={() => mutate({ path: { mode, id: secret.id } })}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {error && <FailureAlert error={error} />}
    </>
  );
}

interface SecretRowProps {
  secret: StripeWebhookSecret;
  readOnly: boolean;
  pending: boolean;
  onRemove: () => void;
}

function SecretRow({ secret, readOnly, pending, onRemove }: SecretRowProps) {
  const { t } = useTranslation();
  const dateTime = useDateTime();
  const ask = useAsk();
  const hint = lastOf(secret.hint);
  const remove = async () => {
    const agreed = await ask({
      title: t('stripe.webhook.remove_ask'),
      text: t('stripe.webhook.remove_text', { hint }),
      confirm: t('stripe.webhook.remove'),
      destructive: true,
    });
    if (agreed) {
      onRemove();
    }
  };
  return (
    <Table.Tr>
      <Table.Td ff="monospace">{`…${hint}`}</Table.Td>
      <Table.Td>{dateTime(secret.created_at)}</Table.Td>
      <Table.Td>{secret.retires_at ? dateTime(secret.retires_at) : t('stripe.webhook.no_end')}</Table.Td>
      {!readOnly && (
        <Table.Td ta="end">
          <Button
            variant="subtle"
            color="red"
            size="xs"
            loading={pending}
            onClick={remove}
            aria-label={t('stripe.webhook.remove_named', { hint })}
          >
            {t('stripe.webhook.remove')}
          </Button>
        </Table.Td>
      )}
    </Table.Tr>
  );
}
