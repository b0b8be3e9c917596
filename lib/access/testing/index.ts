export { keepPasswordsQuickly } from "./keep-passwords-quickly";
export { clientId, clientSecret, ProviderBrowser, startProvider, type TestProvider } from "./provider";
