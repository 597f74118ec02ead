import type * as en from '../en/admins';
import type { Words } from '../words';

export const admins: Words<typeof en.admins> = {
  title: '管理者',
  intro: 'この管理画面を利用できる人と、その権限です。',
  add: '管理者を追加',
  new_title: '管理者の追加',
  edit_title: '管理者',
  added: '管理者を追加しました。管理画面のアドレスとパスワードを本人に伝えてください。',
  name: '名前',
  name_required: '名前を入力してください。',
  you: 'あなた',
  email_hint: 'ログインに使います。',
  role: '権限',
  role_text: {
    viewer: '管理者とトークン以外を閲覧できます。変更はできません。',
    editor: 'メンバー、グループ、API、エンドポイントを変更できます。',
    owner: 'Stripeのキー、管理者、トークンを含むすべての操作ができます。',
  },
  password_hint: '{{min}}文字以上。ログイン後に本人が変更してください。',
  new_password: '新しいパスワード',
  new_password_hint: '変更しない場合は空欄にします。変更すると、この管理者のセッションは終了します。{{min}}文字以上。',
  second_factor: '2段階認証',
  factor: { on: '有効', off: '無効' },
  factor_reset: '2段階認証を解除しました。',
  created: '追加日',
  reset: '2段階認証を解除する',
  reset_ask: '{{name}}さんの2段階認証を解除しますか?',
  reset_text:
    'スマートフォンとリカバリーコードを失った管理者のための操作です。以後、パスワードだけでログインできます。',
  delete: 'この管理者を削除する',
  delete_ask: '{{name}}さんを管理者から削除しますか?',
  delete_text: 'この管理者のセッションとトークンは、ただちに終了します。操作の記録は監査ログに残ります。',
  deleted: '管理者を削除しました。',
};
