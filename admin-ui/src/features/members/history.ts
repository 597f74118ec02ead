import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { listAuditOptions, listStripeEventsOptions } from '../../api/gen/@tanstack/react-query.gen';
import type { AuditEntry, EventView } from '../../api/gen/types.gen';

export type Happening = { at: string } & ({ entry: AuditEntry } | { event: EventView });

interface Read<T> {
  items: readonly T[];
  total: number;
}

/** What happened, newest first: all of both kinds that is surely without a gap. */
export function merged(audit: Read<AuditEntry>, events: Read<EventView>): Happening[] {
  const all: Happening[] = [
    ...audit.items.map((entry) => ({ at: entry.at, entry })),
    ...events.items.map((event) => ({ at: event.received_at, event })),
  ];
  // If a kind has more entries, nothing is known before its oldest one.
  const ends = [
    ...(audit.items.length < audit.total ? [audit.items.at(-1)?.at ?? ''] : []),
    ...(events.items.length < events.total ? [events.items.at(-1)?.received_at ?? ''] : []),
  ].map(Date.parse);
  const known = Math.max(Number.NEGATIVE_INFINITY, ...ends);
  return all
    .filter(({ at }) => Date.parse(at) >= known)
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}

/** What happened to a member: so many entries of the audit log and events of Stripe. */
export function useHistory(member: number, count: number) {
  const audit = useQuery({
    ...listAuditOptions({ query: { subject: `member:${member}`, per_page: count } }),
    placeholderData: keepPreviousData,
  });
  const events = useQuery({
    ...listStripeEventsOptions({ query: { member_id: member, per_page: count } }),
    placeholderData: keepPreviousData,
  });
  const error = audit.error ?? events.error;
  const happened = audit.data && events.data ? merged(audit.data, events.data) : undefined;
  const total = (audit.data?.total ?? 0) + (events.data?.total ?? 0);
  return { happened, error, more: happened !== undefined && happened.length < total };
}
