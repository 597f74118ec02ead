import type * as en from '../en/app';
import type { Words } from '../words';

export const app: Words<typeof en.app> = {
  name: 'Karamon',
  skip_to_content: '本文へ移動',
  language: '言語',
  color_scheme: '表示',
  color_schemes: { auto: 'システムに合わせる', light: 'ライト', dark: 'ダーク' },
  menu: 'メニュー',
  account: 'アカウント',
  sign_out: 'ログアウト',
  roles: { owner: 'オーナー', editor: '編集者', viewer: '閲覧者' },
  new_window: '新しいタブで開きます',
};

export const nav: Words<typeof en.nav> = {
  main: 'メインナビゲーション',
  members: 'メンバー',
  api: 'API',
  settings: '設定',
  external_systems: '外部システム連携',
  administration: '管理',
  stripe: 'Stripe',
  admin_api: '管理APIのSwagger UI',
};

export const palette: Words<typeof en.palette> = {
  open: '移動先を検索',
  title: '移動',
  search: '画面、メンバー、グループ、API、エンドポイント',
  searching: '検索中…',
  nothing: '見つかりませんでした',
  kind: { screen: '画面', member: 'メンバー', group: 'グループ', api: 'API', endpoint: 'エンドポイント' },
};

export const action: Words<typeof en.action> = {
  add: '追加',
  cancel: 'キャンセル',
  clear: 'クリア',
  close: '閉じる',
  copy: 'コピー',
  copied: 'コピーしました',
  copy_named: 'コピー: {{label}}',
  delete: '削除する',
  discard: '破棄する',
  reload: '再読み込み',
  remove: '削除',
  retry: '再試行',
  save: '更新する',
  show_text: '文字を表示',
  update: '更新',
  home: 'トップページへ',
};

export const list: Words<typeof en.list> = {
  search: '検索',
  clear_search: '検索をクリア',
  nothing_found: '見つかりませんでした',
  nothing_found_hint: '別の言葉で検索するか、絞り込みを解除してください。',
  show_all: 'すべて表示',
  pages: 'ページ',
  previous: '前のページ',
  next: '次のページ',
  range: '{{total}}件中 {{from}}–{{to}}件',
  failed: '一覧を読み込めませんでした',
};

export const role: Words<typeof en.role> = {
  read_only: {
    editor: '変更できるのは編集者とオーナーだけです。現在の権限: {{role}}',
    owner: '変更できるのはオーナーだけです。現在の権限: {{role}}',
  },
  forbidden: {
    editor: 'このページは編集者とオーナーのみ利用できます',
    owner: 'このページはオーナーのみ利用できます',
  },
  ask_owner: '現在の権限: {{role}}。権限の変更は、オーナーが「設定 > 管理者」で行えます。',
};

export const time: Words<typeof en.time> = {
  unit_days: '日',
  day_other: '{{count}}日',
};

export const conflict: Words<typeof en.conflict> = {
  title: '編集中に別の管理者が変更しました',
  by: '{{actor}}が編集中に変更しました({{at}})。',
  unknown: '編集中に変更されました。',
  hint: 'あなたの変更はまだ保存されていません。最新の内容を読み込むと、あなたが変更した項目はそのまま残ります。',
  reload: '最新の内容を読み込む',
  merged: '最新の内容にあなたの変更を重ねて表示しています。確認して、もう一度更新してください。',
};

export const state: Words<typeof en.state> = {
  loading: '読み込み中',
  not_found: 'ページが見つかりません',
  not_found_hint: 'アドレスが間違っているか、対象が削除されています。',
  failed: 'ページを読み込めませんでした',
  unreachable: 'サーバーに接続できません。接続を確認して、もう一度お試しください。',
  forbidden: 'このページを表示する権限がありません',
  request_id: 'リクエストID: {{id}}',
  saved: '更新しました。',
  conflict:
    '編集中に、別の管理者がこの設定を変更しました。最新の設定にあなたの変更を重ねて表示しています。内容を確認して、もう一度更新してください。',
};

export const unsaved: Words<typeof en.unsaved> = {
  bar: '未保存の変更があります',
  new: '保存またはキャンセル',
  leave_title: '保存せずに移動しますか?',
  leave_text: 'このページでの変更は失われます。',
  leave_dialog: 'ここで入力した内容は失われます。',
  stay: 'このページに残る',
  leave: '移動する',
};

export const secret: Words<typeof en.secret> = {
  none: '未設定',
  stored: '保存済み(末尾 {{hint}})',
  replace: '変更',
  replace_named: '{{label}}を変更',
  keep: '保存済みのまま使う',
};
