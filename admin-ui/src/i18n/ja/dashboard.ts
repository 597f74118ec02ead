import type * as en from '../en/dashboard';
import type { Words } from '../words';

export const dashboard: Words<typeof en.dashboard> = {
  title: 'ダッシュボード',
};
