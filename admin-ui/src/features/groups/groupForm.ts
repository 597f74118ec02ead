import type { TFunction } from 'i18next';
import type { GroupDraft, GroupView, StripePolicies } from '../../api/gen/types.gen';
import { zGroupDraft } from '../../api/gen/zod.gen';
import type { Mode } from '../../components/prices/prices';
import { byContract } from '../../components/problems';

type Then = 'keep' | 'remove';

// A type and no interface, so that it has an index signature.
export type GroupValues = {
  name: string;
  description: string;
  stripe_prices: Record<Mode, string[]>;
  stripe_policies: {
    past_due: NonNullable<StripePolicies['past_due']>;
    grace_days: number | string;
    paused_collection: Then;
    purchase: 'forever' | 'days';
    purchase_days: number | string;
    refund: Then;
    lost_dispute: Then;
  };
};

/** A group that is not there yet. */
export const NEW_GROUP: GroupView = { id: 0, name: '', description: '', member_count: 0, version: 0 };

/** What can be edited of a group; the policies are as usual where nothing was said. */
export function valuesOf(view: GroupView): GroupValues {
  const policies = view.stripe_policies ?? {};
  return {
    name: view.name,
    description: view.description,
    stripe_prices: { test: view.stripe_prices?.test ?? [], live: view.stripe_prices?.live ?? [] },
    stripe_policies: {
      past_due: policies.past_due ?? 'while_retrying',
      grace_days: policies.grace_days ?? 7,
      paused_collection: policies.paused_collection ?? 'keep',
      purchase: policies.purchase_days ? 'days' : 'forever',
      purchase_days: policies.purchase_days ?? 365,
      refund: policies.refund ?? 'remove',
      lost_dispute: policies.lost_dispute ?? 'remove',
    },
  };
}

/** What is sent; the fields of Stripe only while it is enabled. */
export function draftOf({ stripe_prices, stripe_policies, ...rest }: GroupValues, sold: boolean): GroupDraft {
  if (!sold) {
    return rest;
  }
  const { purchase, purchase_days, grace_days, ...policies } = stripe_policies;
  return {
    ...rest,
    stripe_prices,
    stripe_policies: {
      ...policies,
      // A number that is not shown is not checked either.
      ...(policies.past_due === 'grace_days' ? { grace_days: grace_days as number } : {}),
      ...(purchase === 'days' ? { purchase_days: purchase_days as number } : {}),
    },
  };
}

/** The contract's checks, in the admin's words. */
export function groupChecks(t: TFunction, sold: boolean) {
  return byContract<GroupValues>(zGroupDraft, (values) => draftOf({ ...values, name: values.name.trim() }, sold), {
    name: t('groups.name_required'),
    description: t('groups.description_long'),
    'stripe_policies.grace_days': t('groups.policies.grace_days_wrong'),
    'stripe_policies.purchase_days': t('groups.policies.purchase_days_wrong'),
  });
}
