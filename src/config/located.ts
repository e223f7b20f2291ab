/** What the stages after the config get of it: its values, and where each of them stands. */
import type { KeyPath, Place } from '../diagnostics.ts';
import type { Config } from './schema.ts';
import type { TreeMap } from './tree.ts';

/** A config with the places of its keys and values, which may lie in the config, an overlay or a flag. */
export interface LocatedConfig {
  /** Validated. From `forFormat`: with `overrides.<format>` merged in, of packages and of content entries, and other formats' entries gone. */
  readonly config: Config;
  /** What `config` comes from. */
  readonly tree: TreeMap;
  /** As the user named it. */
  readonly file: string;
  /** Of the value at this key, or of the nearest parent that is there. */
  locate(path: KeyPath): Place | undefined;
  /** Of the key itself. */
  locateKey(path: KeyPath): Place | undefined;
  /** Of the map or list that another text wrote, and that this key or item was added to; undefined where one text wrote both. */
  locateAddedTo(path: KeyPath): Place | undefined;
  /** Where a relative path written at this key starts: a folder, from the working directory or absolute. */
  folderOf(path: KeyPath): string;
}
