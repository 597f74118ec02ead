import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FieldProblem } from '../../api/gen/types.gen';
import { show } from '../../test/render';
import { api, integration, problem, server } from '../../test/server';
import type { JsonSchema } from './fields';
import { problemsElsewhere, SchemaForm, type Values } from './SchemaForm';

let entered: Values;
let left: FieldProblem[];

interface FormProps {
  schema: JsonSchema;
  value?: Values;
  problems?: FieldProblem[];
  readOnly?: boolean;
}

function Form({ schema, value: first = {}, problems: given = [], readOnly }: FormProps) {
  const [value, setValue] = useState(first);
  const [problems, setProblems] = useState(given);
  entered = value;
  left = problems;
  return (
    <SchemaForm
      schema={schema}
      value={value}
      problems={problems}
      readOnly={readOnly}
      onChange={(next, rest) => {
        setValue(next);
        setProblems(rest);
      }}
    />
  );
}

const object = (properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema => ({
  type: 'object',
  properties,
  required,
});

function listsGroups() {
  const items = [
    { id: 7, name: 'Gold', description: '', member_count: 0, version: 1 },
    { id: 9, name: 'Silver', description: '', member_count: 0, version: 1 },
  ];
  server.use(
    http.get(api('/groups/:id'), ({ params }) => {
      const found = items.find(({ id }) => id === Number(params.id));
      return found ? HttpResponse.json(found) : problem(404, 'not_found', `There is no group ${params.id}.`);
    }),
    http.get(api('/groups'), () => HttpResponse.json({ items, page: 1, per_page: 100, total: items.length })),
  );
}

describe('SchemaForm', () => {
  beforeEach(() => {
    entered = {};
    left = [];
  });

  it('says so when there is nothing to set', async () => {
    show(<Form schema={object({})} />);
    expect(await screen.findByText('This operation has nothing to set.')).toBeVisible();
  });

  it('labels a field with its title, or with its name as people say it', async () => {
    show(
      <Form
        schema={object({
          return_url: { type: 'string', description: 'Where to.' },
          trial_days: { type: 'integer', title: 'Trial' },
        })}
      />,
    );
    expect(await screen.findByRole('textbox', { name: /^Return URL/ })).toHaveAccessibleDescription('Where to.');
    expect(screen.getByRole('textbox', { name: /^Trial/ })).toBeVisible();
  });

  it('takes texts, numbers and flags, and leaves out what is emptied', async () => {
    const user = show(
      <Form
        schema={object({
          name: { type: 'string' },
          days: { type: 'integer', minimum: 1 },
          open: { type: 'boolean', default: true },
        })}
      />,
    );
    await user.type(await screen.findByRole('textbox', { name: /^Name/ }), 'x');
    await user.type(screen.getByRole('textbox', { name: /^Days/ }), '14');
    expect(screen.getByRole('switch', { name: /^Open/ })).toBeChecked();
    await user.click(screen.getByRole('switch', { name: /^Open/ }));
    expect(entered).toEqual({ name: 'x', days: 14, open: false });
    await user.clear(screen.getByRole('textbox', { name: /^Name/ }));
    await user.clear(screen.getByRole('textbox', { name: /^Days/ }));
    expect(entered).toEqual({ open: false });
  });

  it('offers what an enum has, and says what is taken when nothing is chosen', async () => {
    const user = show(<Form schema={object({ order: { type: 'string', enum: ['new', 'old'], default: 'new' } })} />);
    const select = await screen.findByRole('combobox', { name: /^Order/ });
    expect(within(select).getAllByRole('option')).toHaveLength(3);
    expect(select).toHaveDisplayValue('Not set (new)');
    await user.selectOptions(select, 'old');
    expect(entered).toEqual({ order: 'old' });
  });

  it('takes a list of texts, one a line', async () => {
    const user = show(<Form schema={object({ origins: { type: 'array', items: { type: 'string' } } })} />);
    await user.type(await screen.findByRole('textbox', { name: /^Origins/ }), 'one{Enter}{Enter} two ');
    expect(entered).toEqual({ origins: ['one', 'two'] });
  });

  it('takes some of an enum', async () => {
    const user = show(
      <Form schema={object({ days: { type: 'array', items: { type: 'string', enum: ['sat', 'sun'] } } })} />,
    );
    await user.click(await screen.findByRole('checkbox', { name: 'sun' }));
    expect(entered).toEqual({ days: ['sun'] });
  });

  it('takes a moment as Unix seconds, in the time zone of the browser', async () => {
    const description = 'First payment at this time (Unix seconds), from now on.';
    const user = show(<Form schema={object({ trial_end: { type: 'integer', format: 'unix-time', description } })} />);
    const field = await screen.findByLabelText(/^Trial end/);
    expect(screen.getByText('First payment at this time, from now on.')).toBeVisible();
    await user.type(field, '2030-01-31T09:00');
    expect(entered).toEqual({ trial_end: new Date(2030, 0, 31, 9).getTime() / 1000 });
    expect(field).toHaveValue('2030-01-31T09:00');
  });

  it('lets a group be chosen by its name', async () => {
    listsGroups();
    const user = show(<Form schema={object({ default_group_id: { type: 'integer', 'x-id-of': 'group' } })} />);
    const select = await screen.findByRole('combobox', { name: /^Default group ID/ });
    await user.click(select);
    await user.click(await screen.findByRole('option', { name: 'Silver' }));
    expect(entered).toEqual({ default_group_id: 9 });
  });

  it('keeps a chosen group that it does not know', async () => {
    listsGroups();
    const schema = object({ default_group_id: { type: 'integer', 'x-id-of': 'group' } });
    show(<Form schema={schema} value={{ default_group_id: 4 }} />);
    const select = await screen.findByRole('combobox', { name: /^Default group ID/ });
    await waitFor(() => expect(select).toHaveValue('Group 4'));
  });

  it('lets several groups be chosen, and keeps one that it does not know', async () => {
    listsGroups();
    const schema = object({ groups: { type: 'array', items: { type: 'integer', 'x-id-of': 'group' } } });
    const user = show(<Form schema={schema} value={{ groups: [4] }} />);
    expect(await screen.findByRole('checkbox', { name: 'Group 4' })).toBeChecked();
    await user.click(screen.getByRole('checkbox', { name: 'Gold' }));
    expect(entered).toEqual({ groups: [4, 7] });
  });

  it('lets prices be picked by what they cost, one of them twice', async () => {
    server.use(
      http.get(api('/integrations/stripe'), () => HttpResponse.json(integration())),
      http.get(api('/stripe/prices'), () =>
        HttpResponse.json({
          items: [
            {
              id: 'price_gold',
              product_id: 'prod_1',
              product_name: 'Gold plan',
              active: true,
              unit_amount: 1200,
              currency: 'jpy',
              interval: 'month',
              interval_count: 1,
              mode: 'test',
            },
          ],
          page: 1,
          per_page: 100,
          total: 1,
        }),
      ),
    );
    const schema = object({ products_list: { type: 'array', items: { type: 'string', 'x-id-of': 'price' } } });
    const user = show(<Form schema={schema} />);
    const pick = async () => {
      await user.click(await screen.findByRole('combobox'));
      await user.click(await screen.findByRole('option', { name: /Gold plan/ }));
    };
    await pick();
    await pick();
    expect(entered).toEqual({ products_list: ['price_gold', 'price_gold'] });
  });

  it('goes into what is nested', async () => {
    const user = show(
      <Form
        schema={object({ limit: object({ requests: { type: 'integer' } }) })}
        problems={[{ field: 'limit.requests', code: 'invalid', message: 'Too many.' }]}
      />,
    );
    const group = await screen.findByRole('group', { name: 'Limit' });
    expect(within(group).getByText('Too many.')).toBeVisible();
    await user.type(within(group).getByRole('textbox', { name: /^Requests/ }), '5');
    expect(entered).toEqual({ limit: { requests: 5 } });
    expect(left).toEqual([]);
  });

  it('takes as JSON what it has no other way for', async () => {
    const user = show(<Form schema={object({ extra: { type: 'object' } })} />);
    const field = await screen.findByRole('textbox', { name: /^Extra/ });
    await user.type(field, '{{"a":');
    expect(screen.getByText('This is not valid JSON.')).toBeVisible();
    await user.type(field, '1}');
    expect(screen.queryByText('This is not valid JSON.')).toBeNull();
    expect(entered).toEqual({ extra: { a: 1 } });
  });

  it("puts the server's problems at their fields, until the field is edited", async () => {
    const user = show(
      <Form
        schema={object({ return_url: { type: 'string' }, list: { type: 'array', items: { type: 'string' } } })}
        problems={[
          { field: 'return_url', code: 'required', message: 'settings.return_url is required.' },
          { field: 'list.1', code: 'invalid', message: 'The second is wrong.' },
        ]}
      />,
    );
    const field = await screen.findByRole('textbox', { name: /^Return URL/ });
    expect(field).toHaveAccessibleDescription(expect.stringContaining('This is required.'));
    expect(screen.getByRole('textbox', { name: /^List/ })).toBeInvalid();
    await user.type(field, 'h');
    expect(field).toBeValid();
    expect(left).toEqual([{ field: 'list.1', code: 'invalid', message: 'The second is wrong.' }]);
  });

  it('changes nothing for who may only read', async () => {
    const schema = object({ name: { type: 'string' }, open: { type: 'boolean' } });
    show(<Form schema={schema} value={{ name: 'x' }} readOnly />);
    expect(await screen.findByRole('textbox', { name: /^Name/ })).toHaveAttribute('readonly');
    expect(screen.getByRole('switch', { name: /^Open/ })).toBeDisabled();
  });
});

describe('problems of no field', () => {
  it('are those of fields that the form does not show', () => {
    const unknown = { field: 'colour', code: 'unknown', message: 'Leave it out.' };
    const shown = { field: 'name.first', code: 'invalid', message: 'Wrong.' };
    expect(problemsElsewhere(object({ name: object({}) }), [unknown, shown])).toEqual([unknown]);
  });
});
