import { lintModules } from '../../src/core.ts';
import type { LintResult } from '../../src/lint/lint.ts';
import { type CheckRequest, Workspace } from '../../src/service/workspace.ts';
import { memoryFileSystem } from '../../src/terraform/memory-file-system.ts';

export interface TestWorkspace {
  readonly workspace: Workspace;
  /** The folders that were checked, in order. */
  readonly checked: string[];
  /** The files that were parsed, in order. */
  readonly parsed: string[];
  /** What is on disk; may be changed. */
  readonly files: Record<string, string>;
  open(path: string, text: string, version?: number): void;
}

/** A workspace over files in memory; `lint` is the real linter. */
export function workspaceOf(files: Record<string, string>): TestWorkspace {
  const checked: string[] = [];
  const parsed: string[] = [];
  const workspace = new Workspace({
    disk: () => memoryFileSystem(files),
    lint(request: CheckRequest): LintResult {
      checked.push(request.directory);
      const { directory, fileSystem, memory } = request;
      return lintModules({
        fileSystem,
        memory,
        modules: [{ directory, called: false, named: true }],
        parse(source) {
          const tree = request.parse(source);
          if (!trees.has(tree)) parsed.push(source.filename);
          trees.add(tree);
          return tree;
        },
      });
    },
  });
  const trees = new WeakSet<object>();
  return {
    workspace,
    checked,
    parsed,
    files,
    open: (path, text, version = 1) => workspace.open({ path, text, version, uri: `file:///${path}` }),
  };
}

export const MAPPING = `resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = "arn:aws:sqs:eu-west-1:123456789012:orders"
  function_name    = "orders"
  batch_size       = var.size
}
`;

/** A declaration of \`var.size\`. */
export function sizeIs(size: number): string {
  return `variable "size" {\n  default = ${size}\n}\n`;
}
