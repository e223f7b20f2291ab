/**
 * The shell that `alternatives` adds to each script. For a deb, what debhelper's dh_installalternatives does: in prerm, since
 * afterwards the link leads nowhere, and not on an upgrade, which would forget what the administrator chose.
 * https://www.debian.org/doc/debian-policy/ap-pkg-alternatives.html
 * For an rpm, what Fedora's guidelines say, but that nothing fails: rpm takes no %post back.
 * https://docs.fedoraproject.org/en-US/packaging-guidelines/Alternatives/
 */
import { renderTemplate } from '../../system/template.ts';
import type { StanzaScript, StanzaScripts } from '../stanza.ts';
import type { PlanAlternative } from './schema.ts';

export const alternativesScripts: StanzaScripts<PlanAlternative[]> = {
  sides: {
    deb: { postinstall: 'after', preremove: 'before' },
    rpm: { postinstall: 'after', postremove: 'after' },
  },
  render,
};

function render(alternatives: readonly PlanAlternative[], { format, kind }: StanzaScript): string {
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
