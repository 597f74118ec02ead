import type * as en from '../en/signIn';
import type { Words } from '../words';

export const sign_in: Words<typeof en.sign_in> = {
  title: 'ログイン',
  email: 'メールアドレス',
  password: 'パスワード',
  code: '認証コード',
  code_hint: '認証アプリのコード、またはリカバリーコードを入力してください。',
  submit: 'ログイン',
  no_admin: '管理者がまだ登録されていません。サーバーの起動時に表示されたセットアップ用リンクを開いてください。',
  again_title: 'セッションが終了しました',
  again_text: '続けるにはもう一度ログインしてください。編集中の内容は残っています。',
  failed: 'ログインできませんでした',
  email_required: 'メールアドレスを入力してください。',
  password_required: 'パスワードを入力してください。',
};

export const set_up: Words<typeof en.set_up> = {
  title: 'Karamonのセットアップ',
  intro: '最初の管理者(すべての操作ができるオーナー)を登録します。',
  name: '名前',
  name_hint: '管理画面と監査ログに表示されます。',
  email_hint: 'ログインに使います。',
  password_hint: '{{min}}文字以上。',
  submit: '登録してログイン',
  failed: 'セットアップできませんでした',
  done_title: 'セットアップは完了しています',
  done_text: '管理者はすでに登録されています。',
  no_token_title: 'リンクが不完全です',
  no_token_text: 'サーバーの起動時に表示されたセットアップ用リンク全体(末尾がトークン)を開いてください。',
  name_required: '名前を入力してください。',
  email_invalid: 'name@example.com のようなメールアドレスを入力してください。',
  password_short: '{{min}}文字以上にしてください。',
};

export const reset: Words<typeof en.reset> = {
  title: '新しいパスワードの設定',
  intro: '2段階認証は解除され、すべてのセッションが終了します。',
  password: '新しいパスワード',
  submit: 'パスワードを設定',
  failed: 'パスワードを設定できませんでした',
  done_title: '新しいパスワードを設定しました',
  done_text: '新しいパスワードでログインし、アカウント画面で2段階認証を設定し直してください。',
  no_token_text: '「karamon reset-admin」が表示したリンク全体(末尾がトークン)を開いてください。',
};
