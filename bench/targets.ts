/** How generating, analysing and a build of nothing new grow with the targets, beside as many genrules as there are packages. */
import { configOfSources } from './config.ts';
import { createWorkspace, type Workspace } from '../test/bazel/workspace.ts';

const COUNTS = [10, 100];
const ARCHITECTURES = ['amd64', 'arm64', 'ppc64le', 's390x'];
const FORMATS = 2;

export async function targets(): Promise<void> {
  const times: Record<string, number[]> = {};
  for (const count of COUNTS) {
    const workspace = createWorkspace('4');
    try {
      const files = count * ARCHITECTURES.length * FORMATS;
      const ours = await timesOf(workspace, count);
      const genrules = await genrulesOf(workspace, files);
      console.log(`${count} packages, ${ARCHITECTURES.length} architectures, ${FORMATS} formats: ${files} files`);
      for (const [name, seconds] of Object.entries({ ...ours, ...genrules })) {
        console.log(`  ${name.padEnd(34)}${seconds.toFixed(2).padStart(8)} s`);
        (times[name] ??= []).push(seconds);
      }
      const ratio = (ours['build nothing new'] ?? 0) / (genrules['genrules: build nothing new'] ?? 0);
      console.log(`  nothing new is ${ratio.toFixed(2)} times as long as that of the genrules`);
    } finally {
      await workspace.dispose();
    }
  }
  for (const [name, [few = 0, many = 0]] of Object.entries(times)) {
    console.log(`${name.padEnd(36)} from ${COUNTS.join(' to ')} packages: ${(many / few).toFixed(1)} times as long`);
  }
}

type Times = Record<string, number>;

async function timesOf(workspace: Workspace, count: number): Promise<Times> {
  const names = Array.from({ length: count }, (_, at) => `p${at}`);
  for (const name of names) {
    for (const arch of ARCHITECTURES) await workspace.write(`build/pkgs/bin/${arch}/${name}`, `${name} for ${arch}\n`);
  }
  await workspace.write('build/pkgs/packages.yaml', configOfSources(names, ARCHITECTURES));
  const generating = await timed(() => good(workspace.onepack('generate', '--config=build/pkgs/packages.yaml')));
  await good(workspace.bazel('info', 'release'));
  const analysing = await workspace.time('--nobuild', '//build/pkgs:all');
  const building = await workspace.time('//build/pkgs:all');
  return {
    generate: generating,
    'load and analyse': analysing,
    build: building,
    'build nothing new': await least(workspace, '//build/pkgs:all'),
  };
}

async function genrulesOf(workspace: Workspace, count: number): Promise<Times> {
  const rules = Array.from(
    { length: count },
    (_, at) => `genrule(name = "g${at}", outs = ["g${at}.txt"], cmd = "echo ${at} > $@")\n`,
  );
  await workspace.write('genrules/BUILD.bazel', rules.join(''));
  await workspace.time('//genrules:all');
  return { 'genrules: build nothing new': await least(workspace, '//genrules:all') };
}

// What else runs makes it slower, never faster.
async function least(workspace: Workspace, target: string): Promise<number> {
  const seconds: number[] = [];
  for (let run = 0; run < 5; run += 1) seconds.push(await workspace.time(target));
  return Math.min(...seconds);
}

async function timed(run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return (performance.now() - start) / 1000;
}

async function good(run: Promise<{ exitCode: number; output: string }>): Promise<void> {
  const { exitCode, output } = await run;
  if (exitCode !== 0) throw new Error(output);
}
