import { useDebouncedValue } from '@mantine/hooks';
import { IconLink, IconPlugConnected, IconUser, IconUsersGroup } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  listAllEndpointsOptions,
  listApisOptions,
  listGroupsOptions,
  listMembersOptions,
} from '../../api/gen/@tanstack/react-query.gen';
import { SCREENS } from '../../app/screens';

/** Something that one can go to. */
export interface Find {
  key: string;
  kind: 'screen' | 'member' | 'group' | 'api' | 'endpoint';
  name: string;
  icon: typeof IconUser;
  go: () => void;
}

const PAUSE_MS = 200;
const SHOWN = 5;

/** What the words find; without words, the screens. */
export function useFinds(words: string): { finds: Find[]; searching: boolean } {
  const [q] = useDebouncedValue(words.trim(), PAUSE_MS);
  const screens = useScreens(words.trim());
  const things = useThings(q);
  return {
    finds: words.trim() ? [...screens, ...things.finds] : screens,
    searching: q !== words.trim() || things.searching,
  };
}

function useScreens(words: string): Find[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return Object.values(SCREENS)
    .map(({ to, label, icon }) => ({
      key: to,
      kind: 'screen' as const,
      name: t(label),
      icon,
      go: () => void navigate({ to }),
    }))
    .filter(({ name }) => contains(name, words));
}

function useThings(q: string): { finds: Find[]; searching: boolean } {
  const navigate = useNavigate();
  const asked = { query: { q, per_page: SHOWN } };
  const how = { enabled: q !== '', placeholderData: keepPreviousData };
  const members = useQuery({ ...listMembersOptions(asked), ...how });
  const groups = useQuery({ ...listGroupsOptions(asked), ...how });
  const apis = useQuery({ ...listApisOptions(asked), ...how });
  const endpoints = useQuery({ ...listAllEndpointsOptions(asked), ...how });
  if (q === '') {
    return { finds: [], searching: false };
  }
  return {
    finds: [
      ...(members.data?.items ?? []).map(({ id, email, name }) => ({
        key: `member-${id}`,
        kind: 'member' as const,
        name: name ? `${email} (${name})` : email,
        icon: IconUser,
        go: () => void navigate({ to: '/members/$id', params: { id } }),
      })),
      ...(groups.data?.items ?? []).map(({ id, name }) => ({
        key: `group-${id}`,
        kind: 'group' as const,
        name,
        icon: IconUsersGroup,
        go: () => void navigate({ to: '/groups/$id', params: { id } }),
      })),
      ...(apis.data?.items ?? []).map(({ id, title }) => ({
        key: `api-${id}`,
        kind: 'api' as const,
        name: title,
        icon: IconPlugConnected,
        go: () => void navigate({ to: '/apis/$id', params: { id } }),
      })),
      ...(endpoints.data?.items ?? []).map(({ id, api_id, path, method }) => ({
        key: `endpoint-${id}`,
        kind: 'endpoint' as const,
        name: `${method} /rcms-api/${api_id}/${path}`,
        icon: IconLink,
        go: () => void navigate({ to: '/apis/$id', params: { id: api_id }, search: { endpoint: id } }),
      })),
    ],
    searching: members.isFetching || groups.isFetching || apis.isFetching || endpoints.isFetching,
  };
}

function contains(name: string, words: string): boolean {
  return name.toLocaleLowerCase().includes(words.toLocaleLowerCase());
}
