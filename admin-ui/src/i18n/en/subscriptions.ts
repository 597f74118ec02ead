export const subscriptions = {
  title: 'Subscriptions',
  status: {
    trialing: 'On trial',
    active: 'Active',
    past_due: 'Payment is late',
    incomplete: 'Waiting for the first payment',
    incomplete_expired: 'Never paid',
    unpaid: 'Unpaid',
    paused: 'Paused',
    canceled: 'Ended',
  },
  ends_on: 'Ends on {{date}}',
  renews_on: 'Renews on {{date}}',
  paid_until: 'Paid until {{date}}',
  id: 'Subscription ID',
  quantity: '× {{count}}',
} as const;
