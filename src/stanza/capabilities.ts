/** Renders the shell that gives the programs of a deb their capabilities. An rpm has them in its header. */
import { hasCapabilities } from '../plan/capabilities.ts';
import type { Plan } from '../plan/plan.ts';
import type { ScriptKind } from '../schema/scripts.ts';
import { renderTemplate } from '../system/template.ts';

/** Shell before the user's own script. Empty if there is nothing to do. */
export function capabilitiesScript(plan: Plan, kind: ScriptKind): string {
  const files = plan.contents.filter(hasCapabilities);
  if (plan.format !== 'deb' || kind !== 'postinstall' || files.length === 0) return '';
  return renderTemplate('stanza/capabilities.hbs', { files, ownDiversions: ownDiversions(plan.package) });
}

/** For sed, of what `dpkg-divert --list` says: what a package itself diverts is another's file, and its own has the name. */
export function ownDiversions(packageName: string): string {
  return `/ by ${packageName.replaceAll('.', String.raw`\.`)}$/d`;
}
