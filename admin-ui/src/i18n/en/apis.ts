export const apis = {
  title: 'API',
} as const;
