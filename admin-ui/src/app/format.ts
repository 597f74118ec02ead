import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Formats moments of the wire in the admin's language and time zone. */
export function useDateTime(): (moment: string) => string {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(i18n.resolvedLanguage, { dateStyle: 'medium', timeStyle: 'short' });
    return (moment) => format.format(new Date(moment));
  }, [i18n.resolvedLanguage]);
}
