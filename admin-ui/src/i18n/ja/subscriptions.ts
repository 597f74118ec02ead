import type * as en from '../en/subscriptions';
import type { Words } from '../words';

export const subscriptions: Words<typeof en.subscriptions> = {
  title: 'サブスクリプション',
  intro: 'メンバーがStripeで支払っているもの(新しい順)。',
  search: 'メンバーまたはStripeのIDで検索',
  all_statuses: 'すべての状態',
  column: { member: 'メンバー', status: '状態', prices: '価格', groups: '価格のグループ', id: 'サブスクリプション' },
  empty: 'サブスクリプションはまだありません',
  empty_text: 'メンバーが支払うとここに表示されます。グループに価格を設定し、APIから決済できるようにしてください。',
  nobody: '該当するメンバーがいません',
  collection_paused: '請求停止中',
  ended_on: '{{date}}に終了',
  unknown_status: '不明な状態',
  unknown_status_text: 'Karamonが知らない状態です。メンバーのグループは変わりません。',
  unknown_price: 'グループなし',
  unknown_price_text: 'グループにつながらない価格では、どのグループにも入れません。',
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
  id: 'サブスクリプションID',
  quantity: '× {{count}}',
};
