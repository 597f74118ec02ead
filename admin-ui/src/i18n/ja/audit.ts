import type * as en from '../en/audit';
import type { Words } from '../words';

export const audit: Words<typeof en.audit> = {
  title: '監査ログ',
};
