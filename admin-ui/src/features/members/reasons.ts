import { useTranslation } from 'react-i18next';
import type { MemberViewReason } from '../../api/gen/types.gen';
import { useFormats } from '../../app/format';
import { isDayBreak } from './days';

/** Says why a member is in a group, and until when. */
export function useReasonWords(): (reason: Pick<MemberViewReason, 'source_kind' | 'ends_at'>) => string {
  const { t } = useTranslation();
  const { date, dateTime } = useFormats();
  return ({ source_kind, ends_at }) => {
    if (!ends_at) {
      return t(`members.why.${source_kind}`);
    }
    // What ends at midnight ends with the day before.
    const until = isDayBreak(ends_at) ? date(new Date(Date.parse(ends_at) - 1).toISOString()) : dateTime(ends_at);
    return t(`members.why.${source_kind}_until`, { date: until });
  };
}
