/**
 * The shell that `alternatives` adds to each script. For a deb, what debhelper's dh_installalternatives does: in prerm, since
 * afterwards the link leads nowhere, and not on an upgrade, which would forget what the administrator chose.
 * https://www.debian.org/doc/debian-policy/ap-pkg-alternatives.html
 * For an rpm, what Fedora's guidelines say, but that nothing fails: rpm takes no %post back.
 * https://docs.fedoraproject.org/en-US/packaging-guidelines/Alternatives/
 */
import type { ScriptKind } from '../../schema/scripts.ts';
import type { Format } from '../../format/format.ts';
import type { Plan } from '../../plan/plan.ts';
import type { PlanAlternative } from './schema.ts';
import { renderTemplate } from '../../system/template.ts';

const KINDS: Readonly<Record<Format, readonly ScriptKind[]>> = {
  deb: ['postinstall', 'preremove'],
  rpm: ['postinstall', 'postremove'],
};

/** Empty where the script has nothing to do. */
export function alternativesScript({ alternatives, format }: Plan, kind: ScriptKind): string {
  if (alternatives === undefined || !KINDS[format].includes(kind)) return '';
  return renderTemplate(`stanza/alternatives/${format}/${kind}.hbs`, {
    offered: alternatives.map(({ priority, slaves, ...main }) => ({
      install: [...words(main), String(priority)],
      slaves: slaves.map(words),
    })),
    removed: alternatives.map(({ name, path }) => [name, path]),
  });
}

function words({ link, name, path }: Omit<PlanAlternative, 'priority' | 'slaves'>): string[] {
  return [link, name, path];
}
