import { useTranslation } from 'react-i18next';
import { useFormats } from '../app/format';
import { StateBadge } from './StateBadge';

/** When a token stops working. */
export function TokenExpiry({ at }: { at: string | null | undefined }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  if (!at) {
    return t('tokens.never');
  }
  return Date.parse(at) <= Date.now() ? <StateBadge tone="off">{t('tokens.expired')}</StateBadge> : date(at);
}
