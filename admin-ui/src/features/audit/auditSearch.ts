import * as z from 'zod/mini';
import { listSearch } from '../../components/listSearch';

const text = z.catch(z.optional(z.string()), undefined);
const day = z.catch(z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))), undefined);

/** What of the audit log stands in the URL; days are those of the admin's time zone. */
export const auditSearch = z.object({
  ...listSearch,
  actor: text,
  action: text,
  subject: text,
  from: day,
  to: day,
});

export type AuditSearch = z.infer<typeof auditSearch>;

/** What is asked of the server: the days are whole ones. */
export function queryOf({ from, to, ...rest }: AuditSearch) {
  return { ...rest, from: from && startOf(from, 0), to: to && startOf(to, 1) };
}

function startOf(day: string, later: number): string | undefined {
  const moment = new Date(`${day}T00:00`);
  moment.setDate(moment.getDate() + later);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
