/** A run never writes into what it packs. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Plan, PlanContent } from '../../src/plan/plan.ts';
import { outputsInInputs } from '../../src/stage/outputs_in_inputs.ts';
import { file, planOf, temporaryFolder } from '../support/packing.ts';

const cwd = temporaryFolder();
mkdirSync(join(cwd, 'app/deep'), { recursive: true });
mkdirSync(join(cwd, 'beside'));
symlinkSync('app/deep', join(cwd, 'link'));

const OWNED = { owner: 'root', group: 'root' };
const tree = (src: string, more: object = {}): PlanContent => ({
  type: 'tree',
  dst: '/opt',
  src: { file: src },
  ...OWNED,
  ...more,
});

function said(content: PlanContent, out: string, more: { keepWork?: string; sources?: Record<string, string> } = {}) {
  const plan: Plan = planOf({ format: 'deb', contents: [content], sources: { app: { file: 'app', extract: true } } });
  const { keepWork, sources = {} } = more;
  return outputsInInputs(plan, [plan], { out, keepWork, sources, cwd }).map(({ code }) => code);
}

describe('what a run writes', () => {
  it.each([
    ['the tree itself', tree('app'), 'app'],
    ['a folder that is not there yet', tree('app'), 'app/new/out'],
    ['a folder behind a link', tree('app'), 'link'],
    ['the tree behind a link', tree('link'), 'app/deep/out'],
    ['the working directory', tree('.'), '.'],
    ['a tree with dots', tree('beside/../app'), './app/out'],
    ['a tree of which it is not left out', tree('app', { exclude: ['other'] }), 'app/out'],
    ['a tree that leaves out the packages and not what is unfinished', tree('app', { exclude: ['*.deb'] }), 'app'],
    ['a source that is a folder', { ...tree(''), src: { source: 'app' } } as PlanContent, 'app/out'],
    ['a part of such a source', { ...tree(''), src: { source: 'app', member: 'deep' } } as PlanContent, 'app/deep'],
    ['a package that is packed', file('/opt/a', 'out/tool_1.2.3-0_amd64.deb'), 'out'],
  ])('is not in %s', (_, content, out) => {
    expect(said(content, out)).toEqual(['output-in-input']);
  });

  it.each([
    ['beside', tree('app'), 'beside'],
    ['around it', tree('app'), '.'],
    ['of a name that begins like it', tree('app'), 'app2'],
    ['left out', tree('app', { exclude: ['out'] }), 'app/out'],
    ['not taken', tree('app', { include: ['deep/**'] }), 'app/out'],
    ['elsewhere in a source', { ...tree(''), src: { source: 'app', member: 'deep' } } as PlanContent, 'app/out'],
    ['a file beside it', file('/opt/a', 'out/tool'), 'out'],
  ])('may be in a folder %s', (_, content, out) => {
    expect(said(content, out)).toEqual([]);
  });

  it('is asked of kept work too, and of the source that a flag names', () => {
    expect(said(tree('app'), 'beside', { keepWork: 'app/work' })).toEqual(['output-in-input']);
    const content = { ...tree(''), src: { source: 'app' } } as PlanContent;
    expect(said(content, 'beside/out', { sources: { app: 'beside' } })).toEqual(['output-in-input']);
    expect(said(content, 'app/out', { sources: { app: 'beside' } })).toEqual([]);
  });
});
