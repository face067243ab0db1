import { parseExpression } from '../hcl/expression-parser.ts';
import { decode, nodeFileSystem } from '../node/file-system.ts';
import { nodeFunctions } from '../node/functions.ts';
import { rangeJson, stringifyJson } from '../report/json.ts';
import { singleLine } from '../report/terminal-text.ts';
import { buildModule } from '../terraform/build-module.ts';
import { scopeOf } from '../terraform/configure.ts';
import { evaluate } from '../terraform/evaluate.ts';
import { languageFunctions } from '../terraform/functions.ts';
import { moduleLoader } from '../terraform/module-loader.ts';
import type { ModuleScope } from '../terraform/scope.ts';
import { variableValues } from '../terraform/variable-values.ts';
import { SourceFile } from '../text/source-file.ts';
import { consoleText, typeTextOf } from '../value/console-text.ts';
import { isFullyKnown } from '../value/equality.ts';
import { hasFailed } from '../value/functions/failure.ts';
import { encodeJson } from '../value/functions/json.ts';
import { unknownFrom } from '../value/marks.ts';
import type { ChoiceValue, Reason, Value } from '../value/value.ts';
import type { EvalArguments } from './arguments.ts';
import type { ExitStatus, Host } from './host.ts';
import { variableSettings } from './variables.ts';

/** The value of an expression, why none is known, or Terraform's error. */
type Answer =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'unknown'; readonly value: Value; readonly reasons: readonly Reason[] }
  | { readonly kind: 'error'; readonly error: string };

/** `preplan eval [expression]`: in the module of the working directory, run as the root. */
export function runEval(given: EvalArguments, host: Host): ExitStatus {
  const scope = moduleIn(host, given);
  if (given.expression !== undefined) {
    const answer = answerTo(given.expression, scope);
    const { stdout, stderr } = host;
    if (given.format === 'json') stdout.write(jsonLine(answer));
    else if (answer.kind === 'error') stderr.write(`preplan: ${singleLine(answer.error)}\n`);
    else stdout.write(prettyText(answer));
    return answer.kind === 'error' ? 1 : 0;
  }
  const { text } = decode(host.readStdin());
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  for (const line of text === '' ? [] : lines) host.stdout.write(jsonLine(answerTo(line, scope)));
  return 0;
}

function moduleIn(host: Host, { variables }: EvalArguments): ModuleScope {
  const { workingDirectory } = host;
  const fileSystem = nodeFileSystem(workingDirectory);
  const loader = moduleLoader(fileSystem, { check: () => ({ words: [] }) });
  const module = loader.load('.')?.module ?? buildModule([], '.');
  return scopeOf(module, {
    called: false,
    loader,
    functions: languageFunctions(nodeFunctions(workingDirectory), { fileSystem, directory: module.directory }),
    variables: variableValues(module, fileSystem, variableSettings(variables, host, fileSystem)).values,
  });
}

function answerTo(text: string, module: ModuleScope): Answer {
  const file = new SourceFile('expression', text);
  const { expression, diagnostics } = parseExpression(file);
  const [problem] = diagnostics;
  if (problem !== undefined) return { kind: 'error', error: `${problem.summary}: ${problem.detail}` };
  const value = evaluate(expression, { module, file, bindings: undefined });
  const { reasons } = unknownFrom([value]);
  const refusal = hasFailed(value) ? reasons[0] : reasons.find(({ refused }) => refused);
  if (refusal !== undefined) return { kind: 'error', error: refusal.text };
  if (isFullyKnown(value)) return { kind: 'value', value };
  if (value.kind !== 'choice' || reasons.length > 0) return { kind: 'unknown', value, reasons };
  const { text: condition, place } = value.condition;
  return {
    kind: 'unknown',
    value,
    reasons: [{ kind: 'expression', text: `it depends on ${condition}`, ...(place && { place }) }],
  };
}

function jsonLine(answer: Answer): string {
  switch (answer.kind) {
    case 'value': {
      const type = JSON.stringify(typeTextOf(answer.value));
      if (isSecret(answer.value)) return `{"value":null,"type":${type},"sensitive":true}\n`;
      return `{"value":${encodeJson(answer.value) ?? 'null'},"type":${type}}\n`;
    }
    case 'unknown': {
      const reasons = answer.reasons.map(({ text, place }) => ({
        text,
        range: place && rangeJson(place.file.range(place)),
      }));
      const options = answer.value.kind === 'choice' ? optionsJson(answer.value) : undefined;
      return `${stringifyJson({ unknown: { type: typeTextOf(answer.value), reasons, options } })}\n`;
    }
    case 'error':
      return `${stringifyJson({ error: answer.error })}\n`;
  }
}

function optionsJson({ options }: ChoiceValue) {
  return options.map(({ assumption, value }) => ({ when: assumption, value: consoleText(value) }));
}

function isSecret(value: Value): boolean {
  if (value.sensitive) return true;
  const inner = 'elements' in value ? value.elements : 'entries' in value ? [...value.entries.values()] : [];
  return inner.some(isSecret);
}

function prettyText(answer: Exclude<Answer, { readonly kind: 'error' }>): string {
  if (answer.kind === 'value') return `${consoleText(answer.value)}\n`;
  const { value, reasons } = answer;
  const lines =
    value.kind === 'choice'
      ? value.options.map((option) => `when ${option.assumption}: ${consoleText(option.value)}`)
      : [consoleText(value)];
  for (const { text, place } of reasons) {
    const where = place && `${place.file.filename}:${place.file.position(place.start).line}`;
    lines.push(`  because ${singleLine(text)}${where === undefined ? '' : ` (${singleLine(where)})`}`);
  }
  return `${lines.join('\n')}\n`;
}
