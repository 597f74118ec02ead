import type * as en from '../en/account';
import type { Words } from '../words';

export const my_account: Words<typeof en.my_account> = {
  title: 'マイアカウント',
};
