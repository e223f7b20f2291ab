/** Which packages a build left out, and how to bring them. */
import { loadConfig } from '../src/config/load.ts';
import { resolvePlans } from '../src/plan/resolve.ts';
import { namesFor } from '../build/pkgs/tools/own_binaries.ts';
import { isFilled, slotsOf } from '../build/pkgs/tools/slots.ts';

/** The packages of the set, and lines for each with a source that is not there: none where the set is whole. */
export async function leftOut(config: string): Promise<{ packages: string[]; lines: string[] }> {
  const loaded = await loadConfig({ config });
  const empty = slotsOf(loaded).filter((slot) => !isFilled(slot));
  const { plans } = resolvePlans(loaded);
  const packages = Object.keys(loaded.general.config.packages);
  const lines = packages.flatMap((name) => {
    const needed = new Set(plans.filter((plan) => plan.package === name).flatMap((plan) => Object.keys(plan.sources)));
    const gaps = empty.filter((slot) => needed.has(slot.name));
    if (gaps.length === 0) return [];
    const architectures = [...new Set(gaps.map((slot) => slot.architecture))].join(', ');
    const files = [...new Set(gaps.map((slot) => `DIR/<arch>/${namesFor(slot).join(' or ')}`))].join(' and ');
    return [`left out: ${name} for ${architectures}`, `  to bring it: KUBE_BINARIES=DIR make packages, with ${files}`];
  });
  return { packages, lines };
}
