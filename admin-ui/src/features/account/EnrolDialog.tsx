import { Button, Group, Loader, Modal, PasswordInput, Stack, Stepper, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  addSecondFactorMutation,
  confirmSecondFactorMutation,
  ownAccountOptions,
} from '../../api/gen/@tanstack/react-query.gen';
import type { SecondFactorsEnrolment } from '../../api/gen/types.gen';
import { ApiFailure } from '../../app/api';
import { CopyField } from '../../components/CopyField';
import { FailureAlert } from '../../components/PageStates';
import { RecoveryCodes } from './RecoveryCodes';

const QrCode = lazy(() => import('./QrCode'));

/** Password, then the app, then the recovery codes. */
export function EnrolDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [enrolment, setEnrolment] = useState<SecondFactorsEnrolment>();
  const [codes, setCodes] = useState<readonly string[]>();
  const step = codes ? 2 : enrolment ? 1 : 0;
  const close = () => {
    onClose();
    return queryClient.invalidateQueries({ queryKey: ownAccountOptions().queryKey });
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('my_account.factor.set_up_title')}
      size="lg"
      closeOnClickOutside={false}
      closeOnEscape={codes === undefined}
      withCloseButton={codes === undefined}
    >
      <Stack>
        <Stepper active={step} size="xs" allowNextStepsSelect={false} wrap={false}>
          {(['password', 'app', 'codes'] as const).map((name) => (
            <Stepper.Step key={name} label={t(`my_account.factor.step.${name}`)} />
          ))}
        </Stepper>
        {step === 0 && <PasswordStep onDone={setEnrolment} onClose={close} />}
        {step === 1 && enrolment && <AppStep enrolment={enrolment} onDone={setCodes} onClose={close} />}
        {codes && <RecoveryCodes codes={codes} onDone={close} />}
      </Stack>
    </Modal>
  );
}

interface StepProps<T> {
  onDone: (result: T) => void;
  onClose: () => void;
}

function PasswordStep({ onDone, onClose }: StepProps<SecondFactorsEnrolment>) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const { mutate, isPending, error } = useMutation({ ...addSecondFactorMutation(), onSuccess: onDone });
  return (
    <StepForm
      next={t('my_account.factor.next')}
      pending={isPending}
      ready={password !== ''}
      error={error}
      field="password"
      onNext={() => mutate({ body: { password } })}
      onClose={onClose}
    >
      {(problem) => (
        <PasswordInput
          label={t('sign_in.password')}
          description={t('my_account.factor.password_hint')}
          autoComplete="current-password"
          data-autofocus
          maxLength={200}
          value={password}
          error={problem}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      )}
    </StepForm>
  );
}

function AppStep({ enrolment, onDone, onClose }: StepProps<string[]> & { enrolment: SecondFactorsEnrolment }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const { mutate, isPending, error } = useMutation({
    ...confirmSecondFactorMutation(),
    onSuccess: ({ recovery_codes }) => onDone(recovery_codes),
  });
  return (
    <StepForm
      next={t('my_account.factor.confirm')}
      pending={isPending}
      ready={code.trim() !== ''}
      error={error}
      field="code"
      onNext={() => mutate({ body: { code: code.trim() } })}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <Text size="sm">{t('my_account.factor.scan')}</Text>
          <Suspense fallback={<Loader role="status" aria-label={t('state.loading')} />}>
            <QrCode text={enrolment.otpauth_uri} label={t('my_account.factor.qr')} />
          </Suspense>
          <CopyField
            label={t('my_account.factor.secret')}
            description={t('my_account.factor.secret_hint')}
            value={enrolment.secret}
          />
          <TextInput
            label={t('my_account.factor.code')}
            description={t('my_account.factor.code_hint')}
            inputMode="numeric"
            autoComplete="one-time-code"
            autoFocus
            maxLength={40}
            value={code}
            error={problem}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        </>
      )}
    </StepForm>
  );
}

interface StepFormProps {
  next: string;
  pending: boolean;
  ready: boolean;
  error: unknown;
  /** The one field of the step; what the server says of it stands there. */
  field: string;
  onNext: () => void;
  onClose: () => void;
  children: (problem: string | undefined) => React.ReactNode;
}

function StepForm({ next, pending, ready, error, field, onNext, onClose, children }: StepFormProps) {
  const { t } = useTranslation();
  const problem = error instanceof ApiFailure ? error.fields.find((one) => one.field === field)?.message : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onNext();
  };
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        {error != null && problem === undefined && <FailureAlert error={error} />}
        {children(problem)}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={pending} disabled={!ready}>
            {next}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
