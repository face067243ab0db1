/** Which module calls lead to what, found by the words in files: nothing is evaluated, and only modules that call others are parsed. */
import { sourceFolder } from './called-module.ts';
import type { Module } from './module.ts';
import { adaptedCall, type ModuleAdapters, standInText } from './module-adapter.ts';
import type { ModuleLoader } from './module-loader.ts';

/** A module in the module tree. */
export interface ModulePlace {
  readonly module: Module;
  /** Of the calls from the root module. */
  readonly names: readonly string[];
  /** The folder of the root module. */
  readonly root: string;
}

export interface KnownModules {
  readonly loader?: ModuleLoader | undefined;
  readonly adapters?: ModuleAdapters | undefined;
}

/**
 * Answers whether a call of a module leads to a folder whose files hold the word, or to what stands in for one, by itself or
 * through further calls.
 */
export function callsLeadingTo(
  word: string,
  { loader, adapters }: KnownModules,
): (place: ModulePlace, call: string) => boolean {
  const answers = new Map<string, boolean>();
  const leads = ({ module, names, root }: ModulePlace, call: string): boolean => {
    const declaration = module.calls.get(call);
    const path = [...names, call];
    const folder =
      declaration && loader && sourceFolder({ declaration, directory: module.directory, names: path, root, loader });
    if (folder === undefined || loader === undefined) {
      const adapted = declaration && adapters && adaptedCall(declaration, adapters);
      return adapted !== undefined && standInText(adapted).includes(word);
    }
    const known = answers.get(folder);
    if (known !== undefined) return known;
    // Folders that call each other lead nowhere by themselves.
    answers.set(folder, false);
    const answer = loader.holdsWord(folder, word) || goesOn(loader, folder, { names: path, root });
    answers.set(folder, answer);
    return answer;
  };
  const goesOn = (from: ModuleLoader, folder: string, { names, root }: Omit<ModulePlace, 'module'>): boolean => {
    const module = from.holdsWord(folder, 'module') ? from.load(folder)?.module : undefined;
    return module !== undefined && [...module.calls.keys()].some((call) => leads({ module, names, root }, call));
  };
  return leads;
}
