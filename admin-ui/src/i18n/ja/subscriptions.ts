import type * as en from '../en/subscriptions';
import type { Words } from '../words';

export const subscriptions: Words<typeof en.subscriptions> = {
  title: 'サブスクリプション',
};
