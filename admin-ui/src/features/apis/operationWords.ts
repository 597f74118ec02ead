import { useTranslation } from 'react-i18next';
import type { Field } from '../../components/schema/fields';
import type { OperationKey, OperationNode } from './operations';

interface OperationWords {
  summary: string;
  /** Label and description of settings. */
  fields?: Readonly<Record<string, readonly [string, string]>>;
}

const PRODUCTS = '価格';
const MAIL = {
  mail_subject: ['メールの件名', '未設定の場合は英語の定型文です。'],
  mail_text: ['メールの本文', 'リンクの位置に {link} と書きます。未設定の場合は英語の定型文です。'],
} as const;

// What the server says in English. An operation that is not here is shown in the server's words.
const JAPANESE: Readonly<Record<string, OperationWords>> = {
  'Login::login_challenge': { summary: 'メールアドレスとパスワードでログインします。' },
  'Login::token': { summary: 'grant_token またはリフレッシュトークンをアクセストークンと交換します。' },
  'Login::logout': { summary: 'ログアウトします。' },
  'Login::profile': { summary: 'ログイン中のメンバーの情報を返します。' },
  'Login::change_password': {
    summary: 'ログイン中のメンバーのパスワードを変更します。このログインを含め、すべてのログインが終了します。',
  },
  'Login::request_password_reset': {
    summary: 'パスワード再設定用のリンクをメンバーのメールアドレスに送信します。',
    fields: {
      reset_url: ['再設定ページのURL', 'メールのリンク先のページ。クエリの token でトークンを受け取ります。'],
      ...MAIL,
    },
  },
  'Login::reset_password': {
    summary: '送信されたリンクで新しいパスワードを設定します。すべてのログインが終了します。',
  },
  'Member::insert': {
    summary: '新しいメンバーを登録します。',
    fields: {
      default_group_id: ['新規メンバーのグループ', '登録時に追加するグループ。販売中のグループは選べません。'],
      login_ok: ['すぐにログイン可能', '無効にすると、管理者が許可するまでログインできません。'],
      confirm_url: [
        '確認ページのURL',
        'メールのリンク先のページ。クエリの token でトークンを受け取ります。未設定の場合、メールアドレスは確認されません。',
      ],
      ...MAIL,
    },
  },
  'Member::confirm_email': { summary: '送信されたリンクでメールアドレスを確認済みにします。' },
  'Member::details': { summary: 'ログイン中のメンバー自身の登録内容を返します。' },
  'Member::update': {
    summary: 'ログイン中のメンバー自身の登録内容を変更します。',
    fields: {
      confirm_url: [
        '確認ページのURL',
        '新しいメールアドレスを確認するメールのリンク先。クエリの token でトークンを受け取ります。未設定の場合、変更はすぐに反映されます。',
      ],
      ...MAIL,
    },
  },
  'MemberGroup::list': { summary: 'グループの一覧を返します。' },
  'Stripe::checkout': {
    summary: 'ログイン中のメンバーのために、Stripeの支払いページを開きます。',
    fields: {
      products_list: [PRODUCTS, '販売するStripeの価格ID。数量2以上は同じIDを繰り返します。'],
      return_url: ['戻り先URL', '支払い後の戻り先。{CHECKOUT_SESSION_ID} は自動で置き換わります。'],
      return_err_url: ['支払わなかった場合の戻り先URL', '支払わずに戻る場合の戻り先。'],
      trial_period_days: [
        'トライアル日数',
        '最初の支払いまでの日数。これらの価格、または同じグループの他の価格のトライアルをまだ利用していない会員が対象です。',
      ],
      trial_end: [
        'トライアル終了日時',
        '最初の支払い日時。日数の代わりに指定します。対象の会員は日数の場合と同じです。',
      ],
      allow_promotion_codes: ['プロモーションコード', '購入者がプロモーションコードを入力できるようにします。'],
      allow_several: ['重複購入', '同じ価格を契約中のメンバーが、もう一度購入できるようにします。'],
    },
  },
  'Stripe::cancel_order': {
    summary: 'メンバーのサブスクリプションをただちに解約し、グループから外します。',
    fields: {
      products_list: [PRODUCTS, '解約の対象となるStripeの価格ID。未設定の場合はすべてが対象です。'],
    },
  },
  'Stripe::subscription': { summary: 'ログイン中のメンバーの契約状況を返します。' },
};

export interface SpokenOperation {
  summary: string;
  field: (field: Field) => Field;
}

/** What an operation does and what its settings are called, in the admin's language where it is known. */
export function useOperationWords(): (key: Pick<OperationKey, 'model'>, operation: OperationNode) => SpokenOperation {
  const { i18n } = useTranslation();
  return ({ model }, operation) => {
    const words = i18n.resolvedLanguage === 'ja' ? JAPANESE[`${model}::${operation.operation}`] : undefined;
    return {
      summary: words?.summary ?? operation.summary,
      field: (field) => {
        const [label, description] = words?.fields?.[field.name] ?? [field.label, field.description];
        return { ...field, label, description };
      },
    };
  };
}
