import {
  IconCreditCard,
  IconHistory,
  IconKey,
  IconLayoutDashboard,
  IconPlugConnected,
  IconReceipt,
  IconShieldLock,
  IconUserCircle,
  IconUsers,
  IconUsersGroup,
  IconWebhook,
} from '@tabler/icons-react';

/** The screens that one gets to from everywhere. */
export const SCREENS = {
  dashboard: { to: '/', label: 'dashboard.title', icon: IconLayoutDashboard },
  members: { to: '/members', label: 'members.title', icon: IconUsers },
  groups: { to: '/groups', label: 'groups.title', icon: IconUsersGroup },
  subscriptions: { to: '/subscriptions', label: 'subscriptions.title', icon: IconReceipt },
  apis: { to: '/apis', label: 'apis.title', icon: IconPlugConnected },
  stripe: { to: '/settings/integrations/stripe', label: 'nav.stripe', icon: IconCreditCard },
  events: { to: '/events', label: 'events.title', icon: IconWebhook },
  admins: { to: '/admins', label: 'admins.title', icon: IconShieldLock },
  tokens: { to: '/tokens', label: 'tokens.title', icon: IconKey },
  audit: { to: '/audit', label: 'audit.title', icon: IconHistory },
  account: { to: '/account', label: 'my_account.title', icon: IconUserCircle },
} as const;

export type Screen = (typeof SCREENS)[keyof typeof SCREENS];
