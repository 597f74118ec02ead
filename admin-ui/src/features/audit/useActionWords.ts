import { useTranslation } from 'react-i18next';

/** What an action is called; one without words is shown as it is on the wire. */
export function useActionWords(): (action: string) => string {
  const { t } = useTranslation();
  return (action) => t(`audit.action.${action}` as 'audit.action.admin.created', { defaultValue: action });
}
