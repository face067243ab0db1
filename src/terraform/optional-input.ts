/**
 * `var.arn != "" ? var.arn : null` does not choose: it hands an input on, in Terraform's words for one that is not given. Nobody
 * who needs the argument takes the other branch, so that such a value says as little as the input itself.
 */
import type { Expression } from '../hcl/ast.ts';
import { traversal } from '../hcl/traversal.ts';
import { someExpression } from '../hcl/walk.ts';
import type { SourceFile } from '../text/source-file.ts';

/** How people ask whether something is given; `\0` stands for it. */
const QUESTIONS: readonly RegExp[] = [
  /^\0[!=]=(?:null|""|0|-1|\[\]|\{\})$/,
  /^(?:null|"")[!=]=\0$/,
  /^\0>=?\d+$/,
  /^(?:length|trimspace)\(\0\)(?:[!=]=|>=?|<)(?:\d+|"")$/,
  /^(?:try|coalesce|lookup)\(\0,(?:null|""|\[\]|\{\})\)[!=]=(?:null|""|\[\]|\{\})$/,
  /^can\(\0\)$/,
];

/** Whether a condition, as it is written, asks only whether there is something that the branch reads. */
export function handsOn(
  branch: Expression,
  { condition, file }: { readonly condition: string; readonly file: SourceFile },
): boolean {
  const questions = condition
    .replace(/\s+/g, '')
    .split(/&&|\|\|/)
    .map((question) => question.replace(/^[!(]+(?=\w+[.[])/, '').replace(/^(\w[^()]*)\)+$/, '$1'));
  return someExpression(branch, (node) => {
    if (traversal(node) === undefined) return false;
    const name = file.text.slice(node.start, node.end).replace(/\s+/g, '');
    return questions.some((question) => QUESTIONS.some((form) => form.test(question.replace(name, '\0'))));
  });
}
