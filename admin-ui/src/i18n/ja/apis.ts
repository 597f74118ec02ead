import type * as en from '../en/apis';
import type { Words } from '../words';

export const apis: Words<typeof en.apis> = {
  title: 'API',
};
