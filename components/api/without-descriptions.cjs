/**
 * What schemas say of themselves is for the API's documentation, which the server makes: pages do without these sentences.
 * A loader of the bundler, for browsers only.
 */
module.exports = function withoutDescriptions(source) {
  return source.replaceAll(/\.describe\(\s*(?:"(?:[^"\\\n]|\\.)*"|`[^`$\\]*`),?\s*\)/g, "");
};
