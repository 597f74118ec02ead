import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findEndpointOptions, listEndpointsQueryKey } from '../../api/gen/@tanstack/react-query.gen';
import { createEndpoint, updateEndpoint } from '../../api/gen/sdk.gen';
import type { Api, Endpoint, EndpointDraft, FieldProblem, OperationTree } from '../../api/gen/types.gen';
import { ApiFailure } from '../../app/api';
import { useSavedNote } from '../../components/DialogGuard';
import { mergeEdits, same } from '../../components/edits';
import { focusFirstError } from '../../components/problems';
import { sayDone } from '../../components/say';
import { problemsBeside } from '../../components/schema/problems';
import { draftOf, type EndpointValues, missing, NEW_ENDPOINT, problemsOfNoField, valuesOf } from './endpointForm';
import { findOperation, type OperationKey } from './operations';

interface Options {
  api: Api;
  tree: OperationTree;
  stored: Endpoint | undefined;
  onClose: () => void;
}

/** What is entered for an endpoint, what is wrong with it, and the way to save it. */
export function useEndpointForm({ api, tree, stored, onClose }: Options) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [base, setBase] = useState(stored);
  const initial = base ? valuesOf(base) : NEW_ENDPOINT;
  const [values, setValues] = useState(initial);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const saved = useSavedNote();
  const operation = values.category === '' ? undefined : findOperation(tree, values as OperationKey);

  const { mutate, isPending, error } = useMutation({
    mutationFn: (draft: EndpointDraft) => sent(api, base, draft),
    onSuccess: async (endpoint) => {
      saved.current = true;
      queryClient.setQueryData(findEndpointOptions({ path: { id: endpoint.id } }).queryKey, endpoint);
      await queryClient.invalidateQueries({ queryKey: listEndpointsQueryKey({ path: { id: api.id } }) });
      sayDone(t(base ? 'state.saved' : 'apis.endpoint.added'));
      onClose();
    },
    onError: (failure) => {
      setProblems(failure instanceof ApiFailure ? [...failure.fields] : []);
      focusFirstError('[role="dialog"]');
    },
  });

  const change = (changes: Partial<EndpointValues>, ...fields: string[]) => {
    setValues((before) => ({ ...before, ...changes }));
    setProblems((before) => fields.reduce<FieldProblem[]>(problemsBeside, before));
  };
  const submit = () => {
    const gaps = missing(values);
    setProblems(gaps);
    if (gaps.length > 0) {
      focusFirstError('[role="dialog"]');
      return;
    }
    mutate(draftOf(values, operation, base?.version));
  };
  const takeTheirs = async () => {
    if (base) {
      const theirs = await queryClient.fetchQuery({ ...findEndpointOptions({ path: { id: base.id } }), staleTime: 0 });
      setValues(mergeEdits(valuesOf(base), values, valuesOf(theirs)));
      setBase(theirs);
      setProblems([]);
    }
  };
  return {
    values,
    change,
    problems,
    setProblems,
    operation,
    submit,
    takeTheirs,
    saving: isPending,
    saved,
    dirty: !same(values, initial),
    failure: isPending || isConflict(error) ? undefined : unplaced(error, problems),
    conflict: !isPending && isConflict(error) && base?.version === stored?.version,
  };
}

async function sent(api: Api, base: Endpoint | undefined, body: EndpointDraft): Promise<Endpoint> {
  const answer = base
    ? await updateEndpoint({ path: { id: base.id }, body, throwOnError: true })
    : await createEndpoint({ path: { id: api.id }, body, throwOnError: true });
  return answer.data;
}

function isConflict(error: unknown): boolean {
  return error instanceof ApiFailure && error.isVersionConflict;
}

/** What of a failure is not said at a field. */
function unplaced(error: unknown, problems: readonly FieldProblem[]): unknown {
  if (!(error instanceof ApiFailure) || error.fields.length === 0) {
    return error ?? undefined;
  }
  const rest = problemsOfNoField(problems);
  const [first] = rest;
  return first ? new ApiFailure(error.status, error.code, first.message, error.requestId, rest) : undefined;
}
