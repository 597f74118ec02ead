import type * as en from '../en/subscriptions';
import type { Words } from '../words';

export const subscriptions: Words<typeof en.subscriptions> = {
  title: 'サブスクリプション',
  status: {
    trialing: 'トライアル中',
    active: '有効',
    past_due: '支払い遅延',
    incomplete: '初回の支払い待ち',
    incomplete_expired: '未払いのまま失効',
    unpaid: '未払い',
    paused: '一時停止中',
    canceled: '終了',
  },
  ends_on: '{{date}}に終了',
  renews_on: '{{date}}に更新',
  paid_until: '{{date}}まで支払い済み',
  id: 'サブスクリプションID',
  quantity: '× {{count}}',
};
