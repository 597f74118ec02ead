import '@mantine/charts/styles.css';
import { AreaChart } from '@mantine/charts';
import { Box } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StripeDay } from '../../api/gen/types.gen';
import { useFormats } from '../../app/format';

/** How many subscriptions were live, day by day. */
export function OverTime({ days }: { days: readonly StripeDay[] }) {
  const { t } = useTranslation();
  const { date, number } = useFormats();
  // What there never was would only hide the other line.
  const series = [
    { name: 'paying', label: t('dashboard.over_time.paying'), color: 'ai.6' },
    { name: 'trialing', label: t('dashboard.over_time.trialing'), color: 'yellow.6' },
  ].filter(({ name }) => name === 'paying' || days.some(({ trialing }) => trialing > 0));
  const first = days[0];
  const last = days.at(-1);
  const live = (day: StripeDay | undefined) => number((day?.paying ?? 0) + (day?.trialing ?? 0));
  const summary = t('dashboard.over_time.summary', {
    first: first ? date(first.day) : '',
    last: last ? date(last.day) : '',
    from: live(first),
    to: live(last),
  });
  return (
    <Box role="img" aria-label={summary}>
      <AreaChart
        h={260}
        data={days.map(({ day, paying, trialing }) => ({ day: date(day), paying, trialing }))}
        dataKey="day"
        series={series}
        type="stacked"
        curveType="linear"
        withDots={false}
        withLegend
        tickLine="none"
        yAxisProps={{ allowDecimals: false, width: 40 }}
        xAxisProps={{ minTickGap: 40 }}
        valueFormatter={number}
        areaChartProps={{ accessibilityLayer: false }}
        areaProps={{ isAnimationActive: false }}
      />
    </Box>
  );
}
