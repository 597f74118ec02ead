import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from './money';

export interface Formats {
  /** A day. */
  date: (moment: string) => string;
  /** A day and a time. */
  dateTime: (moment: string) => string;
  number: (value: number) => string;
  /** An amount in minor units, as Stripe has it. */
  money: (minor: number, currency: string) => string;
  /** How long ago, or in how long, in its largest unit. */
  relative: (moment: string) => string;
}

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

function formats(language: string | undefined): Formats {
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const number = new Intl.NumberFormat(language);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  return {
    date: (moment) => date.format(new Date(moment)),
    dateTime: (moment) => dateTime.format(new Date(moment)),
    number: number.format,
    money: (minor, currency) => formatMoney(language, minor, currency),
    relative: (moment) => {
      const seconds = (Date.parse(moment) - Date.now()) / 1000;
      const [unit, length] = UNITS.find(([, one]) => Math.abs(seconds) >= one) ?? ['second', 1];
      return relative.format(Math.round(seconds / length), unit);
    },
  };
}

/** Formats what is on the wire in the admin's language and time zone. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  return useMemo(() => formats(i18n.resolvedLanguage), [i18n.resolvedLanguage]);
}

/** Formats moments of the wire in the admin's language and time zone. */
export function useDateTime(): (moment: string) => string {
  return useFormats().dateTime;
}
