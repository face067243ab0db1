/** The findings of this program beside the verdicts of the real provider. */
import { lintModules, rules } from '../../src/core.ts';
import { memoryFileSystem } from '../../src/terraform/memory-file-system.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { FUNCTIONS } from '../functions.ts';
import exceptions from './exceptions.json' with { type: 'json' };
import { type Answer, inputs, obstacle, type RealTerraform, type Verdict } from './real-terraform.ts';

export interface Question {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly switchedOn?: readonly string[];
}

export interface Comparison {
  readonly agreed: number;
  readonly notJudged: readonly { readonly name: string; readonly reason: string }[];
  readonly differences: readonly Difference[];
  /** Exceptions that are none any more. */
  readonly needless: readonly string[];
}

export interface Difference {
  readonly name: string;
  readonly ours: string;
  readonly theirs: string;
}

const NAMES: Readonly<Record<string, string>> = exceptions.names;
const WORDS: readonly (readonly [string, string])[] = Object.entries(exceptions.words);

/** Configurations of one run of Terraform; more make no run faster. */
const BATCH = 120;

export function compareWithProvider(questions: readonly Question[], terraform: RealTerraform): Comparison {
  const notJudged: { name: string; reason: string }[] = [];
  const judged = new Map<string, Question>();
  for (const [index, question] of questions.entries()) {
    const name = `m${index}`;
    const reason = obstacle({ ...question, name });
    if (reason === undefined) judged.set(name, question);
    else notJudged.push({ name: question.name, reason });
  }
  let agreed = 0;
  const found: Difference[] = [];
  for (const batch of batches([...judged])) {
    const verdicts = terraform.judge(batch.map(([name, { files }]) => ({ name, files })));
    for (const [id, question] of batch) {
      const verdict = verdicts.get(id);
      if (verdict === undefined) throw new Error(`${question.name} has no verdict`);
      const { name } = question;
      const errors = findErrors(question);
      const difference = compare(errors, verdict);
      const excuse =
        NAMES[name] === undefined
          ? (excuseOf(verdict) ?? interruption(errors, verdict) ?? openInput(question, errors, verdict))
          : undefined;
      if (difference === undefined) agreed++;
      else if (excuse !== undefined) notJudged.push({ name, reason: excuse });
      else found.push({ name, ...difference });
    }
  }
  const names = new Set(found.map(({ name }) => name));
  const asked = new Set(questions.map(({ name }) => name));
  return {
    agreed,
    notJudged,
    differences: found.filter(({ name }) => NAMES[name] === undefined),
    needless: Object.keys(NAMES).filter((name) => asked.has(name) && !names.has(name)),
  };
}

function batches<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / BATCH) }, (_, at) => items.slice(at * BATCH, (at + 1) * BATCH));
}

/** Why all that Terraform says is no verdict on the mapping, if so. */
function excuseOf({ validate, plan }: Verdict): string | undefined {
  const words = [validate, plan].flatMap((answer) =>
    answer === undefined || answer.kind === 'accepted' ? [] : answer.words,
  );
  const reasons = words.map((text) => WORDS.find(([part]) => text.includes(part))?.[1]);
  return reasons.includes(undefined) ? undefined : reasons[0];
}

/** What Terraform ought to refuse. */
export function findErrors({ files, switchedOn = [] }: Question): readonly Diagnostic[] {
  const severities = Object.fromEntries(
    rules
      .filter(({ name, severity }) => severity === 'off' && switchedOn.includes(name))
      .map(({ name }) => [name, 'warning' as const]),
  );
  const { diagnostics } = lintModules({
    fileSystem: memoryFileSystem(files),
    modules: [{ directory: '.', called: false, named: true }],
    functions: FUNCTIONS,
    severities,
  });
  return diagnostics.filter(({ severity }) => severity === 'error');
}

/** What kept Terraform from a verdict, unless what it said before contradicts a finding. */
function interruption(errors: readonly Diagnostic[], { validate, plan }: Verdict): string | undefined {
  const isContradicted = errors.some(({ stage, assumptions }) => stage === 'validate' && assumptions === undefined);
  if (validate.kind === 'accepted' && isContradicted) return undefined;
  const stopped = [validate, plan].find((answer) => answer?.kind === 'stopped');
  return stopped?.kind === 'stopped' ? stopped.words.join('; ') : undefined;
}

/** What Terraform looks at only when the whole argument is known. */
const PARTS: ReadonlySet<string> = new Set([
  'incorrect-type',
  'value-not-allowed',
  'value-out-of-range',
  'malformed-value',
  'wrong-item-count',
]);

/** A variable without a value is unknown to Terraform here, and nobody plans like that. */
function openInput(
  { files }: Question,
  errors: readonly Diagnostic[],
  { validate, plan }: Verdict,
): string | undefined {
  const isAccepted = validate.kind === 'accepted' && plan?.kind === 'accepted';
  const planned = errors.filter(({ stage }) => stage === 'validate' || stage === 'plan');
  const isOpen = isAccepted && planned.every(({ rule, stage }) => stage === 'plan' && PARTS.has(rule));
  return isOpen && inputs(files).length > 0
    ? 'a part of the argument is a variable without a value: known when planned, but not here'
    : undefined;
}

const STAGES = ['validate', 'plan'] as const;

function compare(
  errors: readonly Diagnostic[],
  { validate, plan }: Verdict,
): { readonly ours: string; readonly theirs: string } | undefined {
  const certain = errors.filter(({ assumptions }) => assumptions === undefined);
  const stage = STAGES.find((one) => certain.some((error) => error.stage === one)) ?? 'accepted';
  const verdict = validate.kind !== 'accepted' ? 'validate' : plan?.kind !== 'accepted' ? 'plan' : 'accepted';
  const stopped = validate.kind === 'stopped' || plan?.kind === 'stopped';
  if (stage === verdict && !stopped) return undefined;
  const ours = certain.map(({ rule, stage: at, message }) => `${rule} (${at}): ${message}`).join('; ');
  return { ours: ours === '' ? 'nothing' : ours, theirs: described(verdict, validate, plan) };
}

function described(verdict: string, validate: Answer, plan: Answer | undefined): string {
  if (verdict === 'accepted') return 'accepted by validate and plan';
  const answer = validate.kind === 'accepted' ? plan : validate;
  return answer === undefined || answer.kind === 'accepted'
    ? verdict
    : `${answer.kind} at ${verdict}: ${answer.words.join('; ')}`;
}
