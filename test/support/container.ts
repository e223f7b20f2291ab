/** Whether tests can run containers here; where not, why. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { acceptedImage } from '../../src/engine/fpm/container/runtime.ts';
import { type Runtime, findRuntime } from '../../src/engine/fpm/container/runtime.ts';

const LOCK = join(import.meta.dirname, '../../.tools/image.json');

/** Undefined where they can. */
export async function whyNoContainers(): Promise<string | undefined> {
  if (!existsSync(LOCK)) return 'there is no image: make image';
  return acceptedRuntime().then(
    () => undefined,
    (error: unknown) => (error as Error).message,
  );
}

/** What the engine would run, and in what. */
export function acceptedRuntime(): Promise<{ runtime: Runtime; image: string }> {
  return useOwnTools(async () => findRuntime(await acceptedImage(undefined, undefined)));
}

/** The engine's containers that see something below the folder: those of one test, whatever else runs beside it. */
export async function containersOf(folder: string): Promise<string[]> {
  const { runtime } = await acceptedRuntime();
  const { stdout } = await execa(runtime.command, ['ps', '--all', '--quiet', '--filter=label=onepack=engine']);
  const format = '{{.Name}}{{range .Mounts}} {{.Source}}{{end}}';
  const looked = stdout.split('\n').map(async (id) => {
    // It may be gone by now.
    const found = await execa(runtime.command, ['inspect', '--format', format, id], { reject: false });
    return found.stdout.includes(` ${folder}/`) ? [found.stdout] : [];
  });
  return (await Promise.all(looked)).flat();
}

// The program looks for `.tools` above itself, and in a test that is jest.
async function useOwnTools<T>(run: () => Promise<T>): Promise<T> {
  const program = process.argv[1];
  process.argv[1] = join(import.meta.dirname, '../../src/cli.ts');
  try {
    return await run();
  } finally {
    if (program !== undefined) process.argv[1] = program;
  }
}
