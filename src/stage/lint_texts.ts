/** Reads the texts that lint rules check: units of systemd, scripts, the changelog. */
import { open, readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isLabel } from '../bazel/label.ts';
import { isGzip } from '../config/document.ts';
import type { SourceText } from '../problems/problem.ts';
import { isGzipName, isManualPage } from '../lint/compression.ts';
import type { PlanTexts } from '../lint/finding.ts';
import { isLauncher } from '../lint/launchers.ts';
import { isUnit } from '../lint/units.ts';
import { lookUp } from '../system/look_up.ts';
import type { Plan, PlanContent } from '../plan/plan.ts';
import type { InputOptions } from './inputs.ts';

/** What cannot be read is left out, and reported when it is packed. A file of several plans is read once. */
export async function readTexts(plans: readonly Plan[], options: InputOptions): Promise<Map<Plan, PlanTexts>> {
  const known = new Map<string, Promise<SourceText | undefined>>();
  const read = (name: string): Promise<SourceText | undefined> => {
    const reading = known.get(name) ?? readText(name, options.cwd);
    known.set(name, reading);
    return reading;
  };
  const texts = plans.map(async (plan): Promise<[Plan, PlanTexts]> => {
    const filesOf = (isIt: (dst: string) => boolean): [string, string][] =>
      plan.contents.flatMap((content): [string, string][] => {
        const file = isIt(content.dst) ? fileOf(content, plan, options) : undefined;
        return file === undefined ? [] : [[content.dst, file]];
      });
    const changelog = plan.changelog === undefined ? undefined : await read(plan.changelog);
    const others = changelog === undefined ? {} : { changelog };
    const gzip = await readStarts(plan, options);
    const scripts = await readAll(shellScripts(plan), read);
    const units = await readAll(filesOf(isUnit), read);
    const launchers = await readAll(filesOf(isLauncher), read);
    return [plan, { units, launchers, scripts, gzip, ...others }];
  });
  return new Map(await Promise.all(texts));
}

// Debconf's templates are not shell.
function shellScripts({ scripts }: Plan): [string, string][] {
  return Object.entries(scripts).filter(([kind]) => kind !== 'templates');
}

async function readAll(
  files: readonly (readonly [key: string, file: string])[],
  read: (name: string) => Promise<SourceText | undefined>,
): Promise<Map<string, SourceText>> {
  const texts = new Map<string, SourceText>();
  for (const [key, file] of files) {
    const text = await read(file);
    if (text !== undefined) texts.set(key, text);
  }
  return texts;
}

async function readStarts(plan: Plan, options: InputOptions): Promise<Map<string, boolean>> {
  const starts = new Map<string, boolean>();
  for (const content of plan.contents) {
    const file = isGzipName(content.dst) || isManualPage(content.dst) ? fileOf(content, plan, options) : undefined;
    const start = file === undefined ? undefined : await readStart(resolve(options.cwd, file));
    if (start !== undefined) starts.set(content.dst, isGzip(start));
  }
  return starts;
}

async function readStart(file: string): Promise<Buffer | undefined> {
  try {
    const opened = await open(file);
    try {
      const { buffer, bytesRead } = await opened.read(Buffer.alloc(2), 0, 2, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await opened.close();
    }
  } catch {
    return undefined;
  }
}

// Members of archives are left out, because archives are opened only when they are packed.
function fileOf(content: PlanContent, plan: Plan, { sources }: InputOptions): string | undefined {
  if (content.type !== 'file') return undefined;
  const { src } = content;
  if ('text' in src) return undefined;
  if ('file' in src) return src.file;
  const planned = lookUp(plan.sources, src.source);
  const file = lookUp(sources, src.source) ?? planned?.file ?? src.source;
  return planned?.extract === true || isLabel(file) ? undefined : file;
}

/** In bytes: much more than any unit or script has. */
const MOST_BYTES = 1e6;

async function readText(name: string, cwd: string): Promise<SourceText | undefined> {
  try {
    const file = resolve(cwd, name);
    const found = await stat(file);
    if (!found.isFile() || found.size > MOST_BYTES) return undefined;
    return { name, text: await readFile(file, 'utf8') };
  } catch {
    return undefined;
  }
}
