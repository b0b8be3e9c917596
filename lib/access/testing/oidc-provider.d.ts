/** The package brings no types; this is what the tests use of it. */
declare module "oidc-provider" {
  import type { RequestListener } from "node:http";

  export class Provider {
    constructor(issuer: string, configuration: ProviderConfiguration);
    callback(): RequestListener;
  }

  type ProviderConfiguration = {
    clients: Record<string, unknown>[];
    pkce: { required: () => boolean };
    claims: Record<string, string[]>;
    findAccount: (context: unknown, id: string) => { accountId: string; claims: () => Promise<Record<string, unknown>> };
    features: Record<string, { enabled: boolean }>;
  };
}
