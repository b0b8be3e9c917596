// markdown-it asks this table for `&name;` (12 KB gz of JSON); the browser's own parser knows the same names.
// It only ever asks for names made of letters and digits, so nothing else can reach the parser.
const namePattern = /^[a-z][a-z0-9]{1,31}$/i;

function decode(name) {
  if (typeof name !== "string" || !namePattern.test(name)) return undefined;
  const text = new DOMParser().parseFromString(`&${name};`, "text/html").body.textContent;
  return text === `&${name};` ? undefined : text;
}

module.exports = new Proxy(
  {},
  {
    get: (_, name) => decode(name),
    getOwnPropertyDescriptor: (_, name) => {
      const value = decode(name);
      return value === undefined ? undefined : { value, configurable: true, enumerable: true };
    },
  },
);
