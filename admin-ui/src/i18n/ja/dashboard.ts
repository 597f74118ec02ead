import type * as en from '../en/dashboard';
import type { Words } from '../words';

export const dashboard: Words<typeof en.dashboard> = {
  title: 'ダッシュボード',
  intro: 'メンバーとサブスクリプションの状況です。',
  attention: {
    title: '対応が必要な項目',
    none: '対応が必要な項目はありません。',
    stripe_off: 'Stripeが無効のため、メンバーは支払えません。',
    webhook: 'Webhook: {{message}}',
    failed_other: '{{count}}件のイベントが失敗し、再試行されます。',
    dead_other: '{{count}}件のイベントの処理が中止されました。原因を取り除いてから再実行してください。',
    parked_other: '{{count}}件のイベントが保留中です(該当するメンバーが不明)。',
    drift_other: '前回のStripeとの照合で{{count}}件の差異が見つかりました。',
    secret: '以前のWebhookシークレット(末尾 {{hint}})は{{date}}まで有効です。',
    look: '確認する',
  },
  numbers: {
    live: '有効なサブスクリプション',
    began: '30日間の新規',
    ended: '30日間の終了',
    members: 'メンバー',
  },
  over_time: {
    title: '有効なサブスクリプションの推移',
    intro: '過去90日間、各日の終わりの件数です。',
    paying: '支払い中',
    trialing: 'トライアル中',
    summary: '{{first}}から{{last}}まで: 最初は{{from}}件、現在は{{to}}件。',
  },
  statuses: { title: '状態別のサブスクリプション', none: '有効なサブスクリプションはありません。' },
  groups: { title: 'グループ別のメンバー数', none: 'グループはまだありません。', more: 'すべてのグループを表示' },
  comparison: {
    title: 'Stripeとの照合',
    intro: 'すべての顧客とサブスクリプションをStripeと照合します。毎晩自動で、またはいつでも実行できます。',
    never: 'まだ照合していません。',
    running: '照合中です(開始: {{at}})。このページを離れても続きます。',
    progress: '顧客{{customers}}件、サブスクリプション{{subscriptions}}件まで完了',
    clean: '前回の照合: {{at}}。すべてStripeと一致しています。',
    found_other: '前回の照合: {{at}}。{{count}}件の差異があります。',
    repaired_other: '前回の照合: {{at}}。{{count}}件の差異を修正しました。',
    failed: '{{at}}の照合は途中で終了しました: {{why}}',
    look: '照合する',
    repair: '照合して修正する',
    ask: '差異を修正しますか?',
    ask_text:
      'Stripeと異なるメンバーは、ただちにグループに追加、またはグループから外されます。修正はすべて監査ログに記録されます。',
  },
};
