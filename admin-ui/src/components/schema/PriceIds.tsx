import { Input } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { findStripeIntegrationOptions } from '../../api/gen/@tanstack/react-query.gen';
import { PricePicker } from '../prices/PricePicker';
import type { InputProps } from './FieldInput';

interface PriceIdsProps extends InputProps {
  value: string[];
  onChange: (value: string[]) => void;
}

/** Prices of the mode that members pay in; one that stands there twice counts twice. */
export function PriceIds({ label, description, required, error, readOnly, value, onChange }: PriceIdsProps) {
  const { t } = useTranslation();
  const { data: integration } = useQuery(findStripeIntegrationOptions());
  const mode = integration?.active_mode ?? 'test';
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      description={`${description} ${t(`schema_form.prices_of.${mode}`)}`}
      required={required}
    >
      <div style={{ marginTop: 6 }}>
        <PricePicker mode={mode} value={value} onChange={onChange} error={error} readOnly={readOnly} repeatable />
      </div>
    </Input.Wrapper>
  );
}
