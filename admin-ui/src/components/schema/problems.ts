import type { FieldProblem } from '../../api/gen/types.gen';

/** The problems of what is inside a field, with their paths counted from there. */
export function problemsBelow(problems: readonly FieldProblem[], name: string): FieldProblem[] {
  return problems
    .filter(({ field }) => field === name || field.startsWith(`${name}.`))
    .map((problem) => ({ ...problem, field: problem.field.slice(name.length + 1) }));
}

/** The problems but those of a field and of what is inside it. */
export function problemsBeside(problems: readonly FieldProblem[], name: string): FieldProblem[] {
  return problems.filter(({ field }) => field !== name && !field.startsWith(`${name}.`));
}
