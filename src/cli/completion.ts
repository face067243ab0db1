/** Completion: the scripts for the shells, which ask the program itself, and the answers. */
import configSchema from '../../schemas/config.schema.json' with { type: 'json' };
import { PreplanError } from '../node/preplan-error.ts';
import { nearest } from '../rule/describe.ts';
import type { ExitStatus, Host } from './host.ts';
import { ASK_COMPLETION as ASK, COMMANDS, COMPLETION, GLOBAL_OPTIONS, type Option } from './options.ts';

export function answerCompletion(argv: readonly string[], host: Host): ExitStatus {
  const asked = argv.indexOf(ASK);
  const answer =
    asked === -1
      ? completionScript(argv[1], host.environment['SHELL'])
      : candidates(argv.slice(asked + 1))
          .map((candidate) => `${candidate}\n`)
          .join('');
  host.stdout.write(answer);
  return 0;
}

const BASH = `# bash completion of preplan: put into ~/.bashrc
#   source <(preplan completion bash)
_preplan() {
  local IFS=$'\\n'
  local current="\${COMP_WORDS[COMP_CWORD]}"
  [ "$current" = "=" ] && current=""
  COMPREPLY=($(compgen -W "$(preplan ${ASK} "\${COMP_WORDS[@]:0:COMP_CWORD+1}")" -- "$current"))
  # A path may stand where a command may.
  [ "$COMP_CWORD" -eq 1 ] && COMPREPLY+=($(compgen -f -- "$current"))
}
complete -o default -o filenames -F _preplan preplan
`;

const ZSH = `#compdef preplan
# zsh completion of preplan: put into ~/.zshrc, behind compinit
#   source <(preplan completion zsh)
_preplan() {
  local -a candidates
  candidates=("\${(@f)$(preplan ${ASK} "\${(@)words[1,CURRENT]}")}")
  [[ -n "\${candidates[1]}" ]] && compadd -- "\${candidates[@]}"
  # A path may stand where a command may.
  if [[ -z "\${candidates[1]}" || $CURRENT -eq 2 ]]; then _files; fi
}
if [[ "\${funcstack[1]}" == "_preplan" ]]; then _preplan "$@"; else compdef _preplan preplan; fi
`;

const FISH = `# fish completion of preplan: put into ~/.config/fish/config.fish
#   preplan completion fish | source
function __preplan_candidates
  set -l words (commandline -opc)
  set -l current (commandline -ct)
  set -l candidates (preplan ${ASK} $words "$current")
  printf '%s\\n' $candidates
  # A path may stand where a command may.
  if test -z "$candidates"; or test (count $words) -eq 1
    __fish_complete_path "$current"
  end
end
complete -c preplan -f -a '(__preplan_candidates)'
`;

/** What may be set, from the schema of the configuration: the rules themselves would take longer to load. */
const RULES = Object.entries<object>(configSchema.definitions.rules.properties)
  .filter(([, schema]) => !('deprecated' in schema))
  .map(([name]) => name);

const SCRIPTS: Readonly<Record<string, string>> = { bash: BASH, zsh: ZSH, fish: FISH };

/** The script for a shell; without a name for the one that `SHELL` says. */
function completionScript(shell: string | undefined, shellPath: string | undefined): string {
  const name = shell ?? shellPath?.slice(shellPath.lastIndexOf('/') + 1) ?? 'bash';
  const script = Object.hasOwn(SCRIPTS, name) ? SCRIPTS[name] : undefined;
  if (script !== undefined) return script;
  if (shell === undefined) return BASH;
  const known = nearest(shell, Object.keys(SCRIPTS));
  const names = Object.keys(SCRIPTS).join(', ');
  throw new PreplanError(
    `there is no completion for ${shell}${known === undefined ? '' : `, did you mean ${known}?`}; write one of ${names}`,
  );
}

/** What may stand in the place of the last word. Without an answer the shell completes file names. */
function candidates(words: readonly string[]): readonly string[] {
  const parts = splitValues(words.slice(1));
  const current = parts.at(-1) ?? '';
  const found = possible(parts.slice(0, -1), current).filter((candidate) => candidate.startsWith(current));
  // Where the shell takes `--format=sarif` for one word, so must the answer be.
  const last = words.at(-1) ?? '';
  const prefix = last === '=' ? '' : last.slice(0, last.length - current.length);
  return found.map((candidate) => prefix + candidate);
}

/** Without the equals signs: bash makes three words of `--format=json`, others one. */
function splitValues(words: readonly string[]): readonly string[] {
  return words.flatMap((word, at) => {
    if (word === '=') return at === words.length - 1 ? [''] : [];
    return word.startsWith('--') || words[at - 1] === '--rule' ? word.split('=') : [word];
  });
}

function possible(typed: readonly string[], current: string): readonly string[] {
  const first = typed.find((word) => !word.startsWith('-'));
  const command = Object.entries(COMMANDS).find(([name]) => name === first && name !== 'lint');
  const options: Readonly<Record<string, Option>> = { ...(command?.[1] ?? COMMANDS.lint).options, ...GLOBAL_OPTIONS };
  const before = typed.at(-1);
  if (typed.at(-2) === '--rule') return ['off', 'warning', 'error'];
  const option = before?.startsWith('--') === true ? options[before.slice(2)] : undefined;
  if (option !== undefined && option.type !== 'boolean') {
    return before === '--rule' || before === '--only' ? RULES : (option.choices ?? []);
  }
  if (current.startsWith('-')) return Object.keys(options).flatMap(spellings);
  if (first === 'explain') return RULES;
  if (first === COMPLETION) return Object.keys(SCRIPTS);
  return first === undefined ? [...Object.keys(COMMANDS).filter((name) => name !== 'lint'), COMPLETION] : [];
}

/** The ones that say what does not hold anyway: `--no-ignores`, not `--ignores`. */
function spellings(name: string): readonly string[] {
  switch (name) {
    case 'ignores':
      return ['--no-ignores'];
    case 'color':
      return ['--color', '--no-color'];
    default:
      return [`--${name}`];
  }
}
