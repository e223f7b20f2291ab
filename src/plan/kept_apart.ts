/** Whether dpkg or rpm keeps two packages of a set from being on one machine: then both may own a path. */
import { type BoundedName, type Format, alternativesOf } from '../format/format.ts';
import { type Relations, relationFields } from '../format/relations.ts';
import { fulfils } from '../format/version_order.ts';

/** A package as others of its format see it. */
export interface Member {
  readonly name: string;
  /** With epoch and revision; undefined where it cannot be told, which is reported. */
  readonly version: string | undefined;
  readonly relations: Relations;
}

interface Excluding {
  /** A relation that stands in all of these fields. */
  readonly fields: readonly string[];
  /** Whether it means what packages provide, too. */
  readonly meansProvided: boolean;
}

/**
 * https://www.debian.org/doc/debian-policy/ch-relationships.html#conflicting-binary-packages-conflicts, and #overwriting-files-in-other-packages:
 * a package with Breaks alone is unpacked while the files of the other one are there.
 * https://rpm-software-management.github.io/rpm/manual/more_dependencies.html: Obsoletes are names of packages.
 */
const EXCLUDING: Readonly<Record<Format, readonly Excluding[]>> = {
  deb: [
    { fields: ['Conflicts'], meansProvided: true },
    { fields: ['Breaks', 'Replaces'], meansProvided: true },
  ],
  rpm: [
    { fields: ['Conflicts'], meansProvided: true },
    { fields: ['Obsoletes'], meansProvided: false },
  ],
};

export function areKeptApart(one: Member, other: Member, format: Format): boolean {
  return excludes(one, other, format) || excludes(other, one, format);
}

function excludes({ relations }: Member, other: Member, format: Format): boolean {
  const fields = relationFields(relations, format);
  return EXCLUDING[format].some(({ fields: names, meansProvided }) =>
    names.every((field) =>
      (fields.get(field) ?? []).some((relation) =>
        alternativesOf(relation).some((bounded) => means(bounded, other, meansProvided, format)),
      ),
    ),
  );
}

function means({ name, bounds }: BoundedName, other: Member, meansProvided: boolean, format: Format): boolean {
  const isWithin = (version: string | undefined): boolean => version === undefined || fulfils(format, version, bounds);
  if (name.replace(/:any$/, '') === other.name) return isWithin(other.version);
  const provided = meansProvided ? (other.relations.provides ?? []).flatMap(alternativesOf) : [];
  return provided.some((offer) => {
    if (offer.name !== name) return false;
    const [version] = offer.bounds;
    // What is provided without a version answers no relation with one in a deb, and each in an rpm.
    return version === undefined ? bounds.length === 0 || format === 'rpm' : isWithin(version.version);
  });
}
