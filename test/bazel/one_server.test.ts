/**
 * What Bazel does with onepack's rules, in one workspace with one server for each Bazel: a server takes seconds to start, fetches what
 * it needs, and is slow until it is warm. Each suite begins with the files as `reset` leaves them; one that counts actions begins with `clean`.
 * One alone: `npm run jest -- test/bazel/one_server -t 'links of a tree'`.
 */
import { afterAll, beforeAll, describe } from '@jest/globals';
import { actions } from './actions.ts';
import { builtSources } from './built_sources.ts';
import { composition } from './composition.ts';
import { extendedConfigs } from './extends.ts';
import { flags } from './flags.ts';
import { generatedBuildFile } from './generated.ts';
import { hermetic } from './hermetic.ts';
import { links } from './links.ts';
import { mistakes, wrongCalls } from './mistakes.ts';
import { sources } from './sources.ts';
import { stamps } from './stamp.ts';
import { BAZELS, type Workspace, createWorkspace } from './workspace.ts';

const SUITES: Readonly<Record<string, (workspace: Workspace) => void>> = {
  'which actions run': actions,
  'a config that extends one of another package': extendedConfigs,
  'a wrong call of a rule': wrongCalls,
  'a wrong config': mistakes,
  composition,
  flags,
  hermetic,
  'links of a tree': links,
  sources,
  'sources that Bazel builds': builtSources,
  stamps,
  'the generated BUILD file': generatedBuildFile,
};

describe.each(BAZELS)('with Bazel %s', (bazel) => {
  const workspace = createWorkspace(bazel);
  afterAll(() => workspace.dispose());

  describe.each(Object.entries(SUITES))('%s', (_title, suite) => {
    beforeAll(() => workspace.reset());
    suite(workspace);
  });
});
