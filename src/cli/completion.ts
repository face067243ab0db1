/** Completion: the scripts for the shells, which ask the program itself, and the answers. */
import { PreplanError } from '../node/preplan-error.ts';
import { nearest } from '../rule/describe.ts';
import { COMMANDS, COMPLETION, GLOBAL_OPTIONS, type Option } from './options.ts';
import { settableRules } from './rule-settings.ts';

/** The option with which the scripts ask: behind it come the words up to the cursor, the program's name first. */
export const ASK = '--get-yargs-completions';

const BASH = `# bash completion of preplan: put into ~/.bashrc
#   source <(preplan completion bash)
_preplan() {
  local IFS=$'\\n'
  local current="\${COMP_WORDS[COMP_CWORD]}"
  [ "$current" = "=" ] && current=""
  COMPREPLY=($(compgen -W "$(preplan ${ASK} "\${COMP_WORDS[@]:0:COMP_CWORD+1}")" -- "$current"))
}
complete -o default -F _preplan preplan
`;

const ZSH = `#compdef preplan
# zsh completion of preplan: put into ~/.zshrc, behind compinit
#   source <(preplan completion zsh)
_preplan() {
  local -a candidates
  candidates=("\${(@f)$(preplan ${ASK} "\${(@)words[1,CURRENT]}")}")
  if [[ -n "\${candidates[1]}" ]]; then compadd -- "\${candidates[@]}"; else _files; fi
}
if [[ "\${funcstack[1]}" == "_preplan" ]]; then _preplan "$@"; else compdef _preplan preplan; fi
`;

const FISH = `# fish completion of preplan: put into ~/.config/fish/config.fish
#   preplan completion fish | source
function __preplan_candidates
  set -l words (commandline -opc)
  set -l current (commandline -ct)
  preplan ${ASK} $words "$current"
end
complete -c preplan -a '(__preplan_candidates)'
`;

const SCRIPTS: Readonly<Record<string, string>> = { bash: BASH, zsh: ZSH, fish: FISH };

/** The script for a shell; without a name for the one that `SHELL` says. */
export function completionScript(shell: string | undefined, shellPath: string | undefined): string {
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
export function candidates(words: readonly string[]): readonly string[] {
  const current = words.at(-1) === '=' ? '' : (words.at(-1) ?? '');
  const typed = words.slice(1, -1);
  return possible(typed, current, words.at(-1) === '=').filter((candidate) => candidate.startsWith(current));
}

function possible(typed: readonly string[], current: string, afterEquals: boolean): readonly string[] {
  const first = typed.find((word) => !word.startsWith('-'));
  const command = Object.entries(COMMANDS).find(([name]) => name === first && name !== 'lint');
  const options: Readonly<Record<string, Option>> = { ...(command?.[1] ?? COMMANDS.lint).options, ...GLOBAL_OPTIONS };
  // Bash takes `--format=json` for three words.
  const before = typed.at(-1) === '=' ? typed.at(-2) : typed.at(-1);
  const option = before?.startsWith('--') && (afterEquals || before !== current) ? options[before.slice(2)] : undefined;
  if (before !== undefined && option !== undefined && option.type !== 'boolean') {
    return before === '--rule' || before === '--only' ? settableRules() : (option.choices ?? []);
  }
  if (current.startsWith('-')) return Object.keys(options).map((name) => `--${name}`);
  if (first === 'explain') return settableRules();
  if (first === COMPLETION) return Object.keys(SCRIPTS);
  return first === undefined ? [...Object.keys(COMMANDS).filter((name) => name !== 'lint'), COMPLETION] : [];
}
