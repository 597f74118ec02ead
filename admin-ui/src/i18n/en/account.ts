export const my_account = {
  title: 'My account',
} as const;
