export const admins = {
  title: 'Admins',
} as const;
