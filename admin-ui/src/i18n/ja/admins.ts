import type * as en from '../en/admins';
import type { Words } from '../words';

export const admins: Words<typeof en.admins> = {
  title: '管理者',
};
