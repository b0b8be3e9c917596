// Web Chat makes a new Markdown parser for each message, and each of those compiles the same large expressions (1 ms).
const LinkifyIt = require("linkify-it-source");

let shared;

module.exports = function SharedLinkifyIt() {
  shared ??= new LinkifyIt();
  return shared;
};
