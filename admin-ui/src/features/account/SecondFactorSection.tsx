import { Alert, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnAccountsView } from '../../api/gen/types.gen';
import { Section } from '../../components/Section';
import { StateBadge } from '../../components/StateBadge';
import { EnrolDialog } from './EnrolDialog';
import { ProofDialog } from './ProofDialog';

const FEW = 3;

/** Codes of an authenticator app beside the password. */
export function SecondFactorSection({ account }: { account: OwnAccountsView }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'enrol' | 'renew' | 'remove'>();
  const close = () => setOpen(undefined);
  const on = account.second_factor;
  return (
    <Section
      title={t('my_account.factor.title')}
      intro={t('my_account.factor.intro')}
      aside={<StateBadge tone={on ? 'good' : 'off'}>{t(`admins.factor.${on ? 'on' : 'off'}`)}</StateBadge>}
    >
      {on && <CodesLeft left={account.recovery_codes_left} />}
      <Group>
        {!on && <Button onClick={() => setOpen('enrol')}>{t('my_account.factor.set_up')}</Button>}
        {on && (
          <>
            <Button variant="default" onClick={() => setOpen('renew')}>
              {t('my_account.factor.renew')}
            </Button>
            <Button variant="light" color="red" onClick={() => setOpen('remove')}>
              {t('my_account.factor.remove')}
            </Button>
          </>
        )}
      </Group>
      {open === 'enrol' && <EnrolDialog onClose={close} />}
      {(open === 'renew' || open === 'remove') && <ProofDialog action={open} onClose={close} />}
    </Section>
  );
}

function CodesLeft({ left }: { left: number }) {
  const { t } = useTranslation();
  const text = t('my_account.factor.codes_left', { count: left });
  return left < FEW ? <Alert color="yellow">{text}</Alert> : <Text size="sm">{text}</Text>;
}
