import { Group, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { StripeDay } from '../../api/gen/types.gen';
import { useFormats } from '../../app/format';
import classes from './OverTime.module.css';
import { ticks } from './scale';

const HEIGHT = 240;
const EDGE = { left: 44, right: 8, top: 8, bottom: 24 };

/** How many subscriptions were live, day by day: those on trial upon those that pay. */
export function OverTime({ days }: { days: readonly StripeDay[] }) {
  const { t } = useTranslation();
  const { date, number } = useFormats();
  const { ref, width } = useElementSize();
  const live = (day: StripeDay | undefined) => (day?.paying ?? 0) + (day?.trialing ?? 0);
  const first = days[0];
  const last = days.at(-1);
  const summary = t('dashboard.over_time.summary', {
    first: first ? date(first.day) : '',
    last: last ? date(last.day) : '',
    from: number(live(first)),
    to: number(live(last)),
  });
  return (
    <div ref={ref}>
      <Legend trials={days.some(({ trialing }) => trialing > 0)} />
      <svg width={width} height={HEIGHT} role="img" aria-label={summary} className={classes.chart}>
        {width > 0 && <Plot days={days} live={live} width={width} />}
      </svg>
    </div>
  );
}

interface PlotProps {
  days: readonly StripeDay[];
  live: (day: StripeDay) => number;
  width: number;
}

function Plot({ days, live, width }: PlotProps) {
  const { t } = useTranslation();
  const { date, number } = useFormats();
  const marks = ticks(Math.max(...days.map(live)));
  const most = marks.at(-1) ?? 1;
  const step = (width - EDGE.left - EDGE.right) / Math.max(1, days.length - 1);
  const x = (index: number) => EDGE.left + index * step;
  const y = (value: number) => HEIGHT - EDGE.bottom - (value / most) * (HEIGHT - EDGE.top - EDGE.bottom);
  const line = (value: (day: StripeDay) => number) =>
    days.map((day, index) => `${x(index)},${y(value(day))}`).join(' ');
  const area = (value: (day: StripeDay) => number) => `${x(0)},${y(0)} ${line(value)} ${x(days.length - 1)},${y(0)}`;
  const paying = (day: StripeDay) => day.paying;
  return (
    <>
      {marks.map((mark) => (
        <g key={mark}>
          <line x1={EDGE.left} x2={width - EDGE.right} y1={y(mark)} y2={y(mark)} className={classes.grid} />
          <text x={EDGE.left - 8} y={y(mark) + 4} textAnchor="end">
            {number(mark)}
          </text>
        </g>
      ))}
      <polygon points={area(live)} className={classes.trialing} />
      <polygon points={area(paying)} className={classes.paying} />
      <polyline points={line(live)} className={classes.line} />
      <text x={EDGE.left} y={HEIGHT - 4}>
        {days[0] && date(days[0].day)}
      </text>
      <text x={width - EDGE.right} y={HEIGHT - 4} textAnchor="end">
        {days.at(-1) && date(days.at(-1)?.day ?? '')}
      </text>
      {days.map((day, index) => (
        <rect key={day.day} x={x(index) - step / 2} y={0} width={step} height={HEIGHT} fill="transparent">
          <title>
            {`${date(day.day)} · ${t('dashboard.over_time.paying')}: ${number(day.paying)} · ${t('dashboard.over_time.trialing')}: ${number(day.trialing)}`}
          </title>
        </rect>
      ))}
    </>
  );
}

function Legend({ trials }: { trials: boolean }) {
  const { t } = useTranslation();
  return (
    <Group gap="md" justify="flex-end" mb={4}>
      <Key className={classes.payingKey}>{t('dashboard.over_time.paying')}</Key>
      {trials && <Key className={classes.trialingKey}>{t('dashboard.over_time.trialing')}</Key>}
    </Group>
  );
}

function Key({ className, children }: { className: string | undefined; children: string }) {
  return (
    <Group gap={6}>
      <span className={className} />
      <Text size="sm">{children}</Text>
    </Group>
  );
}
