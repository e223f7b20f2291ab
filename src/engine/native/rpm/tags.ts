/** The numbers of tags: https://rpm-software-management.github.io/rpm/manual/tags.html */
import { lookUp } from '../../../system/look_up.ts';

export const TAG = {
  HEADERI18NTABLE: 100,
  NAME: 1000,
  VERSION: 1001,
  RELEASE: 1002,
  EPOCH: 1003,
  SUMMARY: 1004,
  DESCRIPTION: 1005,
  BUILDTIME: 1006,
  BUILDHOST: 1007,
  SIZE: 1009,
  DISTRIBUTION: 1010,
  VENDOR: 1011,
  LICENSE: 1014,
  PACKAGER: 1015,
  GROUP: 1016,
  URL: 1020,
  OS: 1021,
  ARCH: 1022,
  OLDFILENAMES: 1027,
  FILESIZES: 1028,
  FILEMODES: 1030,
  FILERDEVS: 1033,
  FILEMTIMES: 1034,
  FILEDIGESTS: 1035,
  FILELINKTOS: 1036,
  FILEFLAGS: 1037,
  FILEUSERNAME: 1039,
  FILEGROUPNAME: 1040,
  SOURCERPM: 1044,
  FILEVERIFYFLAGS: 1045,
  RPMVERSION: 1064,
  TRIGGERSCRIPTS: 1065,
  TRIGGERNAME: 1066,
  TRIGGERVERSION: 1067,
  TRIGGERFLAGS: 1068,
  TRIGGERINDEX: 1069,
  CHANGELOGTIME: 1080,
  CHANGELOGNAME: 1081,
  CHANGELOGTEXT: 1082,
  TRIGGERSCRIPTPROG: 1092,
  FILEDEVICES: 1095,
  FILEINODES: 1096,
  FILELANGS: 1097,
  PREFIXES: 1098,
  DIRINDEXES: 1116,
  BASENAMES: 1117,
  DIRNAMES: 1118,
  OPTFLAGS: 1122,
  PAYLOADFORMAT: 1124,
  PAYLOADCOMPRESSOR: 1125,
  PAYLOADFLAGS: 1126,
  PLATFORM: 1132,
  FILECOLORS: 1140,
  DISTTAG: 1155,
  LONGFILESIZES: 5008,
  LONGSIZE: 5009,
  FILECAPS: 5010,
  FILEDIGESTALGO: 5011,
  BUGURL: 5012,
  VCS: 5034,
  ENCODING: 5062,
  PAYLOADDIGEST: 5092,
  PAYLOADDIGESTALGO: 5093,
  MODULARITYLABEL: 5096,
  TRANSLATIONURL: 5100,
  UPSTREAMRELEASES: 5101,
} as const;

/** The tags of the signature. */
export const SIGNATURE_TAG = {
  SHA1: 269,
  LONGSIZE: 270,
  LONGARCHIVESIZE: 271,
  SHA256: 273,
  SIZE: 1000,
  MD5: 1004,
  PAYLOADSIZE: 1007,
  RESERVEDSPACE: 1008,
} as const;

/** The three tags of a kind of relation: names, and for each name flags and version. */
export const RELATION_TAGS = {
  Provides: { name: 1047, flags: 1112, version: 1113 },
  Requires: { name: 1049, flags: 1048, version: 1050 },
  Conflicts: { name: 1054, flags: 1053, version: 1055 },
  Obsoletes: { name: 1090, flags: 1114, version: 1115 },
  Recommends: { name: 5046, flags: 5048, version: 5047 },
  Suggests: { name: 5049, flags: 5051, version: 5050 },
  Supplements: { name: 5052, flags: 5054, version: 5053 },
  Enhances: { name: 5055, flags: 5057, version: 5056 },
} as const;

/** The tags of a scriptlet, for its text and its interpreter, and the flag of the requirement on the interpreter. */
export const SCRIPT_TAGS = {
  preinstall: { text: 1023, program: 1085, sense: 1 << 9 },
  postinstall: { text: 1024, program: 1086, sense: 1 << 10 },
  preremove: { text: 1025, program: 1087, sense: 1 << 11 },
  postremove: { text: 1026, program: 1088, sense: 1 << 12 },
  verify: { text: 1079, program: 1091, sense: 1 << 13 },
  pretrans: { text: 1151, program: 1153, sense: 1 << 7 },
  posttrans: { text: 1152, program: 1154, sense: 1 << 5 },
} as const;

/** What the flags of a relation mean: https://rpm-software-management.github.io/rpm/manual/dependencies.html */
export const SENSE = { less: 1 << 1, greater: 1 << 2, equal: 1 << 3, interpreter: 1 << 8, rpmlib: 1 << 24 } as const;

/** The flag of a trigger's relation that says which section of a spec it would be. https://rpm-software-management.github.io/rpm/manual/tags.html */
export const TRIGGER_SENSE = {
  triggerprein: 1 << 25,
  triggerin: 1 << 16,
  triggerun: 1 << 17,
  triggerpostun: 1 << 18,
} as const;

/** File flags: https://rpm-software-management.github.io/rpm/manual/tags.html */
export const FILE_FLAG = { config: 1, doc: 2, missingok: 8, noreplace: 16, spec: 32, ghost: 64, license: 128, readme: 256, artifact: 4096 } as const; // prettier-ignore

/** Tags by the names that a spec uses: `BugURL`. */
export function tagCalled(name: string): number {
  const tag = lookUp<number>(TAG, name.toUpperCase());
  if (tag === undefined) throw new Error(`no tag is called ${name}`);
  return tag;
}
