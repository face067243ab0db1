import manifest from '../../package.json' with { type: 'json' };

/** The address of a rule's page, if the package names its repository. */
export function ruleUrl(name: string): string | undefined {
  const { repository }: Readonly<Record<string, unknown>> = manifest;
  const url = typeof repository === 'string' ? repository : (repository as { readonly url?: string } | undefined)?.url;
  if (url === undefined) return undefined;
  return `${url.replace(/^git\+/, '').replace(/\.git$/, '')}/blob/v${manifest.version}/docs/rules/${name}.md`;
}
