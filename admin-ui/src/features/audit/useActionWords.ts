import { useTranslation } from 'react-i18next';
import type { AuditAction } from '../../api/gen/types.gen';

/** What an action is called; one without words is shown as it is on the wire. */
export function useActionWords(): (action: string) => string {
  const { t } = useTranslation();
  return (action) => t(`audit.action.${action as AuditAction}`, { defaultValue: action });
}
