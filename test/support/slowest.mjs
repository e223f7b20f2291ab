/** Prints at the end of a run what took longest: the ten slowest files, and the seconds of each folder of test/. */
import { join, relative, sep } from 'node:path';

const TEST = join(import.meta.dirname, '..');
const SHOWN = 10;

export default class Slowest {
  onRunComplete(_contexts, { testResults }) {
    const files = testResults.map(({ testFilePath, perfStats }) => ({
      name: relative(TEST, testFilePath),
      seconds: perfStats.runtime / 1000,
    }));
    // One file alone has its time in jest's own summary.
    if (files.length < 2) return;
    const folders = new Map();
    for (const { name, seconds } of files) {
      const folder = name.includes(sep) ? `${name.split(sep)[0]}/` : '(files of test/)';
      folders.set(folder, (folders.get(folder) ?? 0) + seconds);
    }
    const sums = Array.from(folders, ([name, seconds]) => ({ name, seconds }));
    const text = [
      `\nSlowest files, in seconds`,
      ...rows(files).slice(0, SHOWN),
      `\nFolders of test/, in seconds`,
      ...rows([...sums, { name: 'all', seconds: files.reduce((sum, file) => sum + file.seconds, 0) }]),
    ];
    process.stderr.write(`${text.join('\n')}\n`);
  }
}

function rows(entries) {
  return entries
    .sort((a, b) => b.seconds - a.seconds)
    .map(({ name, seconds }) => `${seconds.toFixed(1).padStart(8)}  ${name}`);
}
