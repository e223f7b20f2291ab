/** Shell completion, made from the declared command line: a flag that is declared is completed. */
import { type Command, Argument, type Option } from 'commander';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** The script that a shell reads: `source <(onepack completion bash)`. */
export function completionScript(program: Command, shell: Shell): string {
  return WRITERS[shell](program);
}

export function shellArgument(): Argument {
  return new Argument('<shell>', 'which shell').choices(SHELLS);
}

const WRITERS: Readonly<Record<Shell, (program: Command) => string>> = { bash, zsh, fish };

// `=` parts words in bash: `--engine=f` comes as `--engine`, `=`, `f`.
// https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion.html
function bash(program: Command): string {
  const names = program.commands.map((command) => command.name());
  const chosen = choices(program).map(
    ([flag, values]) => `    ${flag}) COMPREPLY=($(compgen -W ${quoted(values.join(' '))} -- "$cur")); return ;;`,
  );
  const flags = program.commands.map(
    (command) => `    ${command.name()}) flags=${quoted(command.options.map(flagOf).join(' '))} ;;`,
  );
  return `_onepack() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command=pack flags
  if [[ $prev == = ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  if [[ $cur == = ]]; then cur=; fi
  COMPREPLY=()
  case $prev in
${chosen.join('\n')}
  esac
  case \${COMP_WORDS[1]} in
    ${names.join('|')}) command=\${COMP_WORDS[1]} ;;
  esac
  if [[ $COMP_CWORD == 1 && $cur != -* ]]; then
    COMPREPLY=($(compgen -W ${quoted(names.join(' '))} -- "$cur"))
    return
  fi
  [[ $cur == -* ]] || return 0
  case $command in
${flags.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$flags" -- "$cur"))
  if [[ \${COMPREPLY[0]-} == *= ]]; then compopt -o nospace; fi
}
complete -o default -F _onepack onepack
`;
}

// https://zsh.sourceforge.io/Doc/Release/Completion-System.html
function zsh(program: Command): string {
  const plain = (text: string): string => text.replace(/[[\]:\\]/g, '\\$&');
  const named = program.commands.map((command) => `    ${quoted(`${command.name()}:${plain(command.description())}`)}`);
  const argument = (option: Option): string => {
    const many = Array.isArray(option.defaultValue) ? '*' : '';
    const value = option.required ? `:value:${option.argChoices ? `(${option.argChoices.join(' ')})` : '_files'}` : '';
    return quoted(`${many}${flagOf(option)}[${plain(option.description)}]${value}`);
  };
  const flags = program.commands.map((command) => {
    const lines = [`'1: :'`, ...command.options.map(argument), `'*:file:_files'`];
    const also = command.name() === 'pack' ? '|-*' : '';
    return `    ${command.name()}${also}) _arguments \\\n${lines.map((line) => `      ${line}`).join(' \\\n')} ;;`;
  });
  return `#compdef onepack
_onepack() {
  local -a commands=(
${named.join('\n')}
  )
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
    _describe command commands
    return
  fi
  case $words[2] in
${flags.join('\n')}
  esac
}
compdef _onepack onepack
`;
}

// https://fishshell.com/docs/current/completions.html
function fish(program: Command): string {
  const lines = program.commands.flatMap((command) => {
    const seen = quoted(`__fish_seen_subcommand_from ${command.name()}`, '\\\\', "\\'");
    const start = `complete -c onepack -n __fish_use_subcommand -f -a ${command.name()}`;
    return [
      `${start} -d ${quoted(command.description(), '\\\\', "\\'")}`,
      ...command.options.map((option) => {
        const values = option.argChoices
          ? ` -x -a ${quoted(option.argChoices.join(' '))}`
          : option.required
            ? ' -r'
            : '';
        const name = flagOf(option).replace(/^--|=$/g, '');
        return `complete -c onepack -n ${seen} -l ${name}${values} -d ${quoted(option.description, '\\\\', "\\'")}`;
      }),
    ];
  });
  return `${lines.join('\n')}\n`;
}

// With the `=` that comes before a value.
function flagOf(option: Option): string {
  return `${option.long ?? option.short ?? ''}${option.required ? '=' : ''}`;
}

function choices(program: Command): [string, readonly string[]][] {
  const found = program.commands.flatMap(({ options }) =>
    options.flatMap(({ long, argChoices }): [string, readonly string[]][] =>
      long == null || argChoices === undefined ? [] : [[long, argChoices]],
    ),
  );
  return [...new Map(found)];
}

// In single quotes, where a POSIX shell knows no escapes and fish knows two.
function quoted(text: string, backslash = '\\', quote = `'\\''`): string {
  return `'${text.replace(/[\\']/g, (sign) => (sign === '\\' ? backslash : quote))}'`;
}
