import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session';
import { EmptyState } from './EmptyState';

/** Stands in place of what only others may see. */
export function Forbidden({ needs }: { needs: 'editor' | 'owner' }) {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <EmptyState
      icon={IconLock}
      title={t(`role.forbidden.${needs}`)}
      text={session ? t('role.ask_owner', { role: t(`app.roles.${session.role}`) }) : undefined}
    />
  );
}
