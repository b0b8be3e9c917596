/** Places that people decided to be somebody's, by keyed references: the items, and each value with where it stood. */
export type NotedPlaces = { items: string[]; values: string[] };

export const nowhere: NotedPlaces = { items: [], values: [] };

export function bothPlaces(one: Record<keyof NotedPlaces, Iterable<string>>, other: NotedPlaces): NotedPlaces {
  return { items: [...new Set([...one.items, ...other.items])], values: [...new Set([...one.values, ...other.values])] };
}
