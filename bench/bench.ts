/**
 * How fast onepack packs, as ratios against others on the same files in one run.
 *   make bench                          KUBE_BINARIES=DIR packs the programs of DIR/amd64
 *   npm run bench -- cold bazel …       those rows alone
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { inputsIn } from './inputs.ts';
import { bazel } from './bazel.ts';
import { cold } from './cold.ts';
import { growth } from './growth.ts';
import { memory } from './memory.ts';
import { targets } from './targets.ts';

const PARTS = { cold, memory, growth, bazel, targets };

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in PARTS));
if (unknown.length > 0) throw new Error(`no ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`);

const folder = mkdtempSync(join(process.env['BENCH_FOLDER'] ?? tmpdir(), 'onepack-bench-'));
try {
  const real = process.env['KUBE_BINARIES'];
  const inputs = inputsIn(folder, real === undefined ? undefined : join(real, 'amd64'));
  console.log(
    `${availableParallelism()} cores of ${cpus()[0]?.model.trim() ?? '?'}, Node ${process.version}, load ${(loadavg()[0] ?? 0).toFixed(1)} before`,
  );
  console.log(`the programs are ${inputs.are}`);
  for (const [name, run] of Object.entries(PARTS)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    const own = join(folder, name);
    mkdirSync(own);
    console.log(`\n## ${name}`);
    await run(own, inputs.programs);
    rmSync(own, { recursive: true, force: true });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
