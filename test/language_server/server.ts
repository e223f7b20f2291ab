/** A real yaml-language-server, spoken to as an editor does: https://microsoft.github.io/language-server-protocol/ over stdio. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';

interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Diagnostic {
  readonly message: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

export interface LanguageServer {
  /** As if the text were typed into the file. Files need not exist: what a file names lies beside it. */
  write(file: string, text: string): Promise<void>;
  /** What the server finds wrong with the text. */
  diagnose(file: string, text: string): Promise<readonly Diagnostic[]>;
  /** What is offered at a place of a file that was written. */
  complete(file: string, at: Position): Promise<readonly string[]>;
  /** What is shown under the pointer, as plain text; empty where nothing is. */
  hover(file: string, at: Position): Promise<string>;
  close(): Promise<void>;
}

// No catalogue of schemas from the network: only what a file itself names.
const SETTINGS = {
  yaml: {
    validate: true,
    completion: true,
    hover: true,
    schemaStore: { enable: false },
    kubernetesCRDStore: { enable: false },
  },
};

export async function startLanguageServer(): Promise<LanguageServer> {
  const program = join(
    dirname(createRequire(import.meta.url).resolve('yaml-language-server/package.json')),
    'bin/yaml-language-server',
  );
  const child = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const waiting = new Map<string, (found: readonly Diagnostic[]) => void>();
  connection.onNotification('textDocument/publishDiagnostics', (said: { uri: string; diagnostics: Diagnostic[] }) => {
    waiting.get(said.uri)?.(said.diagnostics);
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: { section: string }[] }) =>
    items.map(({ section }) => (SETTINGS as Record<string, unknown>)[section] ?? null),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      workspace: { configuration: true },
      textDocument: {
        publishDiagnostics: {},
        completion: { completionItem: {} },
        hover: { contentFormat: ['plaintext'] },
      },
    },
  });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: SETTINGS });

  const textDocument = (file: string) => ({ uri: pathToFileURL(file).href });
  const opened = new Set<string>();
  let version = 0;
  const write = async (file: string, text: string): Promise<void> => {
    const { uri } = textDocument(file);
    version += 1;
    if (opened.has(uri)) {
      const contentChanges = [{ text }];
      await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
    } else {
      opened.add(uri);
      const item = { uri, languageId: 'yaml', version, text };
      await connection.sendNotification('textDocument/didOpen', { textDocument: item });
    }
  };
  return {
    write,
    async diagnose(file, text) {
      const said = new Promise<readonly Diagnostic[]>((resolve) => waiting.set(textDocument(file).uri, resolve));
      await write(file, text);
      return said;
    },
    async complete(file, at) {
      const answer = await connection.sendRequest<{ items: { label: string }[] } | null>('textDocument/completion', {
        textDocument: textDocument(file),
        position: at,
      });
      return (answer?.items ?? []).map(({ label }) => label);
    },
    async hover(file, at) {
      const answer = await connection.sendRequest<{ contents: { value: string } | string } | null>(
        'textDocument/hover',
        {
          textDocument: textDocument(file),
          position: at,
        },
      );
      const contents = answer?.contents ?? '';
      // What Markdown would read something into has a backslash before it.
      return (typeof contents === 'string' ? contents : contents.value).replaceAll(/\\([^A-Za-z0-9\s])/g, '$1');
    },
    async close() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      if (child.exitCode === null) await once(child, 'exit');
      connection.dispose();
    },
  };
}
