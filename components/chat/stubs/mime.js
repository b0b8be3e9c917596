// Web Chat looks up a type by file name only in its old `sendFiles`; uploads carry the type the browser gave them.
export default { getType: () => null };
