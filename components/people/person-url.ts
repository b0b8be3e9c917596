/** One person's page. Ids of people are hashes, and say nothing about anybody. */
export const personUrl = (personId: string): string => `/people/${encodeURIComponent(personId)}`;
