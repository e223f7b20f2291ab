/** Configs written into a folder of their own and loaded from there. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from '@jest/globals';
import { type Layers, loadConfig, type LoadedConfig } from '../../src/config/load.ts';
import { lineAndColumn, type Place, type Problem } from '../../src/problems/problem.ts';
import { InputError } from '../../src/problems/errors.ts';
import { planConfig } from '../../src/plan/plan_config.ts';

export const HEAD = 'apiVersion: onepack/v1\nversion: v1.36.3\narchitectures: [amd64]\n';

/** A config that is right, with one package `kubelet` and what `body` adds below its keys. */
export function kubelet(body: string): string {
  return `${HEAD}packages:\n  kubelet:\n    summary: Node agent\n${body.replace(/^(?=.)/gm, '    ')}`;
}

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Writes the files and loads `packages.yaml` among them, by names from the folder. */
export function load(files: Files | string, layers: Partial<Layers> = {}): Promise<LoadedConfig> {
  const cwd = folderOf(typeof files === 'string' ? { 'packages.yaml': files } : files);
  return loadConfig({ config: 'packages.yaml', cwd, ...layers });
}

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

export function folderOf(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'onepack-config-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

export async function problemsOf(files: Files | string, layers: Partial<Layers> = {}): Promise<readonly Problem[]> {
  try {
    await load(files, layers);
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
}

/** As `problemsOf`, with those of the plans; a package may be without what every package needs. */
export async function plannedProblemsOf(
  files: Files | string,
  layers: Partial<Layers> = {},
): Promise<readonly Problem[]> {
  const cwd = folderOf(typeof files === 'string' ? { 'packages.yaml': files } : files);
  try {
    await planConfig({ config: 'packages.yaml', cwd, ...layers });
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.problems.filter(({ code }) => !LACKING.includes(code));
    throw error;
  }
}

const LACKING: readonly string[] = ['missing-maintainer', 'missing-license', 'missing-summary', 'too-few'];

/** As `mistakes`, with those of the plans. */
export async function plannedMistakes(files: Files | string, layers: Partial<Layers> = {}): Promise<string[]> {
  return (await plannedProblemsOf(files, layers)).map(said);
}

/** `unknown-key packages.yaml:5:3 vendr`: the code, where, and the text that the carets stand under. */
export async function mistakes(files: Files | string, layers: Partial<Layers> = {}): Promise<string[]> {
  return (await problemsOf(files, layers)).map(said);
}

function said({ code, place }: Problem): string {
  return place === undefined ? code : `${code} ${where(place)}`;
}

export function where(place: Place | undefined): string {
  if (place === undefined) return 'nowhere';
  const { source, start, end } = place;
  const { line, column } = lineAndColumn(source.text, start);
  return `${source.name}:${line}:${column} ${source.text.slice(start, end).split('\n')[0]}`;
}
