const NOTHING: readonly never[] = [];

/**
 * The same elements in an array that has no room to spare. V8 makes room for 17 elements when the first is pushed, while
 * most lists of a tree hold only a few; without the copy a third of a tree's memory would be empty.
 */
export function compactList<Element>(list: readonly Element[]): readonly Element[] {
  return list.length === 0 ? NOTHING : list.slice();
}
