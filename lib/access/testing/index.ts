export { clientId, clientSecret, ProviderBrowser, startProvider, type TestProvider } from "./provider";
