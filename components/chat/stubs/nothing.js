// For packages whose work this page never asks for; see aliases.js for which, and why.
export default null;
