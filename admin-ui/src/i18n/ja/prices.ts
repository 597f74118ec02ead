import type * as en from '../en/prices';
import type { Words } from '../words';

export const price: Words<typeof en.price> = {
  each: {
    day: '{{amount}} / 日',
    week: '{{amount}} / 週',
    month: '{{amount}} / 月',
    year: '{{amount}} / 年',
  },
  every: {
    day: '{{amount}} / {{count}}日ごと',
    week: '{{amount}} / {{count}}週間ごと',
    month: '{{amount}} / {{count}}か月ごと',
    year: '{{amount}} / {{count}}年ごと',
  },
  once: '{{amount}}(買い切り)',
  by_quantity: '数量による',
  archived: 'アーカイブ済み',
  unknown: 'このStripeアカウントの価格にありません',
  deleted_product: '削除された商品',
  pick: '商品名で検索、または price_… を貼り付け',
  pick_label: '価格を追加',
  use_pasted: '{{id}} を使う',
  nothing: '価格が見つかりません。価格はStripeで作成します。価格IDを貼り付けることもできます。',
  all_taken: 'すべての価格が選択済みです。新しい価格はStripeで作成します。',
  not_listed: '価格の一覧を取得できません: {{why}} 価格IDは貼り付けられます。',
  no_key: {
    test: 'テストモードのシークレットキーが未設定のため、価格の一覧を表示できません。価格IDは貼り付けられます。',
    live: '本番モードのシークレットキーが未設定のため、価格の一覧を表示できません。価格IDは貼り付けられます。',
  },
  no_key_paste: '価格IDを貼り付けてください。',
  remove_named: '{{id}} を外す',
  id: 'Stripe価格ID',
};
