// The original asks Node's `crypto`, for which Turbopack would send crypto-browserify (120 KB gz).
export default function random() {
  const [word] = crypto.getRandomValues(new Uint32Array(1));
  return word / 2 ** 32;
}
