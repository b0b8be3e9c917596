export const caseUrl = (number: string): string => `/privacy/requests/${encodeURIComponent(number)}`;
