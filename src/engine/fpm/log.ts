/** Turns what fpm printed into lines for people: the tools' own messages, without Ruby's syntax and stack traces. */
import { lookUp } from '../../system/look_up.ts';

/** The lines that matter of fpm's `--log info` output. */
export function readFpmLog(output: string): string {
  const lines = output.split('\n').flatMap((line) => readLine(line) ?? []);
  const start = lines.findLastIndex(({ text }) => text === 'Running command' || text === 'Running rpmbuild');
  const said = lines.filter(({ isOurs }, at) => (start !== -1 && at > start) || isOurs).map(({ text }) => text);
  return said.filter((text, at) => text.trim() !== '' && said.indexOf(text) === at && !isNoise(text)).join('\n');
}

interface Line {
  readonly text: string;
  /** From the shell, from Ruby, or a warning or error from fpm: always shown, wherever it is in the output. */
  readonly isOurs: boolean;
}

/** `{:timestamp=>"…", :message=>"…", :level=>:info}`, Ruby's notation of a hash, one a line. */
const ENTRY = /:message=>"((?:[^"\\]|\\.)*)".*?(?::level=>:([a-z]+))?\}?$/;

function readLine(line: string): Line | undefined {
  if (/^\s+from |^\s*\d+: from /.test(line)) return undefined;
  const entry = ENTRY.exec(line);
  if (entry === null) return { text: withoutTrace(line), isOurs: true };
  const text = unescape(entry[1] ?? '').replace(/\. Full command was:.*$/s, '');
  const detail = /:(?:path|script)=>"((?:[^"\\]|\\.)*)"/.exec(line)?.[1];
  const level = entry[2] ?? '';
  const isOurs = ['warn', 'error', 'fatal'].includes(level);
  return { text: isOurs && detail !== undefined ? `${text} (${unescape(detail)})` : text, isOurs };
}

// The message in `/…/deb.rb:12:in `write': No space left on device (Errno::ENOSPC)`.
function withoutTrace(line: string): string {
  const trace = /^\/\S+\.rb:\d+:in [`'][^']*': (.*)$/.exec(line);
  return trace === null ? line : (trace[1] ?? line);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', e: '' };

function unescape(text: string): string {
  return text.replace(/\\(.)/g, (_, character: string) => lookUp(ESCAPES, character) ?? character);
}

function isNoise(text: string): boolean {
  return /^(Executing\(|Running (command|rpmbuild)|RPM build (errors|warnings):|\s*(warning: )?Macro expanded in comment)/.test(
    text,
  );
}
