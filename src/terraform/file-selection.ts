/** Which files of a folder make its module, by Terraform's and OpenTofu's rules. */

const SUFFIX = /\.(?:tf|tofu)(?:\.json)?$/;

/** Whether a file name can belong to a module at all. */
export function isModuleFile(name: string): boolean {
  return SUFFIX.test(name) && !isIgnored(name);
}

/** Backups and temporary files of editors. */
function isIgnored(name: string): boolean {
  return name.startsWith('.') || name.endsWith('~') || (name.startsWith('#') && name.endsWith('#'));
}

export function isJsonFile(filename: string): boolean {
  return filename.endsWith('.json');
}

/** `override.tf`, `x_override.tf` and their other suffixes. */
export function isOverrideFile(filename: string): boolean {
  const name = filename.slice(filename.lastIndexOf('/') + 1).replace(SUFFIX, '');
  return name === 'override' || name.endsWith('_override');
}

/** The names that count, in Terraform's order: `x.tofu` stands in for `x.tf`, and `x.tofu.json` for `x.tf.json`. */
export function selectModuleFiles(names: readonly string[]): readonly string[] {
  const files = names.filter(isModuleFile);
  const present = new Set(files);
  return files.filter(
    (name) => !present.has(name.replace(/\.tf(\.json)?$/, '.tofu$1')) || /\.tofu(?:\.json)?$/.test(name),
  );
}
