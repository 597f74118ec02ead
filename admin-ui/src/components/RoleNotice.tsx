import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCan, useSession } from '../app/session';

/** Says why nothing can be changed here, to those who may only read. */
export function RoleNotice({ needs }: { needs: 'editor' | 'owner' }) {
  const { t } = useTranslation();
  const session = useSession();
  const can = useCan(needs);
  return can || !session ? null : (
    <Alert color="blue">{t(`role.read_only.${needs}`, { role: t(`app.roles.${session.role}`) })}</Alert>
  );
}
